"""What people and rules do in monitoring stands in the record of events: each act once, none of what was refused or changed nothing."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.events.catalogue import action_of, actions
from accounts.events.models import Event
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft, events, feedback
from monitoring.feeds.models import Feed
from monitoring.feeds.services import sources
from monitoring.inbox.services import backfilling, exporting, mentions, queries, saved_views
from monitoring.inbox.services.saved_views import ViewDraft
from monitoring.models import AlertRule, Backfill, Mention, MentionNote, PlannedEvent, SavedView, Source
from tests.monitoring import scene
from tests.monitoring.arrivals import BAD, a_post, a_rule, a_source, arrive, judged
from tests.monitoring.ground import NOW, minutes
from tests.record import Act, each_is_one_event, refused, written
from tests.world import World

HIGH = {"sensitivity": "high", "minimum_posts": 9}
_SUBJECTS = ("alert", "backfill", "import", "mention", "planned_event", "query", "rule", "source", "view")


def test_each_act_on_a_mention_is_one_event(world: World) -> None:
    one = scene.small(world).mentions[0]
    who = world.manager
    given: dict[str, Any] = {"mention": one.pk, "now": NOW}

    def reading() -> dict[str, Any]:
        return {"sentiment": Mention.objects.get(pk=one.pk).sentiment, "sentiment_by": None}

    each_is_one_event(
        [
            Act("mention.assigned", lambda who: mentions.assign(member=who, user_id=world.analyst.user_id, **given), one.pk,
                {"user_id": world.analyst.user_id}),
            Act("mention.assigned", lambda who: mentions.assign(member=who, user_id=None, **given), one.pk, {"user_id": None}),
            Act("mention.status_changed", lambda who: mentions.set_status(member=who, action="start", **given), one.pk,
                {"status": "in_progress"}),
            Act("mention.note_added", lambda who: mentions.add_note(member=who, text="Rang the shop", **given), one.pk,
                lambda: {"note": str(MentionNote.objects.get().pk)}),
            Act("mention.sentiment_corrected",
                lambda who: mentions.correct_sentiment(member=who, sentiment="positive", **given), one.pk,
                {"sentiment": "positive", "sentiment_by": who.user_id}),
            Act("mention.sentiment_corrected", lambda who: mentions.correct_sentiment(member=who, sentiment="", **given),
                one.pk, reading),
        ],
        who=who,
        brand=world.alder,
        strangers=[world.other, world.client],
    )  # fmt: skip


def test_many_mentions_at_once_are_one_event_each_in_one_query(world: World) -> None:
    made = scene.small(world)
    ids = [one.pk for one in made.mentions]
    mentions.set_status(member=world.manager, mention=ids[0], action="finish", now=NOW)

    def finish() -> None:
        with CaptureQueriesContext(connection) as queries:
            mentions.bulk(member=world.analyst, mention_ids=ids, action="finish", now=NOW)
        writes = [one for one in queries.captured_queries if 'INSERT INTO "events_event"' in one["sql"]]
        assert len(writes) == 1

    found = written(finish)
    assert {one.subject_id for one in found} == {str(pk) for pk in ids[1:]}
    assert {(one.action, one.actor_id) for one in found} == {("mention.status_changed", world.analyst.user_id)}
    many: dict[str, Any] = {"member": world.analyst, "mention_ids": ids, "now": NOW}
    assert written(lambda: mentions.bulk(action="finish", **many)) == []
    assert len(written(lambda: mentions.bulk(action="sentiment", value="negative", **many))) == len(ids)
    assert written(lambda: mentions.bulk(action="sentiment", value="negative", **many)) == []


def test_an_export_is_one_event(world: World) -> None:
    scene.small(world)
    filters = mentions.Filters(brand=world.alder.pk)
    [event] = written(lambda: list(exporting.table(member=world.manager, filters=filters)))
    assert (event.action, event.brand_id, event.actor_id) == (
        "mention.exported",
        world.alder.pk,
        world.manager.user_id,
    )


def test_each_act_on_a_query_is_one_event(world: World) -> None:
    made = scene.small(world)
    query, one = made.query, made.mentions[0]

    def save(who: Any) -> None:
        queries.save_query(member=who, brand=world.alder, name="Recall", text="recall", now=NOW)

    def change(who: Any) -> None:
        queries.change_query(member=who, query=query, edit=queries.Edit(name="Glass", text="splinter"), now=NOW)

    def saved() -> Any:
        return world.alder.queries.get(name="Recall").pk

    star = {"query": query, "mention_id": one.pk, "now": NOW}
    each_is_one_event(
        [
            Act("query.created", save, saved, {"version": 1}),
            Act("query.changed", change, query.pk, {"version": 2}),
            Act("query.restored", lambda who: queries.restore_version(member=who, query=query, number=1, now=NOW), query.pk,
                {"version": 3, "number": 1}),
            Act("query.starred", lambda who: queries.star(member=who, must_match=True, **star), query.pk,
                {"mention": str(one.pk), "must_match": True}),
            Act("query.unstarred", lambda who: queries.unstar(member=who, **star), query.pk, {"mention": str(one.pk)}),
            Act("query.removed", lambda who: queries.remove_query(member=who, query=query, now=NOW), query.pk),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )  # fmt: skip
    edit = queries.Edit(name="Glass", text="(glass")
    assert refused(lambda: queries.change_query(member=world.manager, query=query, edit=edit, now=NOW)) == []


def test_each_act_on_a_shared_view_is_one_event_and_ones_own_is_nobodys_news(world: World) -> None:
    def view() -> SavedView:
        return SavedView.objects.get(user=None)

    def save(who: Any) -> None:
        saved_views.save_view(member=who, draft=ViewDraft(name="Angry", brand=world.alder, shared=True), now=NOW)

    def change(who: Any) -> None:
        draft = ViewDraft(name="Angry", brand=world.alder, shared=True, text="recall")
        saved_views.change_view(member=who, view=view(), draft=draft, now=NOW)

    shared: dict[str, Any] = {}

    def remove(who: Any) -> None:
        saved_views.remove_view(member=who, view=shared["it"], now=NOW)

    def pk() -> Any:
        return view().pk

    each_is_one_event(
        [
            Act("view.created", save, pk),
            Act("view.changed", change, pk, {"version": 2}),
            Act("view.removed", remove, lambda: shared["it"].pk, before=lambda: shared.update(it=view())),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )

    def own() -> None:
        made = saved_views.save_view(member=world.manager, draft=ViewDraft(name="Mine"), now=NOW)
        saved_views.set_default(member=world.manager, view=made)
        saved_views.change_view(member=world.manager, view=made, draft=ViewDraft(name="My own"), now=NOW)
        saved_views.remove_view(member=world.manager, view=made, now=NOW)

    assert written(own) == []


def test_each_act_on_a_run_of_a_query_is_one_event(world: World) -> None:
    made = scene.small(world)
    now, query = made.now, made.query

    def run() -> Backfill:
        return Backfill.objects.latest("pk")

    def start(who: Any) -> None:
        backfilling.start_backfill(member=who, query=query, days=30, now=now)

    def started() -> dict[str, Any]:
        return {"query": str(query.pk), "since": (now - timedelta(days=30)).isoformat(), "replaced": None}

    def pk() -> Any:
        return run().pk

    of = {"query": str(query.pk)}
    each_is_one_event(
        [
            Act("backfill.started", start, pk, started),
            Act("backfill.cancelled", lambda who: backfilling.cancel_backfill(member=who, backfill=run(), now=now), pk, of),
            Act("backfill.resumed", lambda who: backfilling.resume_backfill(member=who, backfill=run(), now=now), pk, of),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )  # fmt: skip

    def to_the_end() -> None:
        while backfilling.step(run().pk, now=now + minutes(1)):
            pass

    [ended] = written(to_the_end)
    counts = {"read": 6, "matched": 5, "made": 0}
    assert (ended.action, ended.actor_kind, ended.brand_id) == ("backfill.ended", "system", world.alder.pk)
    assert ended.data == of | {"status": "done"} | counts | {
        "read": ended.data["read"],
        "matched": ended.data["matched"],
    }
    assert written(lambda: backfilling.step(run().pk, now=now + minutes(2))) == []


def test_each_act_on_a_source_is_one_event(world: World) -> None:
    def add(who: Any) -> None:
        sources.add_source(
            member=who,
            brand=world.alder,
            given=sources.pasted("https://a.example/feed"),
            name="A",
            everything=False,
            now=NOW,
        )

    def source() -> Source:
        return Source.objects.get(name="A")

    def change(who: Any) -> None:
        sources.change_source(member=who, source=source(), name="A", everything=True, now=NOW)

    def put_off() -> None:
        Feed.objects.filter(pk=source().feed_id).update(next_fetch_at=NOW + minutes(30))

    def pk() -> Any:
        return source().pk

    each_is_one_event(
        [
            Act("source.created", add, pk, {"everything": False}),
            Act("source.changed", change, pk, {"everything": True}),
            Act("source.paused", lambda who: sources.pause_source(member=who, source=source(), now=NOW), pk),
            Act("source.resumed", lambda who: sources.resume_source(member=who, source=source(), now=NOW), pk),
            Act("source.retried", lambda who: sources.retry_source(member=who, source=source(), now=NOW), pk, before=put_off),
            Act("source.removed", lambda who: sources.remove_source(member=who, source=source(), now=NOW), pk),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )  # fmt: skip


def test_a_source_that_fails_or_recovers_is_one_event_in_each_brand_whenever_that_turns(world: World) -> None:
    since = NOW - minutes(300)
    bad = scene.source(world, "Shop", NOW, failing_since=since, last_success_at=since, error_code="timeout", failures=4)
    also = Source.objects.create(
        brand=world.lumen, feed_id=bad.feed_id, platform="rss", name="Shop", address=bad.address,
        created_by=world.manager.user,
    )  # fmt: skip
    found = written(lambda: alerting.evaluate(world.north, now=NOW))
    told = {(one.action, one.subject_id, one.brand_id, one.actor_kind) for one in found}
    assert len(found) == 2
    assert told == {("source.failed", str(one.pk), one.brand_id, "system") for one in (bad, also)}
    assert found[0].data == {"silent_since": since.isoformat(), "error_code": "timeout"}
    assert written(lambda: alerting.evaluate(world.north, now=NOW + minutes(1))) == []
    Feed.objects.filter(pk=bad.feed_id).update(failing_since=None, last_success_at=NOW + minutes(2), failures=0)
    found = written(lambda: alerting.evaluate(world.north, now=NOW + minutes(2)))
    assert {(one.action, one.subject_id) for one in found} == {("source.recovered", str(one.pk)) for one in (bad, also)}
    assert len(found) == 2
    assert written(lambda: alerting.evaluate(world.north, now=NOW + minutes(3))) == []


def test_an_alert_is_raised_by_its_rule(world: World) -> None:
    source, rule = a_source(world), a_rule(world, "negative_post", severity=2)
    arrive(source, a_post(BAD, NOW))
    [event] = written(lambda: judged(world, NOW + minutes(1)))
    [alert] = rule.alerts.all()
    assert (event.action, event.subject_id, event.brand_id) == ("alert.raised", str(alert.pk), world.alder.pk)
    assert (event.actor_kind, event.actor_label, event.severity) == ("rule", rule.name, alert.severity)
    assert (event.subject_label, event.data["rule"], event.data["kind"]) == (rule.name, str(rule.pk), "negative_post")
    assert written(lambda: judged(world, NOW + minutes(2))) == []


def test_each_decision_on_an_alert_is_one_event(world: World) -> None:
    rule = a_rule(world, "spike")
    alert = scene.alert(world, rule, NOW)
    of: dict[str, Any] = {"rule": str(rule.pk)}
    given: dict[str, Any] = {"alert": alert.pk, "now": NOW}
    each_is_one_event(
        [
            Act("alert.acknowledged", lambda who: alerting.acknowledge(member=who, **given), alert.pk, of),
            Act("alert.joined", lambda who: alerting.mark_decided(member=who, action="join", **given), alert.pk, of),
            Act("alert.outcome_recorded", lambda who: feedback.record_outcome(member=who, outcome="issue", **given), alert.pk,
                of | {"outcome": "issue"}),
            Act("alert.undecided", lambda who: alerting.mark_undecided(member=who, due_at=None, **given), alert.pk, of),
            Act("alert.opened_incident", lambda who: alerting.mark_decided(member=who, action="open", **given), alert.pk, of),
            Act("alert.undecided", lambda who: alerting.mark_undecided(member=who, due_at=None, **given), alert.pk, of),
            Act("alert.dismissed", lambda who: alerting.mark_decided(member=who, action="dismiss", outcome="noise", **given),
                alert.pk, of | {"outcome": "noise"}),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )  # fmt: skip
    assert set(Event.objects.filter(subject_id=str(alert.pk)).values_list("severity", flat=True)) == {alert.severity}


def test_many_alerts_are_acknowledged_and_left_unanswered_in_one_query(world: World) -> None:
    rule = a_rule(world, "spike")
    ids = [scene.alert(world, rule, NOW - minutes(15 * n)).pk for n in range(3)]
    for action, act in (
        ("alert.unanswered", lambda: alerting.said_unanswered(ids, now=NOW)),
        ("alert.acknowledged", lambda: alerting.acknowledge_all(member=world.manager, alerts=ids, now=NOW)),
    ):
        with CaptureQueriesContext(connection) as queries:
            found = written(act)
        assert [(one.action, one.subject_id) for one in found] == [(action, str(pk)) for pk in sorted(ids)]
        assert sum('INSERT INTO "events_event"' in one["sql"] for one in queries.captured_queries) == 1
        assert written(act) == []


def test_the_software_decides_without_a_name(world: World) -> None:
    alert = scene.alert(world, a_rule(world, "spike"), NOW)
    [event] = written(lambda: alerting.mark_decided(alert=alert, member=None, action="join", now=NOW))
    assert (event.action, event.actor_kind) == ("alert.joined", "system")


def test_each_act_on_a_rule_is_one_event(world: World) -> None:
    until = NOW + timedelta(hours=1)

    def draft(**more: Any) -> RuleDraft:
        return RuleDraft(**({"kind": "spike", "name": "Spike", "settings": HIGH} | more))  # type: ignore[arg-type]

    def rule() -> AlertRule:
        return AlertRule.objects.get(name="Spike")

    def save(who: Any) -> None:
        alerting.save_rule(member=who, brand=world.alder, draft=draft(), now=NOW)

    def change(who: Any) -> None:
        alerting.change_rule(member=who, rule=rule(), draft=draft(severity=1), now=NOW)

    def noise() -> None:
        for n in range(8):
            scene.alert(world, rule(), NOW - minutes(15 * n), status="dismissed", outcome="noise" if n else "issue")

    def pk() -> Any:
        return rule().pk

    def switch(on: bool) -> Any:
        return lambda who: alerting.switch_rule(member=who, rule=rule(), on=on, now=NOW)

    each_is_one_event(
        [
            Act("rule.created", save, pk, {"kind": "spike", "version": 1}),
            Act("rule.changed", change, pk, {"kind": "spike", "version": 2}),
            Act("rule.suggestion_adopted", lambda who: feedback.adopt(member=who, rule=rule(), now=NOW), pk,
                {"kind": "spike", "version": 3}, before=noise),
            Act("rule.switched_off", switch(False), pk, {"version": 4}),
            Act("rule.switched_on", switch(True), pk, {"version": 5}),
            Act("rule.muted", lambda who: alerting.mute_rule(member=who, rule=rule(), until=until, now=NOW), pk,
                {"version": 6, "muted_until": until.isoformat()}),
            Act("rule.unmuted", lambda who: alerting.unmute_rule(member=who, rule=rule(), now=NOW), pk, {"version": 7}),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )  # fmt: skip


def test_the_rules_a_brand_begins_with_are_one_event_each(world: World) -> None:
    def begin() -> None:
        alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW)

    found = written(begin)
    assert {one.subject_id for one in found} == {str(pk) for pk in AlertRule.objects.values_list("pk", flat=True)}
    assert {one.action for one in found} == {"rule.created"}
    assert len(found) == AlertRule.objects.count() > 1
    assert written(begin) == []


def test_each_act_on_what_is_known_to_come_is_one_event(world: World) -> None:
    def draft(note: str = "") -> events.EventDraft:
        return events.EventDraft(name="Launch", starts_at=NOW, ends_at=NOW + minutes(60), note=note)

    made: dict[str, Any] = {}

    def row() -> PlannedEvent:
        return PlannedEvent.objects.get()

    def add(who: Any) -> None:
        events.add_event(member=who, brand=world.alder, draft=draft(), now=NOW)

    def change(who: Any) -> None:
        events.change_event(member=who, event=row(), draft=draft("A new cup"), now=NOW)

    def remove(who: Any) -> None:
        events.remove_event(member=who, event=made["it"], now=NOW)

    def pk() -> Any:
        return row().pk

    each_is_one_event(
        [
            Act("planned_event.created", add, pk, again=False),
            Act("planned_event.changed", change, pk, {"version": 2}),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )
    made["it"] = row()
    gone = Act("planned_event.removed", remove, made["it"].pk)
    each_is_one_event([gone], who=world.manager, brand=world.alder, strangers=[world.client])


def test_every_kind_of_monitoring_is_tried_and_says_no_words_from_outside() -> None:
    # That an alert waits is said by whoever has people told of it (tests/incidents/test_thread.py).
    mine = {one.name for one in actions() if one.subject in _SUBJECTS} - {"alert.waiting"}
    here = Path(__file__)
    services = here.parent / "inbox" / "services"
    text = "".join(
        path.read_text()
        for path in (
            here,
            services / "test_telling.py",
            services / "importing" / "test_telling.py",
            services / "adding" / "test_adding.py",
        )
    )
    assert {name for name in mine if f'"{name}"' not in text} == set()
    loose = {(name, field) for name in mine for field, shape in action_of(name).data.items() if shape is str}  # type: ignore[union-attr]
    # The log's own subject: an export has none.
    assert loose == {("source.failed", "error_code"), ("mention.exported", "subject")}
