"""One of each thing, on the brand Alder, made by the services: for tests that walk over all of the house."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from uuid_utils.compat import uuid7

from tests.world import World


@dataclass
class Everything:
    """Rows by what routes call them."""

    rows: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.rows[name]


def make_everything(world: World) -> Everything:
    """Call inside the agency north."""
    rows: dict[str, Any] = {"brand": world.alder, "member": world.analyst}
    now = timezone.now()
    _accounts(world, rows, now)
    _monitoring(world, rows, now)
    _playbooks(world, rows, now)
    _incidents(world, rows, now)
    return Everything(rows)


def _accounts(world: World, rows: dict[str, Any], now: datetime) -> None:
    from accounts.brands.services import put_contact
    from accounts.encryption import encrypt, token_hash
    from accounts.models import Invitation
    from accounts.notifications.models import Delivery, Notification, PushSubscription, WebhookEndpoint
    from accounts.services.api_keys import make_key
    from accounts.services.machines import make_machine
    from accounts.services.private_links import make_link

    fields = {"name": "Clara", "function": "Spokesperson", "email": "clara@alder.example"}
    rows["contact"] = put_contact(world.admin, world.alder, contact_id=None, fields=fields, now=now)
    rows["key"], _ = make_key(world.owner, name="A key", scopes=["read"], days=1, now=now)
    rows["private_link"], _ = make_link(world.manager, kind="calendar", now=now)
    _application(world, rows, now)
    rows["machine"] = make_machine(world.owner, name="Zapier bridge", role="analyst", brands=[world.alder.pk])
    rows["invitation"] = Invitation.objects.create(
        agency=world.north, email="new@north.example", role="analyst", token_hash=token_hash("the-token"),
        invited_by=world.owner.user, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    rows["webhook"] = WebhookEndpoint.objects.create(
        url="https://hooks.example/in", sealed_secret=encrypt("whsec_eA=="), created_by=world.owner.user
    )
    rows["delivery"] = Delivery.objects.create(
        channel="webhook", target=str(rows["webhook"].pk), next_try_at=now, created_at=now
    )
    rows["notification"] = Notification.objects.create(
        user=world.manager.user, brand=world.alder, kind="alert", title="Look", path="/", dedupe="x", created_at=now
    )
    rows["event"] = _event(world, now)
    rows["browser"] = PushSubscription.objects.create(
        user=world.manager.user, endpoint_hash="0" * 64, sealed=encrypt({})
    )


def _application(world: World, rows: dict[str, Any], now: datetime) -> None:
    """One that the owner has connected."""
    from accounts.models import ApiKey
    from accounts.services.applications import register

    application = rows["application"] = register(
        world.owner, name="Claude", redirect_uris=["https://tool.example/back"]
    )
    rows["connection"] = ApiKey.objects.create(
        agency=world.north, member=world.owner, made_by=world.owner.user, application=application, name="Claude", prefix="",
        key_hash="1" * 64, scopes=["read"], expires_at=now + timedelta(days=1),
    )  # fmt: skip


def _event(world: World, now: datetime) -> Any:
    """One of the record, with its place."""
    from accounts.events.models import Event
    from accounts.events.services import placing
    from accounts.services.access_log import log

    log(
        "brand.edited",
        agency=world.north,
        actor=world.admin.user,
        subject="Alder Coffee",
        about=world.alder.pk,
        brand=world.alder.pk,
    )
    placing.place_events()
    return Event.objects.order_by("-position").first()


def _monitoring(world: World, rows: dict[str, Any], now: datetime) -> None:
    from monitoring.alerting import services as alerting
    from monitoring.alerting.services import events
    from monitoring.feeds.models import Feed
    from monitoring.feeds.services import batches
    from monitoring.inbox.services import adding, backfilling, bulk_exports, importing, queries, saved_views
    from monitoring.inbox.services.mentions import Filters
    from monitoring.models import Alert, BucketCount, Mention, Post, Source

    feed = Feed.objects.create(
        platform="rss", source_key="https://feed.example/", url="https://feed.example/", next_fetch_at=now
    )
    rows["source"] = Source.objects.create(
        brand=world.alder, feed_id=feed.pk, platform="rss", name="News", address=feed.url, created_by=world.admin.user
    )
    rows["query"] = queries.save_query(member=world.admin, brand=world.alder, name="Us", text='"Alder Coffee"', now=now)
    draft = saved_views.ViewDraft(name="Ours", brand=world.alder, shared=True, text="glass")
    rows["view"] = saved_views.save_view(member=world.admin, draft=draft, now=now)
    rows["backfill"] = backfilling.start_backfill(member=world.admin, query=rows["query"], now=now)
    draft = alerting.RuleDraft(kind="threshold", name="Ten", settings={"posts": 10, "minutes": 60, "stream": "all"})
    rows["rule"] = alerting.save_rule(member=world.admin, brand=world.alder, draft=draft, now=now)
    post = Post.objects.create(
        origin="rss", external_id="1", feed_id=feed.pk, title="Glass in Alder Coffee", text="I found glass.", language="en",
        published_at=now, published_from="source", first_seen_at=now, fingerprint="f", author="Ann",
    )  # fmt: skip
    rows["mention"] = Mention.objects.create(
        post=post, brand=world.alder, source=rows["source"], published_at=now, first_seen_at=now, sentiment="negative"
    )
    # A bucket that is over, at whatever minute of the hour: one still open is read by other queries.
    closed = now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0) - timedelta(minutes=10)
    BucketCount.objects.create(brand=world.alder, query=None, starts_at=closed, total=1)
    rows["import"] = importing.upload_file(
        member=world.manager,
        brand=world.alder,
        name="old.csv",
        read=io.BytesIO(b"Text,Date\nGlass!,2026-01-02\n").read,
        now=now,
    )
    rows["source_batch"] = batches.start_batch(
        member=world.manager, brand=world.alder, text="https://feeds.example.org/a", everything=False, now=now
    )
    rows["link_reading"] = adding.start_reading(
        member=world.manager, brand=world.alder, url="https://forum.example/t/1", now=now
    )
    rows["export"] = bulk_exports.start_export(member=world.manager, filters=Filters(), now=now)
    planned = events.EventDraft(name="Launch", starts_at=now, ends_at=now + timedelta(days=1))
    rows["planned_event"] = events.add_event(member=world.admin, brand=world.alder, draft=planned, now=now)
    for name in ("alert", "open_alert"):
        rows[name] = Alert.objects.create(
            brand=world.alder, rule=rows["rule"], rule_version=1, kind="threshold", severity=2, seen=12, expected=2.0, low=0.0,
            high=4.0, window_start=now - timedelta(minutes=15 if name == "alert" else 30), window_end=now, raised_at=now,
            sentence="12 mentions in 15 min, expected 0 to 4", explanation={}, triaged_at=now,
        )  # fmt: skip


def _playbooks(world: World, rows: dict[str, Any], now: datetime) -> None:
    from playbooks.services import drafts, plans, proposals

    plan = rows["plan"] = plans.create_plan(world.admin, world.alder, name="Harm", starter="product-harm", now=now)
    draft = plan.versions.get(status="draft")
    rows["published"] = plans.publish(world.admin, draft, change_note="", lock=draft.lock, now=now)
    rows["version"] = drafts.start_draft(world.admin, plan, now=now)
    rows["part"] = rows["version"].steps.first()
    change = {"op": "add", "part": "section", "fields": {"title": "More"}}
    rows["proposal"] = proposals.propose(
        world.manager,
        plan,
        title="More",
        reason="",
        changes=[change],
        lesson_id=uuid7(),
        lesson_text="Learned",
        now=now,
    )


def _incidents(world: World, rows: dict[str, Any], now: datetime) -> None:
    from incidents.learning.services import debriefs
    from incidents.models import StatusUpdate, TimelineEntry
    from incidents.services import command, opening
    from incidents.speaking.services import answers, approvals, updates

    start = opening.Opening(
        brand=world.alder, title="Glass", severity=2, reason="Hurt", plan_version=rows["published"], alert=rows["alert"]
    )
    incident = rows["incident"] = opening.open_incident(member=world.manager, opening=start, now=now)
    rows["task"] = incident.tasks.first()
    command.release_incident(member=world.manager, incident=incident, now=now)
    updates.send_update(
        member=world.manager,
        incident=incident,
        audience="client",
        text="We know.",
        next_due_at=now + timedelta(hours=1),
        now=now,
    )
    rows["update"] = StatusUpdate.objects.get(incident=incident)
    rows["entry"] = TimelineEntry.objects.filter(incident=incident).first()
    words = {"channel": "social", "title": "First word", "text": "We are looking into it."}
    answer = rows["answer"] = answers.draft_free(member=world.manager, incident=incident, **words, now=now)
    rows["approval"] = approvals.ask(member=world.manager, answer=answer, approvers=[world.admin.user_id], now=now)[0]
    past = opening.Opening(brand=world.alder, title="Older", severity=3, reason="Small")
    old = rows["past"] = opening.open_incident(member=world.manager, opening=past, now=now)
    old = command.change_status(member=world.manager, incident=old, action="resolve", reason="Over", now=now)
    rows["debrief"] = debriefs.start(member=world.manager, incident=old, now=now)
    rows["lesson"] = debriefs.add_lesson(member=world.manager, debrief=rows["debrief"], text="Call sooner", now=now)
