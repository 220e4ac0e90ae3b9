"""Rules over single posts tried on stored mentions: the same questions, in the order the posts were published."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Max, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.brands.models import Brand
from monitoring import detection
from monitoring.alerting.kinds import kind_of
from monitoring.alerting.services import RuleDraft
from monitoring.alerting.services.fresh import Batch, author_of, facts_of, pass_by
from monitoring.alerting.services.post_rules import LONGEST
from monitoring.alerting.services.series import index_of
from monitoring.alerting.services.texts import reader_of
from monitoring.alerting.services.watching import Watch
from monitoring.detection import Firing, Heard, Memory, Past
from monitoring.models import AlertRule, Mention, RuleMemory

WAIT = timedelta(minutes=15)  # how often it is asked whether what was held back may be told now
MOST_ASKED = 50_000
WEEK = 7 * 288


@dataclass(slots=True)
class Course:
    """What a rule over posts would have told, and for how many minutes something was held back, by reason."""

    firings: list[Firing] = field(default_factory=list)
    held: dict[str, int] = field(default_factory=dict)
    heard: list[tuple[datetime, Heard]] = field(default_factory=list)


def course(
    rule: detection.PostRule,
    draft: RuleDraft,
    brand: Brand,
    policy: detection.Policy,
    mentions: Sequence[Mention],
    past: Past | None,
) -> Course:
    """Has the rule hear the mentions (oldest first), and tells as it would have told. `past`: the series' counts, judged."""
    watch = _watch(rule, draft, brand, policy)
    batch = _batch(rule, mentions)
    if text := kind_of(rule).reads(rule):
        batch.texts = _texts(watch.row.pk, mentions, text, "own")
    wanted = _texts(watch.row.pk, mentions, draft.filter, "filter") if draft.filter.strip() else None
    made = Course()
    for mention in mentions:
        if wanted is None or wanted[mention.pk]:
            heard = detection.hears(rule, facts_of(watch, mention, batch, _weekly(past, mention.published_at)))
            if heard is not None:
                made.heard.append((mention.published_at, heard))
        pass_by(mention, batch)
    _tell(rule, policy, made)
    return made


def _watch(rule: detection.PostRule, draft: RuleDraft, brand: Brand, policy: detection.Policy) -> Watch:
    row = AlertRule(brand=brand, kind=draft.kind, settings=draft.settings, filter=draft.filter)
    return Watch(row, rule, policy, RuleMemory())


def _texts(rule: UUID, mentions: Sequence[Mention], text: str, name: str) -> dict[UUID, set[object]]:
    matches = reader_of({name: text}).read(mention.post for mention in mentions)
    return {mention.pk: {(rule, name)} if keys else set() for mention, keys in zip(mentions, matches, strict=True)}


def _batch(rule: detection.PostRule, mentions: Sequence[Mention]) -> Batch:
    """What was known before the first of them: each source's newest mention, each critic's newest negative one."""
    batch = Batch(list(mentions))
    if not mentions:
        return batch
    first = mentions[0]
    before = Mention.objects.filter(brand=first.brand_id, published_at__lt=first.published_at)
    asked = kind_of(rule).asks
    if "sources" in asked:
        newest = before.values("source_id").annotate(newest=Max("published_at"))
        batch.sources.update(newest.values_list("source_id", "newest"))
    if "critics" in asked:
        critics = {author_of(mention)[2]: author_of(mention) for mention in mentions if mention.sentiment == "negative"}
        who = Coalesce(NullIf(F("post__author_handle"), Value("")), F("post__author"))
        rows = before.filter(sentiment="negative").annotate(who=who).filter(who__in=[name for name in critics if name])
        for origin, name, newest_at in rows.values_list("post__origin", "who").annotate(newest=Max("published_at")):
            key = (first.brand_id, origin.partition(":")[0], name)
            batch.critics[key] = max(newest_at, batch.critics.get(key, newest_at))
    return batch


def _weekly(past: Past | None, at: datetime) -> float:
    """Usual posts a week of the series as of a moment."""
    if past is None:
        return 0.0
    level = past.evaluation.level[0]
    place = index_of(at) - index_of(past.start)
    # A post before the first count, or in the bucket still open, is measured by the nearest.
    return float(level[min(max(place, 0), len(level) - 1)]) * WEEK if len(level) else 0.0


@dataclass(slots=True)
class _Desk:
    """What was heard and not told yet, and what is remembered of the telling."""

    rule: detection.PostRule
    policy: detection.Policy
    made: Course
    memory: Memory = field(default_factory=Memory)
    waiting: list[tuple[datetime, Heard]] = field(default_factory=list)

    def ask(self, now: datetime) -> None:
        """Tells what waits, or holds it back."""
        finding = detection.gathered(self.rule, [heard for _, heard in self.waiting])
        decision = detection.decide(self.rule, self.policy, self.memory, finding, now)
        self.memory = decision.memory
        if decision.outcome == "fired" and decision.finding is not None:
            self.made.firings.append(Firing(now, decision.finding, decision.severity))
            self.waiting = []
        else:
            minutes = int(WAIT.total_seconds() // 60)
            self.made.held[decision.outcome] = self.made.held.get(decision.outcome, 0) + minutes


def _tell(rule: detection.PostRule, policy: detection.Policy, made: Course) -> None:
    """Goes through what was heard as the evaluation does each minute: told, held back, told when the hold ends."""
    desk, asked = _Desk(rule, policy, made), 0
    for i, (at, heard) in enumerate(made.heard):
        desk.waiting.append((at, heard))
        later = made.heard[i + 1][0] if i + 1 < len(made.heard) else at + LONGEST
        now = at
        while desk.waiting and asked < MOST_ASKED:
            asked += 1
            desk.ask(now)
            now += WAIT
            if now >= later:
                break
            desk.waiting = [one for one in desk.waiting if now - one[0] <= LONGEST]
