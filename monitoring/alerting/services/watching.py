"""Rules at work: each with what it remembers, read and written together however many there are."""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.errors import Invalid
from monitoring import detection
from monitoring.alerting.services.rules import policy_of, rule_of
from monitoring.detection import Finding
from monitoring.models import AlertRule, RuleMemory
from monitoring.rows import update

logger = logging.getLogger(__name__)
_MEMORY = ("hot_since", "last_hot", "fired_at", "fired_severity", "fired_seen", "fired_pace")


@dataclass(slots=True)
class Watch:
    """One rule at work, what it remembers, and what it found last.

    `mentions`: the ids the finding is of, where that is not simply everything of its window.
    """

    row: AlertRule
    rule: detection.AnyRule
    policy: detection.Policy
    kept: RuleMemory
    finding: Finding | None = None
    mentions: list[UUID] | None = None
    heard: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        """The series it looks at."""
        return self.row.brand_id, self.row.query_id

    def memory(self, now: datetime) -> detection.Memory:
        """As the detector takes it. A moment ahead of `now` was noted by a clock that has since been set back."""
        kept = self.kept
        hot_since, last_hot, fired_at = (
            None if moment is None else min(moment, now) for moment in (kept.hot_since, kept.last_hot, kept.fired_at)
        )
        return detection.Memory(hot_since, last_hot, fired_at, kept.fired_severity, kept.fired_seen, kept.fired_pace)

    def remember(self, memory: detection.Memory) -> None:
        """Takes what the detector wants kept."""
        for name in _MEMORY:
            setattr(self.kept, name, getattr(memory, name))


def watches_of(rules: Iterable[AlertRule]) -> list[Watch]:
    """The rules with their memories, made where there are none. A rule that can't be read is logged and left out.

    Call it with the agency's series locked: until the transaction ends nobody else writes these memories.
    """
    rows = list(rules)
    memories = _memories(rows)
    watches = []
    for row in rows:
        try:
            rule, policy = rule_of(row), policy_of(row)
        except Invalid:
            logger.exception("alert rule %s can no longer be read", row.pk)
            continue
        kept = memories[row.pk]
        basis = _basis(row)
        # What was heard for another wording of the rule says nothing about this one.
        heard = dict(kept.heard) if kept.heard.get("of") == basis else {"of": basis}
        watches.append(Watch(row, rule, policy, kept, heard=heard))
    return watches


def keep(watches: Iterable[Watch], before: dict[UUID, tuple[Any, ...]]) -> None:
    """Writes the memories that are not as they were (`noted`)."""
    changed = []
    for watch in watches:
        watch.kept.heard = watch.heard
        if _note(watch.kept) != before[watch.row.pk]:
            changed.append((watch.kept.pk, *(getattr(watch.kept, name) for name in _MEMORY), watch.heard))
    update(RuleMemory, [*_MEMORY, "heard"], changed)


def noted(watches: Iterable[Watch]) -> dict[UUID, tuple[Any, ...]]:
    """What each memory holds now, to compare with later."""
    return {watch.row.pk: _note(watch.kept) for watch in watches}


def _note(kept: RuleMemory) -> tuple[Any, ...]:
    # As text: `heard` is changed in place, and compared with itself later would always be the same.
    return (*(getattr(kept, name) for name in _MEMORY), json.dumps(kept.heard, sort_keys=True))


def _memories(rows: list[AlertRule]) -> dict[UUID, RuleMemory]:
    ids = [row.pk for row in rows]
    memories = {kept.rule_id: kept for kept in RuleMemory.objects.filter(rule__in=ids)}
    missing = [RuleMemory(rule_id=pk) for pk in ids if pk not in memories]
    if missing:
        # Django can't tell which of them another connection made in between: all are read again.
        RuleMemory.objects.bulk_create(missing, ignore_conflicts=True)
        memories = {kept.rule_id: kept for kept in RuleMemory.objects.filter(rule__in=ids)}
    return memories


def _basis(row: AlertRule) -> str:
    # Not its name, severity, people or hours: those change nothing of what it has heard.
    told = [row.kind, row.settings, row.filter, str(row.query_id)]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
