"""The access log: who got in, and every change of power."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import AccessLog, Agency, User


def log(
    action: str,
    *,
    agency: Agency | None,
    actor: User | None,
    subject: str = "",
    detail: dict[str, Any] | None = None,
    ip: str | None = None,
    at: datetime | None = None,
) -> AccessLog:
    """Writes one entry, in the caller's transaction: what it tells of and the entry stand or fall together."""
    return AccessLog.objects.create(
        agency=agency,
        at=at or timezone.now(),
        actor=actor,
        actor_label=f"{actor.name} <{actor.email}>" if actor else "Firebreak",
        action=action,
        subject=subject[:200],
        detail=detail or {},
        ip=ip,
    )
