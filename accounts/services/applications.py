"""Applications: which programs people of an agency may let act for them, and who has. How one connects is `connecting`'s."""

from collections.abc import Collection
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.cleaning import clean_name
from accounts.encryption import new_token
from accounts.errors import Invalid, NotFound
from accounts.models import ApiKey, Application, ApplicationToken, Membership
from accounts.permissions import may, require
from accounts.services.access_log import log

MOST_ADDRESSES = 10
LONGEST_ADDRESS = 500


@transaction.atomic
def register(member: Membership, *, name: str, redirect_uris: Collection[str]) -> Application:
    """An application people can connect from now on, and the addresses it is answered at, each as it stands. Raises Invalid at the field."""
    require(member, "applications.manage")
    name = clean_name("name", name, most=100, what="An application's name, as people know it,")
    row = Application.objects.create(
        agency=member.agency,
        name=name,
        client_id=new_token("fa_"),
        redirect_uris=_checked(redirect_uris),
        made_by=member.user,
    )
    detail = {"redirect_uris": ", ".join(row.redirect_uris)}
    log("application.registered", agency=member.agency, actor=member.user, subject=name, detail=detail, about=row.pk)
    return row


def _checked(addresses: Collection[str]) -> list[str]:
    uris = list(dict.fromkeys(address.strip() for address in addresses if address.strip()))
    if not 1 <= len(uris) <= MOST_ADDRESSES:
        raise Invalid.field("redirect_uris", f"Give 1 to {MOST_ADDRESSES} addresses.")
    for address in uris:
        if len(address) > LONGEST_ADDRESS or not address.isascii() or not _is_safe(address):
            raise Invalid.field(
                "redirect_uris",
                f"{address[:100]}: give a whole address that begins with https://, or with http:// on the person's own machine "
                "(127.0.0.1, [::1] or localhost), without a fragment.",
                code="bad_address",
            )
    return uris


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.fragment or "#" in address or parts.username is not None or " " in address or "\\" in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def applications_of(member: Membership) -> list[Application]:
    """The agency's, those that have ended too, newest first."""
    require(member, "applications.manage")
    return list(Application.objects.filter(agency_id=member.agency_id).order_by("-created_at", "-pk"))


def application_of(member: Membership, application_id: UUID | str) -> Application:
    """One of the agency's. Raises NotFound."""
    require(member, "applications.manage")
    application = Application.objects.filter(agency_id=member.agency_id, pk=application_id).first()
    if application is None:
        raise NotFound("There is no such application.")
    return application


@transaction.atomic
def end_application(member: Membership, *, application_id: UUID | str, now: datetime) -> None:
    """Nobody can connect it any more, and whoever had is disconnected at once; a repeat changes nothing."""
    row = application_of(member, application_id)
    if not Application.objects.filter(pk=row.pk, ended_at=None).update(ended_at=now):
        return
    ended = ApiKey.objects.filter(application=row, revoked_at=None).update(revoked_at=now)
    ApplicationToken.objects.filter(connection__application=row).delete()
    detail = {"connections": ended}
    log("application.ended", agency=member.agency, actor=member.user, subject=row.name, detail=detail, about=row.pk)


def connections_of(member: Membership, *, now: datetime) -> list[ApiKey]:
    """What this person has connected, newest first."""
    require(member, "applications.connect")
    return list(_living(now).filter(agency_id=member.agency_id, member=member))


def connections_to(member: Membership, application: Application, *, now: datetime) -> list[ApiKey]:
    """Everybody's connections of an application of the agency, newest first."""
    require(member, "applications.manage")
    return list(_living(now).filter(agency_id=member.agency_id, application=application))


def _living(now: datetime) -> QuerySet[ApiKey]:
    rows = ApiKey.objects.select_related("member__user", "application").exclude(application=None)
    return rows.filter(revoked_at=None, expires_at__gt=now).order_by("-created_at", "-pk")


@transaction.atomic
def disconnect(member: Membership, *, connection_id: UUID | str, now: datetime) -> None:
    """Ends a connection at once: one's own, or anybody's for who manages applications. A repeat changes nothing. Raises NotFound."""
    require(member, "applications.connect")
    rows = ApiKey.objects.select_related("member__user").exclude(application=None)
    row = rows.filter(agency=member.agency, pk=connection_id).first()
    if row is None or not (row.member_id == member.pk or may(member, "applications.manage")):
        raise NotFound("There is no such connection, or it is not yours.")
    if ended(row, now=now):
        detail = {"acted_for": str(row.member.user)}
        log("application.disconnected", agency=member.agency, actor=member.user, subject=row.name, detail=detail, about=row.pk)  # fmt: skip


def ended(connection: ApiKey, *, now: datetime) -> bool:
    """Whether it was open until now; part of acts that leave a row."""
    ApplicationToken.objects.filter(connection=connection).delete()
    return bool(ApiKey.objects.filter(pk=connection.pk, revoked_at=None).update(revoked_at=now))
