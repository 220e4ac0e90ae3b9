"""Agencies and accounts that nobody with a confirmed address stands behind: taken by their person, or closed in time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from psycopg import sql

from accounts.errors import DomainError, NotFound
from accounts.hosts import host_cache_key
from accounts.lifecycle import move
from accounts.models import AGENCY, Agency, Domain, Membership, User
from accounts.roles import OWNER
from accounts.services.access_log import log
from accounts.services.database_owner import owner_connection

logger = logging.getLogger(__name__)
# Stands in `progress` from the closing until the schema is gone, so that what was interrupted is found again.
_ROOMS_LEFT = "Its database is being removed"


def waiting_for(user: User) -> list[Agency]:
    """Agencies founded with one of this person's confirmed addresses by somebody who had not logged in."""
    return list(_waiting_for(user).order_by("created_at"))


def take(user: User, *, agency_id: UUID) -> Agency:
    """Makes the person an agency waits for its owner. Raises NotFound for any other agency, and once it is taken."""
    with transaction.atomic():
        # The lock first: of two that take it at once, the second asks again after the first.
        Agency.objects.select_for_update().filter(pk=agency_id).first()
        agency = _waiting_for(user).filter(pk=agency_id).first()
        if agency is None:
            raise NotFound("No agency is waiting for you here.")
        Membership.objects.create(user=user, agency=agency, role=OWNER)
        log("agency.taken", agency=agency, actor=user, subject=agency.name, about=agency.pk)
    return agency


def close_never_confirmed(now: datetime) -> None:
    """Closes agencies founded CONFIRM_DAYS ago in which nobody has a confirmed address, then the accounts without one.

    Nobody ever could get in, so their schemas go, and their host names and addresses are free again. Harmless if run
    twice; one that fails stops no other.
    """
    late = now - timedelta(days=settings.CONFIRM_DAYS)
    for agency_id in list(_without_anybody(late).values_list("pk", flat=True)):
        with _others_go_on("agency", agency_id):
            _close(agency_id, late, now)
    for agency in Agency.objects.filter(status="closed", progress=_ROOMS_LEFT):
        with _others_go_on("the schema of agency", agency.pk):
            _remove_rooms(agency)
    for user_id in list(_never_confirmed(late).values_list("pk", flat=True)):
        with _others_go_on("account", user_id):
            _close_account(user_id, late)


@contextmanager
def _others_go_on(what: str, pk: object) -> Iterator[None]:
    try:
        yield
    except (DomainError, DatabaseError, psycopg.Error):
        logger.exception("%s %s, never confirmed, stands until the next run", what, pk)


def _waiting_for(user: User) -> QuerySet[Agency]:
    own = EmailAddress.objects.filter(user=user, verified=True).values("email")
    nobody = ~Exists(Membership.objects.filter(agency=OuterRef("pk")))
    waiting: QuerySet[Agency] = Agency.objects.filter(nobody, owner_email__in=own).exclude(status="closed")
    return waiting


def _addresses(**of: Any) -> QuerySet[EmailAddress]:
    rows: QuerySet[EmailAddress] = EmailAddress.objects.filter(**of)
    return rows


def _without_anybody(late: datetime) -> QuerySet[Agency]:
    """Founded before `late`; each of its people, if there are any, has addresses, and none of them is confirmed."""
    person = OuterRef("user")
    known = Membership.objects.filter(agency=OuterRef("pk")).filter(
        Exists(_addresses(user=person, verified=True)) | ~Exists(_addresses(user=person))
    )
    agencies: QuerySet[Agency] = Agency.objects.filter(~Exists(known), created_at__lt=late)
    return agencies.exclude(status__in=["creating", "closed"])  # what is being made now is for the next run


def _never_confirmed(late: datetime) -> QuerySet[User]:
    """Made before `late`, with addresses of which none is confirmed, and without a place in an agency that is open."""
    own = OuterRef("pk")
    places = Membership.objects.filter(user=own).exclude(agency__status="closed")
    return User.objects.filter(
        Exists(_addresses(user=own)),
        ~Exists(_addresses(user=own, verified=True)),
        ~Exists(places),
        is_operator=False,
        created_at__lt=late,
    )


@transaction.atomic
def _close(agency_id: UUID, late: datetime, now: datetime) -> None:
    """Locks the agency and its people's addresses: whoever confirms or takes it meanwhile is waited for, and seen."""
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    # `list`: a queryset that nobody reads locks nothing.
    list(_addresses(user__memberships__agency=agency).select_for_update(of=("self",)))
    if not _without_anybody(late).filter(pk=agency_id).exists():
        return
    hosts = list(Domain.objects.filter(tenant=agency).values_list("domain", flat=True))
    # The row stays and its slug is unique: it gets one that nobody would choose.
    free: dict[str, Any] = {"slug": f"x{agency.pk.hex}", "owner_email": "", "progress": _ROOMS_LEFT}
    move(Agency.objects, agency.pk, AGENCY, "close", status_changed_at=now, **free)
    Domain.objects.filter(tenant=agency).delete()
    log("agency.never_confirmed", agency=agency, actor=None, subject=agency.name, detail={"hosts": hosts})
    transaction.on_commit(lambda: caches["platform"].delete_many([host_cache_key(host) for host in hosts]))


def _remove_rooms(agency: Agency) -> None:
    with owner_connection() as owner:
        owner.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(agency.schema_name)))
    Agency.objects.filter(pk=agency.pk).update(progress="")


@transaction.atomic
def _close_account(user_id: int, late: datetime) -> None:
    """The row stays (agencies' rows may name it); whose it was does not."""
    list(_addresses(user_id=user_id).select_for_update())
    user = _never_confirmed(late).filter(pk=user_id).first()
    if user is None:
        return
    _addresses(user=user).delete()
    # RFC 6761 6.4: under `.invalid` nobody will ever get mail.
    user.email, user.name, user.is_active = f"never-confirmed-{user.pk}@firebreak.invalid", "", False
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "password"])
    log("person.never_confirmed", agency=None, actor=None, subject=str(user.pk))
