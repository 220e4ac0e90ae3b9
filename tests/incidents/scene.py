"""What incidents' tests begin with: a published plan, mentions, a rule and its alerts, an incident under way."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

NOW = datetime(2026, 3, 4, 13, 7, 11, 123456, tzinfo=UTC)


def after(minutes: float) -> datetime:
    """A moment so many minutes after NOW."""
    return NOW + timedelta(minutes=minutes)


def plan(world: Any, brand: Any = None, *, name: str = "Product harm", trigger: str = "glass") -> Any:
    """A published version with three steps, a holding statement and a trigger."""
    from playbooks.models import HoldingStatement, Plan, PlanVersion, Step, Trigger
    from playbooks.services import seals

    brand = brand or world.alder
    made = Plan.objects.create(brand=brand, name=name, kind="own")
    version = PlanVersion.objects.create(plan=made, created_by=world.owner.user)
    steps = (
        ("triage", "Stop planned posts", "comms", 5, True),
        ("respond", "Read the newest fifty mentions", "monitor", 10, True),
        ("respond", "Draft the first answer", "comms", 30, False),
        ("respond", "Have the lawyer read it", "legal", 45, True),
    )
    for order, (phase, title, duty, due, required) in enumerate(steps, start=1):
        Step.objects.create(
            version=version, order=order, phase=phase, title=title, duty=duty, due_minutes=due, required=required
        )
    HoldingStatement.objects.create(
        version=version,
        order=1,
        title="First word",
        channel="social",
        text="We know about {{what:text}} since {{since:time}}. More at {{page:url}}. {{count:number}} affected.",
        slots=[
            {"name": "what", "type": "text", "label": "What", "required": True},
            {"name": "since", "type": "time", "label": "Since", "required": True},
            {"name": "page", "type": "url", "label": "Page", "required": True},
            {"name": "count", "type": "number", "label": "How many", "required": False},
        ],
    )
    Trigger.objects.create(version=version, order=1, name="Glass in the product", query=trigger, why="Injury")
    version.number, version.status, version.published_at = 1, "published", NOW - timedelta(days=3)
    version.save()
    seals.seal_unsealed()
    return PlanVersion.objects.get(pk=version.pk)


SLOTS = {
    "what": "glass in one jar",
    "since": "2026-03-04T12:00+00:00",
    "page": "https://alder.example/x",
    "count": "12",
}


def mentions(world: Any, texts: list[str], brand: Any = None) -> list[Any]:
    """One mention per text, a minute apart, the last just before NOW."""
    from monitoring.inbox.services import ingestion
    from monitoring.models import Mention, Post, Source

    brand = brand or world.alder
    source, _ = Source.objects.get_or_create(
        brand=brand,
        name="Forum",
        defaults={
            "feed_id": uuid4(),
            "platform": "rss",
            "address": "https://forum.example/feed",
            "created_by": world.owner.user,
            "created_at": NOW,
        },
    )
    made = []
    for at, text in enumerate(texts):
        published = NOW - timedelta(minutes=len(texts) - at)
        post = Post.objects.create(
            origin="rss:x",
            external_id=str(uuid4()),
            feed_id=source.feed_id,
            text=text,
            published_at=published,
            published_from="source",
            first_seen_at=NOW,
            fingerprint="f",
        )
        made.append(
            Mention.objects.create(post=post, brand=brand, source=source, published_at=published, first_seen_at=NOW)
        )
    ingestion.read_older()
    return made


def rule(world: Any, brand: Any = None, **more: Any) -> Any:
    """A spike rule of the brand."""
    from monitoring.models import AlertRule

    more = {"severity": 2, "kind": "spike", "name": "Spike", **more}
    return AlertRule.objects.create(brand=brand or world.alder, **more)


def alert(made_rule: Any, *, number: int = 0, severity: int = 2) -> Any:
    """An open alert; `number` tells alerts of one rule apart."""
    from monitoring.models import Alert

    return Alert.objects.create(
        brand=made_rule.brand,
        rule=made_rule,
        rule_version=1,
        kind=made_rule.kind,
        severity=severity,
        window_start=NOW - timedelta(minutes=30 + 5 * number),
        window_end=NOW,
        since=NOW - timedelta(minutes=30),
        seen=31,
        expected=4.5,
        sentence="31 mentions in 30 minutes, where 4 to 9 are usual",
        raised_at=NOW - timedelta(minutes=1),
    )


def opened(world: Any, **more: Any) -> Any:
    """An incident of Alder, opened by its manager at NOW with the plan, unless `more` says otherwise."""
    from incidents.services.opening import Opening, open_incident

    member = more.pop("member", world.manager)
    now = more.pop("now", NOW)
    values = {"brand": world.alder, "title": "Glass in a jar", "severity": 2, "reason": "Somebody was hurt", **more}
    return open_incident(member=world.fresh(member), opening=Opening(**values), now=now)


def kinds(incident: Any) -> list[str]:
    """What the record says, in order."""
    return list(incident.entries.order_by("seq").values_list("kind", flat=True))
