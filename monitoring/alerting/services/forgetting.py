"""What its source erases of a post is erased where it was told of: in alerts, in what rules remember, in news, in titles.

What an alert says of people and words is asked anew of the posts that are left, so that nobody has to remember what was erased,
and a repeat changes nothing. Numbers stay.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.brands.services import reword_answers
from accounts.notifications.services.rewording import reword
from monitoring import rows as many
from monitoring.alerting import hooks
from monitoring.detection.kinds.declaring import UNNAMED
from monitoring.models import Alert, Mention, RuleMemory, SeriesState

ERASED = "an erased author"
_SLACK = timedelta(milliseconds=1)  # windows of posts begin a little later where two would be one (`raising`)
_Moments = list[tuple[UUID, datetime]]


@dataclass(frozen=True, slots=True)
class Reworded:
    """An alert's sentence and explanation as they were, and as they are to be."""

    alert: Alert
    sentence: str
    explanation: dict[str, Any]

    @property
    def changed(self) -> bool:
        """Whether anything is to be written."""
        return (self.sentence, self.explanation) != (self.alert.sentence, self.alert.explanation)


def forget(posts: Collection[UUID]) -> None:
    """Takes out what was told of these posts' authors and words that no post tells any more. In the transaction that erases them.

    Under the locks of the brands' series: an evaluation has written what it found before this, or reads the erased posts
    after it. Then incidents, then alerts, as whoever decides alerts locks them.
    """
    mentions = list(Mention.objects.filter(post__in=posts).values_list("pk", "brand_id", "published_at", "judged_at"))
    if not mentions:
        return
    brands = {brand for _, brand, _, _ in mentions}
    with transaction.atomic():
        # In order of their ids, as evaluations lock them: another order is a deadlock in waiting.
        list(SeriesState.objects.select_for_update().filter(brand__in=brands).order_by("id").values_list("pk"))
        _unhear({str(pk) for pk, *_ in mentions}, brands)
        moments = [(brand, at) for _, brand, *times in mentions for at in times if at is not None]
        planned = [one for one in map(_reworded, _concerned(moments)) if one.changed]
        for one in planned:
            hooks.titles.answer(one.alert, one.explanation)
        locked = Alert.objects.select_for_update(no_key=True).filter(pk__in=[one.alert.pk for one in planned])
        _write([_reworded(alert) for alert in locked.order_by("pk")])


def unnamed(alert: Alert) -> str:
    """The alert's sentence without the names of people: for records that nobody can erase."""
    return _replaced(alert.sentence, _named(alert.explanation or {}), "an author")


def _unhear(mentions: set[str], brands: Collection[UUID]) -> None:
    changed = []
    for pk, heard in RuleMemory.objects.filter(rule__brand__in=brands).order_by("pk").values_list("pk", "heard"):
        posts = heard.get("posts") or []
        left = [[*one[:3], UNNAMED, ""] if one[0] in mentions else one for one in posts]
        if left != posts:
            changed.append((pk, {**heard, "posts": left}))
    many.update(RuleMemory, ("heard",), changed)


def _concerned(moments: _Moments) -> list[Alert]:
    """The alerts in whose windows these moments lie."""
    times = [at for _, at in moments]
    rows = Alert.objects.filter(
        brand__in={brand for brand, _ in moments}, window_start__lte=max(times) + _SLACK, window_end__gte=min(times)
    )
    return [
        row for row in rows.order_by("pk") if any(brand == row.brand_id and _holds(row, at) for brand, at in moments)
    ]


def _holds(alert: Alert, at: datetime) -> bool:
    return alert.window_start - _SLACK <= at <= alert.window_end


def _reworded(alert: Alert) -> Reworded:
    why: dict[str, Any] = alert.explanation or {}
    left = _left(alert)
    authors, words = why.get("authors") or [], why.get("words") or []
    named = _named(why)
    living = _living(left, named) if named else set()
    lost = [name for name in named if _folded(name) not in living]
    said = [one for one in words if _says(left, str(one["name"]))]
    kept = [one for one in authors if _folded(str(one["name"])) in living]
    changes: dict[str, Any] = {}
    if kept != authors:
        changes["authors"] = kept
    if said != words:
        changes["words"] = said
    if lost:
        changes["detail"] = _replaced(str(why.get("detail", "")), lost, ERASED)
        changes["named"] = [name for name in why.get("named") or [] if name not in lost]
    return Reworded(alert, _replaced(alert.sentence, lost, ERASED), {**why, **changes})


def _left(alert: Alert) -> QuerySet[Mention]:
    """What is left of the alert's window."""
    start, end = alert.window_start - _SLACK, alert.window_end
    inside = Q(published_at__gte=start, published_at__lte=end) | Q(judged_at__gte=start, judged_at__lte=end)
    return Mention.objects.filter(inside, brand_id=alert.brand_id, post__state="live")


def _named(why: dict[str, Any]) -> list[str]:
    """The people an explanation names, as it writes them; those of before kept only who carried it, by handle or name."""
    told = [str(one["name"]) for one in why.get("authors") or []]
    written = [*map(str, why.get("named") or []), *(f"@{name.lstrip('@')}" for name in told), *told]
    return [name for name in dict.fromkeys(written) if name.strip("@ ")]


def _living(left: QuerySet[Mention], names: Sequence[str]) -> set[str]:
    """Of these names those that somebody has who wrote what is left."""
    # Feeds write a handle with and without “@”; whole values are asked for, as the index holds them.
    wanted = {form for name in names for form in (name, name.lstrip("@"), f"@{name.lstrip('@')}")}
    mentions = left.filter(Q(post__author_handle__in=wanted) | Q(post__author__in=wanted))
    pairs = mentions.values_list("post__author_handle", "post__author").distinct()
    return {_folded(name) for pair in pairs for name in pair if name}


def _says(left: QuerySet[Mention], word: str) -> bool:
    return left.filter(Q(post__title__icontains=word) | Q(post__text__icontains=word)).exists()


def _folded(name: str) -> str:
    return name.lstrip("@")


def _replaced(text: str, names: Iterable[str], by: str) -> str:
    # “Ann Lee” before “Ann”, or her last name stays.
    for name in sorted(names, key=len, reverse=True):
        # No \b: a name may begin with “@”, before which \b asks for a letter.
        text = re.sub(rf"(?<![\w@]){re.escape(name)}(?![\w@])", by, text)
    return text


def _swapped(text: str, *, old: str, new: str) -> str:
    return text.replace(old, new)


def _write(reworded: Sequence[Reworded]) -> None:
    for one in reworded:
        if not one.changed:
            continue
        alert, before = one.alert, one.alert.sentence
        # Cut again: what stands for a name may be longer than it.
        Alert.objects.filter(pk=alert.pk).update(sentence=one.sentence[:500], explanation=one.explanation)
        if one.sentence == before:
            continue
        reword(before, one.sentence, brand=alert.brand_id, since=alert.raised_at)
        reword_answers(partial(_swapped, old=before, new=one.sentence))
        # Django's admin keeps what a row was called with every act, cut to the column's 200.
        entries = LogEntry.objects.filter(object_id=str(alert.pk), object_repr=before[:200])
        entries.update(object_repr=one.sentence[:200])
