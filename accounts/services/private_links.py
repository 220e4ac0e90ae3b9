"""Private links: secret addresses of a person's calendar and alerts. Made, shown once, fetched, given a new secret, revoked."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.core.internal import ratelimit
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.encryption import new_token, token_hash
from accounts.errors import Conflict, Invalid, NotFound, TooMany
from accounts.models import PRIVATE_LINKS, Agency, Membership, PrivateLink
from accounts.permissions import may, require
from accounts.services.access_log import log
from accounts.services.acting import asked_where
from accounts.services.agencies import origin_of
from accounts.services.second_factor import has_set_up

# What whoever makes and whoever fetches one must be allowed to.
NEEDS = {"calendar": "notifications.own", "alerts": "alerts.see"}
PATHS = {"calendar": "/links/calendar/{}.ics", "alerts": "/links/alerts/{}.atom"}
# How often one link is fetched, and how often one place may try addresses that open nothing.
FETCHES, WRONG = "120/h/key", "20/m/key"
_SEEN_EVERY = timedelta(minutes=5)


def kinds_for(member: Membership) -> list[str]:
    """The kinds of link that somebody may have."""
    return [kind for kind in PRIVATE_LINKS if may(member, NEEDS[kind])]


def links_of(member: Membership) -> list[PrivateLink]:
    """One's own open links, by kind. Their secrets are nobody's to read."""
    require(member, "notifications.own")
    rows = PrivateLink.objects.select_related("member__user").filter(member=member, revoked_at=None)
    return list(rows.order_by("-kind"))


@transaction.atomic
def make_link(member: Membership, *, kind: str, now: datetime) -> tuple[PrivateLink, str]:
    """A link and its whole address, which nobody can read again. Raises Invalid, Forbidden, and Conflict (`link_there`)."""
    require(member, "notifications.set")
    if kind not in PRIVATE_LINKS:
        raise Invalid.field("kind", f"Choose among {', '.join(PRIVATE_LINKS)}.")
    require(member, NEEDS[kind])
    token = new_token("fbl_")
    row = PrivateLink(
        agency=member.agency, member=member, kind=kind, token_hash=token_hash(token), created_at=now, changed_at=now
    )
    try:
        with transaction.atomic():  # a savepoint: after an error PostgreSQL refuses the rest of a transaction
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("You have this link already. Give it a new address, or revoke it.", code="link_there") from None
    _log("link.made", member, row)
    return row, _address(row, token)


@transaction.atomic
def rotate_link(member: Membership, *, link_id: UUID | str, now: datetime) -> tuple[PrivateLink, str]:
    """Another address for the same link, shown once; the one before opens nothing from now on. Raises NotFound."""
    require(member, "notifications.set")
    row = _own(member, link_id)
    if row is None or row.revoked_at is not None:
        raise NotFound("There is no such link.")
    token = new_token("fbl_")
    row.token_hash, row.rotated_at = token_hash(token), now
    row.save(update_fields=["token_hash", "rotated_at"])
    _log("link.rotated", member, row)
    return row, _address(row, token)


@transaction.atomic
def revoke_link(member: Membership, *, link_id: UUID | str, now: datetime) -> None:
    """Ends a link at once; a repeat changes nothing. Raises NotFound for another person's."""
    require(member, "notifications.set")
    row = _own(member, link_id)
    if row is None:
        raise NotFound("There is no such link.")
    if PrivateLink.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=now):
        _log("link.revoked", member, row)


def opened(request: HttpRequest, agency: Agency, *, kind: str, token: str, now: datetime) -> PrivateLink:
    """The link of this secret, for whoever fetches it: asked anew each time whether its member may still see what it shows.

    Raises NotFound alike for an unknown, rotated or revoked one, a person who left or lacks the second factor their agency
    requires, and a suspended agency; TooMany (`retry_after`) beyond the limits.
    """
    rows = PrivateLink.objects.select_related("agency", "member__user")
    row = rows.filter(agency=agency, kind=kind, token_hash=token_hash(token), revoked_at=None).first()
    if row is None or not _may_open(row):
        # By place, for who guesses has no link to be counted by.
        _count(request, "wrong_link", WRONG, ratelimit.truncate_ip(asked_where() or ""))
        raise NotFound("There is nothing here.")
    _count(request, "link", FETCHES, str(row.pk))
    row.member.agency = row.agency
    return row


def _may_open(row: PrivateLink) -> bool:
    if row.agency.status != "active" or not may(row.member, NEEDS[row.kind]):
        return False
    # A calendar can't give a code: that its person could is all there is to ask.
    return not row.agency.require_mfa or has_set_up(row.member.user)


def _count(request: HttpRequest, action: str, rate: str, key: str) -> None:
    name = f"private_{action}"
    if not ratelimit.consume(request, app="accounts", action=name, key=key, config={name: rate}, limit_get=True):
        raise TooMany("This was fetched too often. Try again later.", data={"retry_after": 600})


def fetched(row: PrivateLink, digest: str, *, now: datetime) -> datetime:
    """Notes what was fetched; returns since when it says that, to the second, as Last-Modified has it."""
    changes: dict[str, object] = {}
    if row.digest != digest or row.changed_at is None:
        # Later than what was told before: two changes in one second are two.
        before = row.changed_at or row.created_at
        row.digest, row.changed_at = (
            digest,
            max(now.replace(microsecond=0), before.replace(microsecond=0) + timedelta(seconds=1)),
        )
        changes |= {"digest": digest, "changed_at": row.changed_at}
    if changes or row.last_used_at is None or now - row.last_used_at > _SEEN_EVERY:
        PrivateLink.objects.filter(pk=row.pk).update(**changes, last_used_at=now)
    return row.changed_at.replace(microsecond=0)


def _own(member: Membership, link_id: UUID | str) -> PrivateLink | None:
    rows = PrivateLink.objects.select_for_update(of=("self",)).select_related("member__user")
    return rows.filter(member=member, pk=link_id).first()


def _address(row: PrivateLink, token: str) -> str:
    return origin_of(row.agency) + PATHS[row.kind].format(token)


def _log(action: str, member: Membership, row: PrivateLink) -> None:
    log(
        action, agency=member.agency, actor=member.user, subject=row.get_kind_display(), detail={"kind": row.kind},
        about=row.pk,
    )  # fmt: skip
