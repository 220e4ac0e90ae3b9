"""A sentence that people were told is taken back: what is stored of it says something else from now on, sent or not."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KT

from accounts.notifications.models import Delivery, Notification
from accounts.notifications.services.escalation import nobody
from accounts.services.erasing import each_text
from accounts.truncation import truncate_middle

_TITLE = 200
_TIMES = 3  # whoever passed a page on meanwhile has copied its words


def reword(old: str, new: str, *, brand: UUID, since: datetime) -> None:
    """Writes `new` where a brand's news since then, or an event told to a webhook, holds `old`. Repeats change nothing.

    In the caller's transaction. What has left by mail or push is out of reach.
    """
    titles = {_short(old): _short(new), _short(nobody(_short(old))): _short(nobody(_short(new)))}
    for _ in range(_TIMES if old and old != new else 0):
        if not _news(old, new, titles, brand, since) + _events(old, new, since):
            break


def _news(old: str, new: str, titles: dict[str, str], brand: UUID, since: datetime) -> int:
    told = Notification.objects.filter(brand_id=brand, created_at__gte=since)
    told = told.filter(Q(title__in=titles) | Q(title__contains=old) | Q(body__contains=old))
    rows = list(told.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for row in rows:
        row.title = titles.get(row.title) or _short(row.title.replace(old, new))
        row.body = row.body.replace(old, new)
    Notification.objects.bulk_update(rows, ["title", "body"])
    return len(rows)


def _events(old: str, new: str, since: datetime) -> int:
    said = Delivery.objects.filter(channel="webhook", created_at__gte=since).alias(
        title=KT("payload__data__title"), body=KT("payload__data__body")
    )
    forms = (old, _short(old))
    held = said.filter(Q(title__contains=old) | Q(body__contains=old) | Q(title__contains=forms[1]))
    rows = list(held.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for row in rows:
        row.payload = each_text(row.payload, lambda text: text.replace(old, new).replace(forms[1], _short(new)))
    Delivery.objects.bulk_update(rows, ["payload"])
    return len(rows)


def _short(title: str) -> str:
    return truncate_middle(title, _TITLE)
