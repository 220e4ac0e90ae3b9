"""API keys: made, shown once, used, given a new secret, revoked."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from allauth.core.internal import ratelimit
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from accounts.bidi import isolate
from accounts.cleaning import clean_name
from accounts.encryption import new_token, token_hash
from accounts.errors import Conflict, Invalid, NotFound
from accounts.models import Agency, ApiKey, Membership
from accounts.permissions import require
from accounts.roles import GRANTED, KEY_SCOPES, SCOPES
from accounts.scoping import on_every_brand
from accounts.services import letters, machines
from accounts.services.access_log import log
from accounts.services.acting import asked_where

MAX_DAYS = 366
# How long the secret before goes on opening after a rotation, in hours.
OVERLAP, MAX_OVERLAP = 24, 168
# Days before its end on which somebody is told, once each.
WARNINGS = (30, 7, 1)
# Entries an hour in an agency's access log about keys that open nothing.
REFUSALS = 60
_SEEN_EVERY = timedelta(minutes=5)  # a program asks ten times a second: its row is not written as often


@transaction.atomic
def make_key(
    member: Membership,
    *,
    name: str,
    scopes: list[str],
    days: int,
    now: datetime,
    brands: Collection[UUID | str] = (),
    machine_id: int | None = None,
) -> tuple[ApiKey, str]:
    """The row and the key itself, which nobody can read again. It acts for its maker, or for a machine they look after.

    Within `scopes`, for `days` days, on these brands; on none given: on all of whom it acts for. Raises Invalid at the field.
    """
    require(member, "keys.manage")
    holder = machines.looked_after(member, machine_id, field="machine_id") if machine_id is not None else member
    name = clean_name("name", name, most=100, what="A key's name, such as what uses it,")
    _check_scopes(scopes, holder)
    expires_at = _end(days, now)
    key = new_token("fb_")
    row = ApiKey.objects.create(
        agency=member.agency,
        member=holder,
        made_by=member.user,
        name=name,
        prefix=key[:8],  # `fb_` and five more: tells keys apart, and leaves over 200 bits to guess
        key_hash=token_hash(key),
        scopes=sorted(set(scopes)),
        brand_ids=_check_brands(member, holder, brands),
        expires_at=expires_at,
        warned_days=_told_already(days),
    )
    detail = {"scopes": row.scopes, "prefix": row.prefix, "brands": len(row.brand_ids) or "all"}
    if holder.is_machine:
        detail["acts_for"] = str(holder.user)
    log("key.made", agency=member.agency, actor=member.user, subject=row.name, detail=detail, about=row.pk)
    _write(member, row, f"A new API key of yours at {isolate(member.agency.name)}")
    return row, key


def _check_scopes(scopes: Collection[str], holder: Membership) -> None:
    unknown = sorted(set(scopes) - set(KEY_SCOPES))
    if not scopes or unknown:
        raise Invalid.field(
            "scopes", f"Choose among {', '.join(KEY_SCOPES)}.", code="unknown_scope", data={"unknown": unknown}
        )
    # A scope that gives nothing today would give something, unseen, with another role.
    empty = sorted(set(scopes) - {SCOPES[capability] for capability in GRANTED[holder.role]})
    if empty:
        message = f"The role {holder.role} allows nothing within: {', '.join(empty)}."
        raise Invalid.field("scopes", message, code="empty_scope", data={"empty": empty})


def _check_brands(member: Membership, holder: Membership, brands: Collection[UUID | str]) -> list[str]:
    chosen = machines.visible_brands(member, brands)
    if holder.is_machine and not set(chosen) <= set(holder.brand_ids):
        raise Invalid.field("brands", f"{holder.user} is not on all of these brands.", code="not_on_brand")
    return chosen


def _end(days: int, now: datetime) -> datetime:
    if not 1 <= days <= MAX_DAYS:
        raise Invalid.field("days", f"A key lasts 1 to {MAX_DAYS} days.")
    return now + timedelta(days=days)


def _told_already(days: int) -> int | None:
    """Of how many days' warning nobody needs any more: whoever makes a key for a week knows that it ends in a week."""
    return min((step for step in WARNINGS if step >= days), default=None)


def _write(member: Membership, row: ApiKey, subject: str) -> None:
    acts_for = isolate(row.member.user) if row.member.is_machine else "you"
    text = (
        f"The key “{isolate(row.name)}” ({row.prefix}…) acts for {acts_for} at {isolate(member.agency.name)}, within: {', '.join(row.scopes)}.\n\n"
        "If you did not do this, revoke it under Settings, API keys, and change your password.\n"
    )
    letters.write([member.user.email], subject=subject, text=text)


@transaction.atomic
def rotate_key(
    member: Membership, *, key_id: UUID | str, hours: int = OVERLAP, days: int | None = None, now: datetime
) -> tuple[ApiKey, str]:
    """A new secret for a key, shown once; the one before opens for another `hours`. With `days` it lasts so long from now.

    One's own, or that of a machine one looks after: whoever has the secret acts in that name. A rotation within the hours
    of another ends the oldest secret at once. Raises Conflict (`key_over`) for one that is revoked or has expired.
    """
    require(member, "keys.manage")
    if not 0 <= hours <= MAX_OVERLAP:
        raise Invalid.field("hours", f"The old secret works for 0 to {MAX_OVERLAP} more hours.")
    # Of the key alone: joined rows would be locked, too, and with them the person's log-ins.
    rows = ApiKey.objects.select_for_update(of=("self",)).select_related("member__user")
    row = rows.filter(agency=member.agency, application=None, pk=key_id).first()
    if row is None or not may_rotate(member, row):
        raise NotFound("There is no such key, or it is not yours.")
    if row.revoked_at or row.expires_at <= now:
        raise Conflict("This key is over. Make a new one.", code="key_over")
    if days is not None:
        row.expires_at, row.warned_days = _end(days, now), _told_already(days)
    key = new_token("fb_")
    row.previous_hash, row.previous_until = row.key_hash, now + timedelta(hours=hours)
    row.key_hash, row.prefix = token_hash(key), key[:8]
    row.save(update_fields=["key_hash", "prefix", "previous_hash", "previous_until", "expires_at", "warned_days"])
    detail = {"prefix": row.prefix, "old_works_hours": hours}
    log("key.rotated", agency=member.agency, actor=member.user, subject=row.name, detail=detail, about=row.pk)
    _write(member, row, f"An API key of yours at {isolate(member.agency.name)} has a new secret")
    return row, key


def may_rotate(member: Membership, key: ApiKey) -> bool:
    """Whether the secret may come to this person's hands."""
    return key.member_id == member.pk or (key.member.is_machine and machines.looks_after(member, key.member))


def found_by(token: str, agency: Agency, *, now: datetime) -> ApiKey | None:
    """The agency's key with this secret, or with this one before the last rotation while that still opens."""
    # Compared as a hash, by an index: how long that takes tells nothing of the secret.
    hashed = token_hash(token)
    rows = ApiKey.objects.select_related("member__user").filter(agency=agency)
    return rows.filter(Q(key_hash=hashed) | Q(previous_hash=hashed, previous_until__gt=now)).first()


def used(key: ApiKey, *, now: datetime) -> None:
    """Notes when and from where it was used: the first time in the log, then every five minutes and from each new place."""
    # Of IPv6 the network: the rest changes daily (RFC 8981), and each would be a new place, so a write.
    ip = ratelimit.truncate_ip(asked_where() or "") or None
    if key.last_used_at is None:
        with transaction.atomic():
            # Of two first requests at once one leaves the entry.
            if ApiKey.objects.filter(pk=key.pk, last_used_at=None).update(last_used_at=now, last_used_ip=ip):
                detail = {"prefix": key.prefix}
                user = key.member.user
                action = "key.first_used" if key.application_id is None else "application.first_used"
                log(action, agency=key.agency, actor=user, subject=key.name, detail=detail, about=key.pk)
    elif now - key.last_used_at > _SEEN_EVERY or key.last_used_ip != ip:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now, last_used_ip=ip)


def refused(request: HttpRequest, agency: Agency, key: ApiKey | None) -> None:
    """Notes that a key was tried that is unknown here (None), over, or whose member may not act.

    Once an hour for each place it is tried from and each known key, and REFUSALS an hour of an agency: whoever tries
    many fills no table.
    """
    who, prefix = (key.name, key.prefix) if key else ("", "")
    limits = {"refused_key": "1/h/key", "refused_keys": f"{REFUSALS}/h/key"}
    tried = f"{agency.pk}|{key.pk if key else ''}|{ratelimit.truncate_ip(asked_where() or '')}"
    for action, counted in (("refused_key", tried), ("refused_keys", str(agency.pk))):
        # `limit_get`: allauth lets GETs pass uncounted unless told, and a program that reads sends nothing else.
        if not ratelimit.consume(request, app="accounts", action=action, key=counted, config=limits, limit_get=True):
            return
    detail = {"prefix": prefix} if key else {}
    log("key.refused", agency=agency, actor=None, subject=who, detail=detail, about=key.pk if key else "")


def keys_of(member: Membership) -> list[ApiKey]:
    """The keys somebody looks after, newest first, revoked ones too: owners and admins all of the agency, others their own,
    those they made, and those of machines they look after."""
    require(member, "keys.manage")
    rows = ApiKey.objects.select_related("member__user", "made_by").filter(agency_id=member.agency_id, application=None)
    return [row for row in rows.order_by("-created_at") if _is_seen(member, row)]


def _is_seen(member: Membership, key: ApiKey) -> bool:
    return on_every_brand(member) or key.made_by_id == member.user_id or may_rotate(member, key)


def revoke_key(member: Membership, *, key_id: UUID | str, now: datetime) -> None:
    """Ends a key at once; a repeat changes nothing. Raises NotFound for one they do not look after."""
    require(member, "keys.manage")
    rows = ApiKey.objects.select_related("member__user").filter(agency=member.agency, application=None)
    key = rows.filter(pk=key_id).first()
    if key is None or not _is_seen(member, key):
        raise NotFound("There is no such key.")
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        detail = {"prefix": key.prefix}
        log("key.revoked", agency=member.agency, actor=member.user, subject=key.name, detail=detail, about=key.pk)
