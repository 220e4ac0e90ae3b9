"""API keys: made, shown once, revoked."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import HttpRequest

from accounts.bidi import isolate
from accounts.cleaning import clean_name
from accounts.encryption import new_token, token_hash
from accounts.errors import Invalid, NotFound
from accounts.models import Agency, ApiKey, Membership
from accounts.permissions import require
from accounts.roles import KEY_SCOPES
from accounts.services import letters
from accounts.services.access_log import log
from accounts.services.acting import asked_where

MAX_DAYS = 366
# Entries an hour in an agency's access log about keys that open nothing.
REFUSALS = 60


@transaction.atomic
def make_key(member: Membership, *, name: str, scopes: list[str], days: int, now: datetime) -> tuple[ApiKey, str]:
    """The row and the key itself, which nobody can read again. It acts for its maker, within `scopes`, for `days` days."""
    require(member, "keys.manage")
    name = clean_name("name", name, most=100, what="A key's name, such as what uses it,")
    unknown = sorted(set(scopes) - set(KEY_SCOPES))
    if not scopes or unknown:
        raise Invalid.field(
            "scopes", f"Choose among {', '.join(KEY_SCOPES)}.", code="unknown_scope", data={"unknown": unknown}
        )
    if not 1 <= days <= MAX_DAYS:
        raise Invalid.field("days", f"A key lasts 1 to {MAX_DAYS} days.")
    key = new_token("fb_")
    row = ApiKey.objects.create(
        agency=member.agency,
        member=member,
        name=name,
        prefix=key[:8],
        key_hash=token_hash(key),
        scopes=sorted(set(scopes)),
        expires_at=now + timedelta(days=days),
    )
    log(
        "key.made",
        agency=member.agency,
        actor=member.user,
        subject=row.name,
        detail={"scopes": row.scopes, "prefix": row.prefix},
    )
    letters.write(
        [member.user.email],
        subject=f"A new API key of yours at {isolate(member.agency.name)}",
        text=(
            f"The key “{isolate(row.name)}” ({row.prefix}…) acts for you at {isolate(member.agency.name)}, within: {', '.join(row.scopes)}.\n\n"
            "If you did not make it, revoke it under Settings, API keys, and change your password.\n"
        ),
    )
    return row, key


def first_used(key: ApiKey, *, now: datetime) -> None:
    """Notes the first use, once however many requests come together."""
    with transaction.atomic():
        if ApiKey.objects.filter(pk=key.pk, last_used_at=None).update(last_used_at=now):
            log(
                "key.first_used",
                agency=key.agency,
                actor=key.member.user,
                subject=key.name,
                detail={"prefix": key.prefix},
            )


def refused(request: HttpRequest, agency: Agency, key: ApiKey | None) -> None:
    """Notes that a key was tried that is unknown here (None), over, or whose member may not act.

    Once an hour for each place it is tried from and each known key, and REFUSALS an hour of an agency: whoever tries
    many fills no table.
    """
    who, prefix = (key.name, key.prefix) if key else ("", "")
    limits = {"refused_key": "1/h/key", "refused_keys": f"{REFUSALS}/h/key"}
    tried = f"{agency.pk}|{key.pk if key else ''}|{ratelimit.truncate_ip(asked_where() or '')}"
    for action, counted in (("refused_key", tried), ("refused_keys", str(agency.pk))):
        if not ratelimit.consume(request, app="accounts", action=action, key=counted, config=limits, limit_get=True):
            return
    log("key.refused", agency=agency, actor=None, subject=who, detail={"prefix": prefix} if key else {})


def keys_of(agency: Agency) -> list[ApiKey]:
    """The agency's keys, newest first, revoked ones too."""
    return list(ApiKey.objects.select_related("member__user").filter(agency=agency).order_by("-created_at"))


def revoke_key(member: Membership, *, key_id: UUID | str, now: datetime) -> None:
    """Ends a key at once; a repeat changes nothing. Raises NotFound for another agency's."""
    require(member, "keys.manage")
    key = ApiKey.objects.filter(agency=member.agency, pk=key_id).first()
    if key is None:
        raise NotFound("There is no such key.")
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        log("key.revoked", agency=member.agency, actor=member.user, subject=key.name, detail={"prefix": key.prefix})
