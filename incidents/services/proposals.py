"""Which plans an alert calls for: the triggers of the brand's published plans, tried on what the alert is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from monitoring.inbox.services.documents import of_stored
from monitoring.matching import Document, QueryError, evaluate, parse
from monitoring.models import Alert, Mention
from playbooks.models import PlanVersion, Trigger
from playbooks.services.plans import published

MOST_MENTIONS = 300  # each trigger reads each of them, while somebody waits for the alert's page


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a plan is proposed: this trigger matched `matched` of the `of` mentions that were looked at."""

    trigger: str
    query: str
    why: str
    matched: int
    of: int
    example_ids: tuple[UUID, ...]  # mentions

    def __str__(self) -> str:
        return f"“{self.trigger}” matches {self.matched} of {self.of} mentions"


@dataclass(frozen=True, slots=True)
class ProposedPlan:
    """A published version and why it fits; the most matched first."""

    version: PlanVersion
    reasons: tuple[Reason, ...]


def plans_for(alert: Alert) -> list[ProposedPlan]:
    """The brand's published plans of which a trigger matches a mention of the alert, with the reasons in numbers.

    Only suggests; an empty list says that no trigger fits. A trigger that can't be read any more is passed over.
    """
    mentions = mentions_of(alert)
    if not mentions:
        return []
    documents = [(mention.pk, of_stored(mention.post)) for mention in mentions]
    versions = list(published(alert.brand))
    triggers = Trigger.objects.filter(version__in=[version.pk for version in versions]).order_by("order")
    reasons: dict[UUID, list[Reason]] = {}
    for trigger in triggers:
        reason = _tried(trigger, documents)
        if reason is not None:
            reasons.setdefault(trigger.version_id, []).append(reason)
    proposed = [ProposedPlan(version, tuple(reasons[version.pk])) for version in versions if version.pk in reasons]
    return sorted(proposed, key=lambda one: (-max(reason.matched for reason in one.reasons), one.version.plan.name))


def mentions_of(alert: Alert, *, most: int = MOST_MENTIONS) -> list[Mention]:
    """The newest mentions the alert is about, with their posts."""
    return list(about(alert).select_related("post").order_by("-published_at", "-id")[:most])


def about(alert: Alert) -> QuerySet[Mention]:
    """All mentions the alert is about: in its window, or since it became unusual; of its rule's query, if it has one."""
    start = min(alert.since, alert.window_start) if alert.since else alert.window_start
    mentions: QuerySet[Mention] = Mention.objects.filter(
        brand_id=alert.brand_id, published_at__gte=start, published_at__lt=alert.window_end
    )
    return mentions if alert.rule.query_id is None else mentions.filter(matches__query_id=alert.rule.query_id)


def _tried(trigger: Trigger, documents: Sequence[tuple[UUID, Document]]) -> Reason | None:
    try:
        query = parse(trigger.query)
    except QueryError:
        return None
    matched = [pk for pk, document in documents if evaluate(query, document)]
    if not matched:
        return None
    return Reason(trigger.name, trigger.query, trigger.why, len(matched), len(documents), tuple(matched[:5]))
