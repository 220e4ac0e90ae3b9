"""What stands behind a finding: which sources, queries and words carry it, and three mentions to read."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from monitoring.alerting.kinds import KINDS
from monitoring.alerting.services import events
from monitoring.alerting.services.texts import reader_of
from monitoring.detection import Finding, Part, carriers, fallen
from monitoring.models import Alert, AlertRule, Mention, MentionMatch

EXAMPLES = 3
Pick = Callable[[str, Mapping[str, int], Mapping[str, float]], tuple[Part, ...]]
_BEFORE = timedelta(days=7)  # a whole week: each hour and weekday once
_LONGEST_AWAY = timedelta(days=14)
_SAME = 3
_TEXTS, _TEXTS_BEFORE = 300, 600  # the series are locked while an alert is explained
_WORD = re.compile(r"[^\W\d_]{4,30}")


def explanation(rule: AlertRule, finding: Finding, mentions: list[UUID] | None = None) -> dict[str, Any]:
    """The alert's own account as JSON: numbers, window, carriers (each with seen and expected), examples' ids.

    `mentions`: those the finding is of; None takes all of its window. What is usual is that of the week before. What carries
    a fall are the sources and queries that bring less than usual; it has no authors or words.
    """
    fell = KINDS[finding.kind].fell(finding)
    pick = fallen if fell else carriers
    inside = _inside(rule, finding, mentions)
    before = _mentions(rule, finding).filter(
        published_at__gte=finding.window_start - _BEFORE, published_at__lt=finding.window_start
    )
    share = (finding.window_end - finding.window_start) / _BEFORE
    return {
        "window": _window(finding),
        "stream": finding.stream,
        "seen": finding.seen,
        "expected": _rounded(finding.expected),
        "low": _rounded(finding.low),
        "high": _rounded(finding.high),
        "limit": finding.limit,
        "share": finding.share,
        "usual_share": finding.usual_share,
        "since": finding.since.isoformat(),
        "rarity": finding.rarity,
        "learning": finding.learning,
        "both_streams": finding.both_streams,
        "still_open": finding.still_open,
        "detail": finding.detail,
        "named": list(finding.named),
        "rule": {"name": rule.name, "version": rule.version, "settings": rule.settings},
        "planned_events": _planned(rule.brand_id, finding),  # names: events may be removed
        "sources": _parts("source", _by(inside, "source__name"), _by(before, "source__name"), share, pick),
        "queries": _parts("query", _queries(inside), _queries(before), share, pick),
        "authors": [] if fell else _authors(inside, before, share),
        "words": [] if fell else _words(inside, before),
        "examples": [str(pk) for pk in _examples(inside)],
        "late": None if fell or mentions is not None else _arrived_late(inside, finding),
        "same_text": None if fell else _same_text(inside),
    }


def _window(finding: Finding) -> dict[str, Any]:
    start, end = finding.window_start.isoformat(), finding.window_end.isoformat()
    return {"start": start, "end": end, "minutes": finding.minutes}


def _planned(brand: UUID, finding: Finding) -> list[str]:
    """Names of the planned events the window falls into."""
    return [one.name for one in events.during(brand=brand, start=finding.window_start, end=finding.window_end)]


def examples_of(alert: Alert) -> list[UUID]:
    """The ids of an alert's example mentions."""
    return [UUID(pk) for pk in alert.explanation.get("examples", ())]


def _inside(rule: AlertRule, finding: Finding, mentions: list[UUID] | None) -> QuerySet[Mention]:
    if mentions is not None:
        told: QuerySet[Mention] = Mention.objects.filter(pk__in=mentions)
        return told
    inside = _mentions(rule, finding).filter(
        Q(published_at__gte=finding.window_start, published_at__lt=finding.window_end) | _late(finding)
    )
    if not rule.filter:
        return inside
    # The database can't be asked in the query language, so not all of a large window.
    newest = list(inside.select_related("post").order_by("-published_at", "-id")[:_TEXTS])
    held = reader_of({"filter": rule.filter}).read(mention.post for mention in newest)
    return Mention.objects.filter(pk__in=[one.pk for one, keys in zip(newest, held, strict=True) if keys])


def _late(finding: Finding) -> Q:
    """Published before, and counted in the finding's window: what came hours late."""
    start, end = finding.window_start, finding.window_end
    return Q(
        quiet=False,
        published_at__gte=start - _LONGEST_AWAY,
        published_at__lt=start,
        judged_at__gte=start,
        judged_at__lt=end,
    )


def _arrived_late(inside: QuerySet[Mention], finding: Finding) -> dict[str, Any] | None:
    late = inside.filter(_late(finding)).aggregate(n=Count("pk"), first=Min("published_at"))
    return {"posts": late["n"], "since": late["first"].isoformat()} if late["n"] else None


def _same_text(inside: QuerySet[Mention]) -> dict[str, int] | None:
    """Of how many posts looked at the most say the same, word for word."""
    # Most false alarms on companies' names are one text that many accounts post: said so, one look decides.
    words = list(inside.order_by("-published_at", "-id").values_list("post__fingerprint", flat=True)[:_TEXTS])
    most = max(Counter(words).values(), default=0)
    return {"posts": most, "of": len(words)} if most >= _SAME and 3 * most >= len(words) else None


def also(told: Mapping[str, Any]) -> str:
    """What an explanation adds to its alert's sentence: posts that came late, the same words again and again."""
    late, same = told.get("late"), told.get("same_text")
    words = ""
    if late:
        end = datetime.fromisoformat(told["window"]["end"])
        hours = ceil((end - datetime.fromisoformat(late["since"])) / timedelta(hours=1))
        words += f"; {late['posts']} of the last {hours} h arrived now"
    if same:
        words += f"; the same text {same['posts']} times"
    return words


def _mentions(rule: AlertRule, finding: Finding) -> QuerySet[Mention]:
    mentions: QuerySet[Mention] = Mention.objects.filter(brand_id=rule.brand_id)
    if rule.query_id:
        mentions = mentions.filter(pk__in=MentionMatch.objects.filter(query_id=rule.query_id).values("mention_id"))
    return mentions.filter(sentiment="negative") if finding.stream == "negative" else mentions


def _by(mentions: QuerySet[Mention], name: str) -> dict[str, int]:
    return {row[name]: row["n"] for row in mentions.values(name).annotate(n=Count("id"))}


def _queries(mentions: QuerySet[Mention]) -> dict[str, int]:
    rows = MentionMatch.objects.filter(mention__in=mentions.values("pk")).values("query__name").annotate(n=Count("id"))
    return {row["query__name"]: row["n"] for row in rows}


def _authors(inside: QuerySet[Mention], before: QuerySet[Mention], share: float) -> list[dict[str, Any]]:
    name = Coalesce(NullIf(F("post__author_handle"), Value("")), F("post__author"))
    seen = _by(inside.annotate(who=name).exclude(who=""), "who")
    # Of those who write now alone: a busy brand's week has as many authors as posts.
    earlier = _by(before.annotate(who=name).filter(who__in=list(seen)), "who") if seen else {}
    return _parts("author", seen, earlier, share)


def _parts(
    kind: str, seen: dict[str, int], before: dict[str, int], share: float, pick: Pick = carriers
) -> list[dict[str, Any]]:
    usual = {name: count * share for name, count in before.items()}
    return [_part(part) for part in pick(kind, seen, usual)]


def _words(inside: QuerySet[Mention], before: QuerySet[Mention]) -> list[dict[str, Any]]:
    """Words in how many posts, against how many posts usually hold them among as many: common words cancel out."""
    texts = _texts(inside, _TEXTS)
    earlier = _texts(before, _TEXTS_BEFORE)
    scale = len(texts) / len(earlier) if earlier else 0.0
    usual = {word: count * scale for word, count in _posts_with(earlier).items()}
    # What a single post says carries nothing.
    seen = {word: count for word, count in _posts_with(texts).items() if count >= 2}
    return [_part(part) for part in carriers("word", seen, usual)]


def _texts(mentions: QuerySet[Mention], most: int) -> list[str]:
    rows = mentions.order_by("-published_at", "-id").values_list("post__title", "post__text")[:most]
    return [f"{title} {text[:2000]}" for title, text in rows]


def _posts_with(texts: list[str]) -> Counter[str]:
    # A set: one post that repeats a word hundreds of times counts once.
    return Counter(word for text in texts for word in set(_WORD.findall(text.lower())))


def _examples(mentions: QuerySet[Mention]) -> list[UUID]:
    worst_first = mentions.order_by(F("sentiment_score").asc(nulls_last=True), "-published_at", "-id")
    return list(worst_first.values_list("pk", flat=True)[:EXAMPLES])


def _part(part: Part) -> dict[str, Any]:
    return {"name": part.name, "seen": part.seen, "expected": round(part.expected, 1)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
