"""API keys: made, shown once, revoked."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.errors import Invalid, NotFound
from accounts.models import Agency, ApiKey, Membership
from accounts.permissions import require
from accounts.roles import KEY_SCOPES
from accounts.sealing import new_token, token_hash
from accounts.services.record import log
from accounts.texts import name_of

MAX_DAYS = 366


def make_key(member: Membership, *, name: str, scopes: list[str], days: int, now: datetime) -> tuple[ApiKey, str]:
    """The row and the key itself, which nobody can read again. It acts for its maker, within `scopes`, for `days` days."""
    require(member, "keys.manage")
    name = name_of("name", name, most=100, what="A key's name, such as what uses it,")
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
    return row, key


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
