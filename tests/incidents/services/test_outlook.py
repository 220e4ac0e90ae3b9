"""What a merge would do is said before it is done."""

import pytest

from accounts.brands.targets import target
from accounts.errors import Conflict, Forbidden
from accounts.formats import format_time
from incidents.models import Incident
from incidents.services import command
from incidents.services.outlook import outlook
from incidents.speaking.services import answers, approvals
from tests.incidents import scene
from tests.incidents.scene import after
from tests.incidents.services.test_merging import approved, merge, two
from tests.world import World


def test_it_counts_what_moves_what_ends_and_what_stays(world: World) -> None:
    stays, goes = two(world, plan_version=scene.plan(world))
    found = scene.mentions(world, ["Glass", "Splinters"])
    command.link_mentions(member=world.manager, incident=goes, mention_ids=[one.pk for one in found], now=after(2))
    answers.hand_off(member=world.manager, answer=approved(world, goes, "One"), now=after(5))
    words = {"channel": "social", "title": "Two", "text": "Two"}
    asked = answers.draft_free(member=world.analyst, incident=goes, **words, now=after(6))
    approvals.ask(member=world.analyst, answer=asked, approvers=[world.admin.user_id], now=after(7))
    seen = outlook(member=world.manager, incident=goes, now=after(8))
    assert [one.incident for one in seen.choices] == [stays]
    assert [line.split(" ", 1)[0] for line in seen.moves] == ["2", "4", "The", "The"]
    assert "1 question to approvers, who are told where it went" in seen.ends
    assert "1 public answer not posted yet; afterwards each can be copied as a draft" in seen.ends
    assert "1 text taken to be posted: where it was posted can still be confirmed" in seen.stays


def test_each_choice_says_what_it_brings_or_why_it_can_not_be(world: World) -> None:
    mild, goes = two(world, severity=1)
    done = scene.opened(world, title="Older", severity=4, now=after(2))
    command.change_status(member=world.manager, incident=done, action="resolve", waiver="x", now=after(3))
    scene.opened(world, title="Practice", is_drill=True, now=after(4))
    [choice] = outlook(member=world.manager, incident=goes, now=after(8)).choices
    assert (choice.incident, choice.brings[0], choice.why_not) == (mild, "becomes Critical", "")
    assert choice.brings[1].startswith("its next update is due ")
    command.release_incident(member=world.manager, incident=goes, now=after(5))
    seen = outlook(member=world.manager, incident=goes, now=after(8))
    assert seen.choices[0].why_not.startswith(f"The client follows #{goes.number}")
    assert "What the client could read; they are told under which title it goes on" in seen.stays


def test_it_is_for_those_who_may_merge_and_not_for_what_was_merged(world: World) -> None:
    stays, goes = two(world)
    with pytest.raises(Forbidden):
        outlook(member=world.analyst, incident=goes, now=after(8))
    merge(world, goes, stays)
    with pytest.raises(Conflict):
        outlook(member=world.manager, incident=goes, now=after(8))


def test_it_says_when_a_raised_severity_wants_the_next_update(world: World) -> None:
    stays, goes = two(world, severity=1)
    now = after(10)
    wanted = now + target(stays.brand, "update", 1)
    assert stays.next_update_due_at > wanted
    Incident.objects.filter(pk=goes.pk).update(next_update_due_at=None)
    [choice] = outlook(member=world.manager, incident=goes, now=now).choices
    assert choice.brings == ("becomes Critical", f"its next update is due {format_time(wanted)}")
    merge(world, goes, stays)
    stays.refresh_from_db()
    assert stays.next_update_due_at == wanted
