"""API keys that are about to expire: whoever answers for one is told 30, 7 and 1 days before, once each."""

import math
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.events.catalogue import declare
from accounts.events.services.recording import About, record
from accounts.models import Agency, ApiKey, Membership
from accounts.notifications.services.notifying import notify
from accounts.permissions import may
from accounts.roles import OWNER
from accounts.services.api_keys import WARNINGS

KEY_EXPIRING = declare("key.expiring", "An API key is about to expire.", expires_at=datetime)


def _due(now: datetime) -> QuerySet[ApiKey]:
    """Keys that still open, of which a warning is to be given now."""
    near = Q(pk__in=[])
    for days in WARNINGS:
        near |= _not_told(days) & Q(expires_at__lte=now + timedelta(days=days))
    keys = ApiKey.objects.filter(near, application=None, revoked_at=None, expires_at__gt=now)
    return keys.filter(member__status="active")


def _not_told(days: int) -> Q:
    return Q(warned_days=None) | Q(warned_days__gt=days)


def agencies_due(now: datetime) -> list[Agency]:
    """Agencies at work with such keys."""
    here = Agency.objects.filter(pk__in=_due(now).values("agency"), status__in=["active", "suspended"])
    return list(here.order_by("pk"))


def warn(agency: Agency, *, now: datetime) -> int:
    """Tells of each due key of this agency, in its schema; returns of how many. A repeat tells nobody again."""
    due = _due(now).filter(agency=agency).select_related("member__user", "agency").order_by("pk")
    return sum(_warn(key, now) for key in due)


@transaction.atomic
def _warn(key: ApiKey, now: datetime) -> bool:
    step = min(days for days in WARNINGS if key.expires_at <= now + timedelta(days=days))
    # The guarded UPDATE lets one of two workers tell.
    if not ApiKey.objects.filter(_not_told(step), pk=key.pk, revoked_at=None).update(warned_days=step):
        return False
    days = math.ceil((key.expires_at - now).total_seconds() / 86_400)
    when = "within a day" if days <= 1 else f"in {days} days"
    acts_for = f"It acts for {key.member.user}. " if key.member.is_machine else ""
    about = About(key.pk, key.name)
    event = record(KEY_EXPIRING, about, by=None, now=now, visibility="owners", expires_at=key.expires_at)
    notify(
        _answering_for(key),
        of=event,
        brand=None,
        kind="key",
        title=f"The API key “{key.name}” expires {when}",
        body=f"{acts_for}What uses it stops then. Give it a new secret that lasts longer, or make another.",
        path="/settings/keys/",
        now=now,
    )
    return True


def _answering_for(key: ApiKey) -> list[int]:
    """Who made it, if they may still make keys here; else the agency's owners."""
    here = Membership.objects.select_related("user").filter(agency=key.agency, status="active", user__is_active=True)
    maker = here.filter(user=key.made_by_id or key.member.user_id).first()
    if maker is not None and may(maker, "keys.manage"):
        return [maker.user_id]
    return list(here.filter(role=OWNER).order_by("pk").values_list("user_id", flat=True))
