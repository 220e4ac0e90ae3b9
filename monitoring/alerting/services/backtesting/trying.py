"""Trying a setting, or two side by side, on a brand's past."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from accounts.brands.models import Brand
from accounts.errors import Invalid, NotFound
from accounts.permissions import require
from monitoring import detection
from monitoring.alerting import services as alerting
from monitoring.alerting.kinds import kind_of
from monitoring.alerting.services import RuleDraft, events
from monitoring.alerting.services.backtesting import posts, reading
from monitoring.alerting.services.backtesting.drawing import steps_of
from monitoring.alerting.services.backtesting.reading import Counts, Stored
from monitoring.alerting.services.backtesting.results import BackTest, Fired, Moment, Tried, Wanted, span_words
from monitoring.alerting.services.rules import check_draft, policy_of, rule_of
from monitoring.alerting.services.series import index_of, start_of, zone
from monitoring.detection import BUCKET_SECONDS, Firing, Past, Replay
from monitoring.models import Alert, AlertRule, PlannedEvent, Query

SHORTEST_DAYS, LONGEST_DAYS = 14, 90
DAYS = (14, 30, 90)
MOST_HOURS = 168
MOST_ALERTS = 200
Spans = Sequence[tuple[datetime, datetime | None, str]]


@dataclass(slots=True)
class _Ground:
    """What all settings of one back-test are tried on. Each series is read and judged once."""

    brand: Brand
    start: datetime
    now: datetime
    zone: tzinfo
    incidents: Spans
    events: Sequence[PlannedEvent]
    counts: dict[UUID | None, Counts | None] = field(default_factory=dict)
    pasts: dict[tuple[UUID | None, str], tuple[Counts, Past, int | None]] = field(default_factory=dict)
    stored: dict[UUID | None, Stored] = field(default_factory=dict)

    def mentions(self, query: UUID | None) -> Stored:
        """Stored mentions of the span."""
        if query not in self.stored:
            self.stored[query] = reading.stored(self.brand, query, self.start, self.now)
        return self.stored[query]

    def past(self, query: UUID | None, text: str = "") -> tuple[Counts, Past, int | None] | None:
        """The series' counts, judged; with a filter those of the mentions it matches, and how many they are."""
        if query not in self.counts:
            self.counts[query] = reading.counts_of(self.brand, query, self.start - reading.WARM_UP, self.now)
        counts, matched = self.counts[query], None
        if counts is None:
            return None
        if (query, text) not in self.pasts:
            if text:
                counts, matched = reading.filtered(counts, self.mentions(query).mentions, text)
            self.pasts[query, text] = (counts, reading.past_of(self.brand, counts), matched)
        return self.pasts[query, text]


def backtest(*, member: Any, brand: Brand | UUID, wanted: Wanted, now: datetime) -> BackTest:
    """What the settings would have done. Raises Invalid naming the field, Forbidden, NotFound. Writes nothing.

    90 days of counts take about a second for both settings together.
    """
    require(member, "rules.see")
    visible_brand: Brand | None = (
        Brand.objects.visible_to(member).filter(pk=brand.pk if isinstance(brand, Brand) else brand).first()
    )
    if visible_brand is None:
        raise NotFound("There is no such brand.")
    _check(wanted)
    saved = _saved(member, wanted)
    for _, draft in wanted.drafts:
        check_draft(draft, visible_brand, saved=saved)
        _check_query(visible_brand, draft)
    start = start_of(index_of(now - timedelta(days=wanted.days)))
    ground = _Ground(
        visible_brand, start, now, wanted.zone or zone(visible_brand.time_zone),
        reading.incidents_of(member, visible_brand, start - reading.WARM_UP, now),
        events.during(brand=visible_brand, start=start, end=now),
    )  # fmt: skip
    tries = tuple(_tried(ground, label, draft, wanted) for label, draft in wanted.drafts)
    return _answer(member, ground, wanted, tries)


def draft_of(rule: AlertRule, **changed: Any) -> RuleDraft:
    """A saved rule as a draft; `changed` replaces some of it."""
    return RuleDraft(**(alerting.draft_of(rule) | changed))


def _check(wanted: Wanted) -> None:
    if not 1 <= len(wanted.drafts) <= 2:
        raise Invalid.field("rules", "Give one setting, or two to see side by side.")
    if not SHORTEST_DAYS <= wanted.days <= LONGEST_DAYS:
        raise Invalid.field("days", f"Choose {SHORTEST_DAYS} to {LONGEST_DAYS} days.")
    if not 0 <= wanted.incident_hours <= MOST_HOURS:
        raise Invalid.field("incident_hours", f"Choose 0 to {MOST_HOURS} hours.")


def _saved(member: Any, wanted: Wanted) -> AlertRule | None:
    """The rule that is tried, where a draft has a text that may be its own."""
    texts = [text for _, draft in wanted.drafts for text in (draft.filter, draft.settings.get("text")) if text]
    if wanted.rule_id is None or not texts:
        return None
    rule: AlertRule | None = AlertRule.objects.visible_to(member).filter(pk=wanted.rule_id).first()
    return rule


def _check_query(brand: Brand, draft: RuleDraft) -> None:
    if draft.query_id and not Query.objects.filter(pk=draft.query_id, brand=brand).exists():
        raise Invalid.field("query", "This brand has no such query.")


def _tried(ground: _Ground, label: str, draft: RuleDraft, wanted: Wanted) -> Tried:
    rule, policy = rule_of(draft), policy_of(draft, ground.brand)
    if isinstance(rule, detection.PostRule):
        return _tried_on_posts(ground, label, draft, rule, wanted)
    series = ground.past(draft.query_id, draft.filter.strip())
    if series is None:
        moment = Moment(at=wanted.at, sentence="There are no counts for that moment.") if wanted.at else None
        return Tried(label=label, draft=draft, fired=(), held={}, days=0.0, moment=moment)
    counts, past, matched = series
    result = detection.tried(rule, past, policy=policy)
    begin = max(0, index_of(ground.start) - counts.first)
    held: dict[str, int] = {}
    # What lies before is the warm-up: judged, so that rules remember it, and not told.
    for outcome in result.outcomes[begin:]:
        if outcome not in ("fired", "nothing"):
            held[outcome] = held.get(outcome, 0) + BUCKET_SECONDS // 60
    moment = None
    if wanted.at is not None:
        moment = Moment(at=wanted.at, sentence=detection.why_not(rule, result, wanted.at, ground.zone))
    return Tried(
        label=label, draft=draft, fired=_fired(ground, result.firings, wanted), held=held,
        days=_days(result, begin), moment=moment, matched=matched, steps=steps_of(past, rule, ground.start),
    )  # fmt: skip


def _tried_on_posts(ground: _Ground, label: str, draft: RuleDraft, rule: detection.PostRule, wanted: Wanted) -> Tried:
    read = ground.mentions(draft.query_id)
    series = ground.past(draft.query_id)
    past = series[1] if series else None
    made = posts.course(rule, draft, ground.brand, policy_of(draft, ground.brand), read.mentions, past)
    since = max(ground.start, read.since or ground.start)
    if series is not None and read.since is None:
        since = max(since, series[0].start)
    days = (ground.now - since) / timedelta(days=1) if read.mentions or series else 0.0
    moment = None
    if wanted.at is not None:
        moment = Moment(at=wanted.at, sentence=_moment_among_posts(read, made, wanted.at))
    return Tried(
        label=label, draft=draft, fired=_fired(ground, made.firings, wanted), held=made.held, days=days, moment=moment,
        matched=len(made.heard), read=len(read.mentions), steps=steps_of(past, rule, ground.start) if past else None,
    )  # fmt: skip


def _moment_among_posts(read: Stored, made: posts.Course, at: datetime) -> str:
    near = timedelta(minutes=30)
    if any(at - near <= firing.at < at + near for firing in made.firings):
        return "It fired within half an hour of that moment."
    heard = [one for moment, one in made.heard if at - near <= moment < at + near]
    if heard:
        return f"It heard {len(heard)} such {_posts(len(heard))} in that hour and held them back: told with the next alert."
    if read.since is not None and at < read.since:
        return "That moment lies before the mentions that could be read."
    n = sum(1 for mention in read.mentions if at - near <= mention.published_at < at + near)
    return f"None of the {n} mentions in that hour met the rule." if n else "There were no mentions in that hour."


def _posts(n: int) -> str:
    return "post" if n == 1 else "posts"


def _days(result: Replay, begin: int) -> float:
    return float(result.covered[begin:].sum()) * BUCKET_SECONDS / 86_400


def _fired(ground: _Ground, firings: Sequence[Firing], wanted: Wanted) -> tuple[Fired, ...]:
    """The firings of the span asked for, each with the incident it would have joined: a real one, or one opened before."""
    lasting, open_until = timedelta(hours=wanted.incident_hours), None
    made = []
    for firing in firings:
        real = next((words for a, b, words in ground.incidents if a <= firing.at < (b or ground.now)), "")
        joined = "running" if real else ("own" if open_until is not None and firing.at < open_until else "")
        if not joined:
            open_until = firing.at + lasting
        # One of the warm-up is not shown, but its incident may last into what is.
        if firing.at <= ground.start:
            continue
        window = firing.finding.window_start, firing.finding.window_end
        made.append(
            Fired(
                at=firing.at,
                sentence=detection.sentence(firing.finding, ground.zone),
                severity=firing.severity,
                joined=joined,
                incident=real,
                events=tuple(one.name for one in events.at(ground.events, *window)),
            )
        )
    return tuple(made)


def _answer(member: Any, ground: _Ground, wanted: Wanted, tries: tuple[Tried, ...]) -> BackTest:
    known = [counts for counts in ground.counts.values() if counts is not None]
    since = min((counts.start for counts in known), default=None)
    start = max(ground.start, since) if since else ground.start
    alerts = Alert.objects.visible_to(member).filter(brand=ground.brand, raised_at__gte=start)
    # One that is not saved yet has raised none: another rule's alerts are not its own.
    alerts = alerts.filter(rule=wanted.rule_id) if wanted.rule_id is not None else alerts.none()
    return BackTest(
        brand=ground.brand, asked_days=wanted.days, start=start, end=ground.now, known_since=since, tries=tries,
        gaps=reading.gaps_of(known[0], start) if known else (), events=ground.events,
        alerts=list(alerts.select_related("rule").order_by("raised_at")[:MOST_ALERTS]),
        incidents=tuple(one for one in ground.incidents if (one[1] or ground.now) > start),
        limits=_limits(ground, known, tries),
    )  # fmt: skip


def _limits(ground: _Ground, known: list[Counts], tries: tuple[Tried, ...]) -> tuple[str, ...]:
    if not known:
        return ("No counts exist yet: a setting can be tried once mentions were counted.",)
    said, first = [], known[0]
    if first.start > ground.start + timedelta(hours=1):
        said.append(f"Only {span_words((ground.now - first.start) / timedelta(days=1))} of counts exist.")
    kinds = [kind_of(check_draft(one.draft, ground.brand)) for one in tries]
    # For so long (LEARNING_BUCKETS) the detector says of its findings that it is learning.
    young = timedelta(days=3) - (max(ground.start, first.start) - first.start)
    if young > timedelta(hours=1) and any(kind.learned for kind in kinds):
        words = span_words(min(young, ground.now - first.start) / timedelta(days=1))
        said.append(f"In the first {words} the detector was still learning what is usual.")
    if first.history:
        said.append(
            f"{first.history:,} of {first.total.sum():,.0f} mentions came as the past of a new source: counted here, never "
            "alarmed on."
        )
    said += dict.fromkeys(kind.untried for kind in kinds if kind.untried)  # once, where both settings are of one kind
    if any(one.read == reading.MOST_READ for one in tries):
        said.append(f"Tried on the newest {reading.MOST_READ:,} mentions only.")
    for one in tries:
        if one.draft.filter.strip() and one.matched is not None:
            said.append(f"“{one.label}” was tried on {one.matched:,} stored mentions that match its filter.")
    return tuple(said)
