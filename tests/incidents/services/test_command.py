"""Opening and running an incident."""

from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.notifications.models import LiveEvent, Notification
from accounts.notifications.services import message_text
from accounts.truncation import truncate_middle
from incidents.models import Incident, Milestone, Task, TeamPlace
from incidents.services import command, pace, timeline
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World


def test_opening_makes_number_plan_tasks_owners_milestones_promise_and_record(world: World) -> None:
    version = scene.plan(world)
    posts = scene.mentions(world, ["glass in my coffee", "again glass"])
    alarm = scene.alert(scene.rule(world))
    incident = scene.opened(world, plan_version=version, alert=alarm, mention_ids=[post.pk for post in posts])

    assert (incident.number, incident.status, incident.plan_version) == (1, "open", version)
    assert incident.lead == world.manager.user
    tasks = list(Task.objects.filter(incident=incident).order_by("order"))
    assert [(task.title, task.due_at, task.duty) for task in tasks] == [
        ("Stop planned posts", after(5), "comms"),
        ("Read the newest fifty mentions", after(10), "monitor"),
        ("Draft the first answer", after(30), "comms"),
        ("Have the lawyer read it", after(45), "legal"),
    ]
    # The analyst on the brand monitors; what nobody else is there for falls to the lead.
    assert [task.owner for task in tasks] == [
        world.manager.user,
        world.analyst.user,
        world.manager.user,
        world.manager.user,
    ]
    times = dict(Milestone.objects.filter(incident=incident).values_list("kind", "at"))
    assert times == {"first_mention": posts[0].published_at, "detected": alarm.raised_at, "acknowledged": NOW}
    assert incident.next_update_due_at == after(240)
    alarm.refresh_from_db()
    assert (alarm.status, alarm.decided_by) == ("opened", world.manager.user)
    assert scene.kinds(incident) == ["opened", "alert_joined", "team_set", "plan_pinned"]
    assert timeline.verify(incident=incident) is None


def test_numbers_follow_one_another(world: World) -> None:
    assert [scene.opened(world, title=title).number for title in ("One", "Two", "Three")] == [1, 2, 3]


def test_a_double_tap_opens_one_incident_and_names_it(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    first = scene.opened(world, alert=alarm)
    with pytest.raises(Conflict) as refused:
        scene.opened(world, alert=alarm, title="Another title", now=after(60))
    assert refused.value.code == "already_open"
    assert refused.value.data["incident"] == str(first.pk)
    assert Incident.objects.count() == 1


def test_a_double_tap_without_an_alert_opens_one_incident(world: World) -> None:
    first = scene.opened(world)
    with pytest.raises(Conflict) as refused:
        scene.opened(world, now=after(0.2))
    assert refused.value.data["number"] == first.number
    assert scene.opened(world, now=after(5)).number == 2


def test_a_refused_opening_leaves_nothing(world: World) -> None:
    version = scene.plan(world, world.lumen)
    with pytest.raises(Invalid) as refused:
        scene.opened(world, plan_version=version)
    assert "plan_version" in refused.value.fields
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("severity", 5),
        ("title", "  "),
        ("title", "x" * 201),
        ("reason", "\u200b"),
        ("title", "a\x00b"),
        ("reason", "\ud800"),
    ],
)
def test_bad_input_is_named_at_its_field(world: World, field: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        scene.opened(world, **{field: value})
    assert list(refused.value.fields) == [field]


def test_a_retired_plan_version_is_refused_with_its_state(world: World) -> None:
    version = scene.plan(world)
    type(version).objects.filter(pk=version.pk).update(status="retired")
    with pytest.raises(Conflict) as refused:
        scene.opened(world, plan_version=version)
    assert refused.value.data["current"] == "retired"


@pytest.mark.parametrize(("who", "error"), [("analyst", Forbidden), ("client", Forbidden), ("other", NotFound)])
def test_only_those_who_may_open_for_the_brand_do(world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        scene.opened(world, member=getattr(world, who))


def test_a_lost_race_says_the_state_it_lost_to(world: World) -> None:
    incident = scene.opened(world)
    command.change_status(member=world.manager, incident=incident, action="resolve", now=after(1))
    with pytest.raises(Conflict) as lost:
        command.change_status(member=world.owner, incident=incident, action="respond", now=after(1))
    assert lost.value.data["current"] == "resolved"
    assert lost.value.data["possible"] == ["close", "reopen"]


def test_severity_changes_with_its_reason_and_only_brings_the_promise_forward(world: World) -> None:
    incident = scene.opened(world)
    incident = command.set_severity(
        member=world.manager, incident=incident, severity=1, reason="Two in hospital", now=after(10)
    )
    assert incident.next_update_due_at == after(70)
    incident = command.set_severity(member=world.manager, incident=incident, severity=3, reason="A hoax", now=after(20))
    assert (incident.severity_reason, incident.next_update_due_at) == ("A hoax", after(70))
    with pytest.raises(Invalid) as refused:
        command.set_severity(member=world.manager, incident=incident, severity=2, reason=" ", now=after(20))
    assert list(refused.value.fields) == ["reason"]


def test_handing_over_the_lead_takes_the_tasks_that_fell_to_it(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    incident = command.hand_over(
        member=world.manager, incident=incident, to=world.admin.user_id, note="Shift ends", now=after(5)
    )
    assert incident.lead == world.admin.user
    assert TeamPlace.objects.get(incident=incident, duty="lead").user == world.admin.user
    with pytest.raises(Invalid):
        command.hand_over(member=world.manager, incident=incident, to=world.analyst.user_id, now=after(6))
    with pytest.raises(Invalid):
        command.hand_over(member=world.manager, incident=incident, to=world.other.user_id, now=after(6))


def test_a_duty_takes_its_open_tasks_along_and_leaves_those_others_took(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    taken = Task.objects.get(incident=incident, title="Draft the first answer")
    Task.objects.filter(pk=taken.pk).update(owner=world.owner.user)
    command.give_duty(member=world.manager, incident=incident, duty="comms", to=world.admin.user_id, now=after(1))
    owners = dict(Task.objects.filter(incident=incident, duty="comms").values_list("title", "owner_id"))
    assert owners == {"Stop planned posts": world.admin.user_id, "Draft the first answer": world.owner.user_id}
    LiveEvent.objects.all().delete()
    command.give_duty(member=world.manager, incident=incident, duty="comms", to=None, now=after(2))
    assert LiveEvent.objects.filter(topic=f"incident:{incident.pk}", kind="changed").exists(), "open pages show them"
    assert Task.objects.get(incident=incident, title="Stop planned posts").owner_id == world.manager.user_id


def test_dismissing_and_reopening_need_a_reason(world: World) -> None:
    incident = scene.opened(world)
    command.change_status(member=world.manager, incident=incident, action="resolve", now=after(1))
    with pytest.raises(Invalid):
        command.change_status(member=world.manager, incident=incident, action="reopen", now=after(2))
    incident = command.change_status(
        member=world.manager, incident=incident, action="reopen", reason="It goes on", now=after(2)
    )
    assert (incident.status, incident.resolved_at) == ("open", None)
    assert not Milestone.objects.filter(incident=incident, kind="resolved").exists()


def test_an_incident_closes_with_its_debrief_only(world: World) -> None:
    incident = scene.opened(world)
    command.change_status(member=world.manager, incident=incident, action="resolve", now=after(1))
    with pytest.raises(Conflict) as refused:
        command.change_status(member=world.manager, incident=incident, action="close", now=after(2))
    assert refused.value.code == "needs_debrief"


def test_mentions_of_the_brand_are_linked_once_and_taken_out_again(world: World) -> None:
    incident = scene.opened(world)
    ours, theirs = scene.mentions(world, ["a", "b"]), scene.mentions(world, ["c"], world.lumen)
    ids = [mention.pk for mention in ours]
    assert command.link_mentions(member=world.manager, incident=incident, mention_ids=ids, now=after(1)) == 2
    assert command.link_mentions(member=world.manager, incident=incident, mention_ids=ids, now=after(2)) == 0
    with pytest.raises(Invalid):
        command.link_mentions(member=world.owner, incident=incident, mention_ids=[theirs[0].pk], now=after(3))
    command.unlink_mention(member=world.manager, incident=incident, mention=ours[0], now=after(4))
    assert list(incident.mentions.values_list("mention_id", flat=True)) == [ours[1].pk]
    assert scene.kinds(incident)[-2:] == ["mentions_linked", "mention_unlinked"]


def test_a_plan_is_pinned_once(world: World) -> None:
    incident, version = scene.opened(world), scene.plan(world)
    assert len(command.adopt_plan(member=world.manager, incident=incident, plan_version=version, now=after(3))) == 4
    with pytest.raises(Conflict) as refused:
        command.adopt_plan(member=world.manager, incident=incident, plan_version=version, now=after(4))
    assert refused.value.code == "plan_pinned"
    assert Task.objects.get(incident=incident, title="Stop planned posts").due_at == after(8)


def test_members_of_another_brand_can_change_nothing(world: World) -> None:
    incident = scene.opened(world)
    with pytest.raises(NotFound):
        command.change_status(member=world.other, incident=incident, action="resolve", now=after(1))
    with pytest.raises(NotFound):
        command.set_severity(member=world.other, incident=incident, severity=1, reason="x", now=after(1))


def test_an_incident_opened_from_an_alert_links_what_it_is_about(world: World) -> None:
    posts = scene.mentions(world, ["glass", "more glass"])
    scene.mentions(world, ["theirs"], world.lumen)
    incident = scene.opened(world, alert=scene.alert(scene.rule(world)))
    assert set(incident.mentions.values_list("mention_id", flat=True)) == {post.pk for post in posts}
    assert incident.milestones.get(kind="first_mention").at == posts[0].published_at


def test_the_team_hears_of_an_opening_and_an_ending_and_the_client_does_not(world: World) -> None:
    incident = scene.opened(world)
    command.change_status(member=world.manager, incident=incident, action="resolve", now=after(1))
    heard = Notification.objects.filter(kind="incident").order_by("created_at")
    assert [(row.user, row.title) for row in heard] == [
        (world.analyst.user, "Incident #1 is open: Glass in a jar"),
        (world.analyst.user, "#1 Glass in a jar is resolved"),
    ]


def test_nothing_opens_for_an_archived_brand(world: World) -> None:
    type(world.alder).objects.filter(pk=world.alder.pk).update(status="archived")
    with pytest.raises(Conflict) as refused:
        scene.opened(world)
    assert refused.value.data["current"] == "archived"


def test_a_long_title_does_not_push_the_news_out(world: World) -> None:
    title = (
        "31 negative mentions in 30 min, expected 0 to 1, about shards in the spring batch of the cold brew sold in four "
        "markets since Tuesday, first seen in the allotment gardeners' forum of Upper Lower Meadow"
    )
    incident = scene.opened(world, title=title[:200])
    command.change_status(member=world.manager, incident=incident, action="resolve", now=after(2))
    told = Notification.objects.filter(title__endswith="is resolved")
    assert told.exists()
    for one in told:
        subject, _ = message_text.of([one], world.north)
        assert truncate_middle(subject, 150).endswith("is resolved")


def test_opening_refuses_mentions_of_another_brand(world: World) -> None:
    ours, theirs = scene.mentions(world, ["a"]), scene.mentions(world, ["b"], world.lumen)
    with pytest.raises(Invalid) as refused:
        scene.opened(world, member=world.owner, mention_ids=[ours[0].pk, theirs[0].pk])
    assert refused.value.code == "unknown_mention" and list(refused.value.fields) == ["mentions"]
    assert not Incident.objects.exists()


@pytest.mark.parametrize("drill", [False, True])
def test_a_drill_hurries_no_feed(
    world: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, drill: bool
) -> None:
    hurried = list[Any]()
    monkeypatch.setattr(pace, "hurry", lambda **about: hurried.append(about["brand"]))
    with django_capture_on_commit_callbacks(execute=True):
        scene.opened(world, is_drill=drill)
    assert hurried == ([] if drill else [world.alder])
