"""Who may still read what they were told: asked where it is shown, again where it is sent, and at once where power changes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from accounts.brands.models import Brand
from accounts.models import Agency, Membership
from accounts.notifications.models import DELIVERY, Delivery, Notification, PushSubscription
from accounts.notifications.services import live
from accounts.roles import CLIENT
from accounts.tenancy import current_agency

WITHDRAW, WITHDRAWN = DELIVERY.moves["withdraw"]


def clients_among(user_ids: Iterable[int]) -> set[int]:
    """Those of them who are here as clients: what they are told was written for them, all else is internal."""
    here = Membership.objects.filter(agency_id=current_agency().pk, user_id__in=list(user_ids), role=CLIENT)
    return set(here.values_list("user_id", flat=True))


def refusals(rows: Sequence[Notification]) -> dict[UUID, str]:
    """Of notifications of one person, those that may not reach them any more, and why in words."""
    if not rows:
        return {}
    user_id = rows[0].user_id
    member = Membership.objects.select_related("user").filter(agency_id=current_agency().pk, user_id=user_id).first()
    if member is None or not member.is_active:
        return {row.pk: "Not sent: they are no longer a member." for row in rows}
    mine = Notification.objects.visible_to(member).filter(user_id=user_id, pk__in=[row.pk for row in rows])
    kept = set(mine.values_list("pk", flat=True))
    lost = [row for row in rows if row.pk not in kept]
    brands = set(Brand.objects.visible_to(member).values_list("pk", flat=True)) if lost else set()
    return {row.pk: _why(row, brands) for row in lost}


def _why(row: Notification, brands: set[UUID]) -> str:
    if row.brand is not None and row.brand_id not in brands:
        return f"Not sent: they are no longer on {row.brand}."
    return "Not sent: it is internal, and they are a client now."


def withdraw(agency: Agency, user_ids: Collection[int], *, now: datetime) -> None:
    """Takes back what waits for these people and may not reach them any more; ends their browsers' subscriptions with
    their place; and has their open event streams ask again who they are."""
    waiting = Delivery.objects.filter(notification__user_id__in=user_ids, status__in=["queued", "failed"])
    of_person: dict[int, dict[UUID, Notification]] = {}
    for row in waiting.select_related("notification__brand"):
        if row.notification is not None:
            of_person.setdefault(row.notification.user_id, {})[row.notification.pk] = row.notification
    for rows in of_person.values():
        for pk, why in refusals(list(rows.values())).items():
            waiting.filter(notification_id=pk).update(status=WITHDRAWN, last_error=why)
    here = Membership.objects.filter(agency=agency, user_id__in=user_ids, status="active", user__is_active=True)
    gone = set(user_ids) - set(here.values_list("user_id", flat=True))
    PushSubscription.objects.filter(user_id__in=gone, gone_at=None).update(gone_at=now)
    live.ask_again(user_ids)
