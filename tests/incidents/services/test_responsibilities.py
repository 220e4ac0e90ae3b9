"""What somebody held in incidents and monitoring when they left: passed on in one act, marked until then."""

from typing import Any

from accounts.errors import DomainError
from accounts.services import leaving, members
from incidents.models import Incident, Task, TeamPlace
from monitoring.inbox.services.mentions import assign
from monitoring.models import AlertRule, Mention
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


def held(world: World, target: Any) -> set[str]:
    return {one.kind for one in leaving.holdings(world.owner, membership_id=target.pk).held}


def passed(world: World, target: Any, to: Any) -> leaving.Passed:
    return leaving.pass_on(world.owner, membership_id=target.pk, to=to.user_id, now=after(30))


def test_lead_duties_and_tasks_go_in_one_act(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    assert {"lead", "duty", "task", "page_order"} <= held(world, world.manager)
    members.deactivate(world.owner, membership_id=world.manager.pk)
    assert passed(world, world.manager, world.admin).refused == ()
    assert held(world, world.manager) == set()
    assert Incident.objects.get(pk=incident.pk).lead_id == world.admin.user_id
    assert not TeamPlace.objects.filter(user_id=world.manager.user_id).exists()
    assert not Task.objects.filter(owner_id=world.manager.user_id).exists()
    assert scene.kinds(incident).count("lead") == 1


def test_what_the_other_may_not_take_stays_and_says_why(world: World) -> None:
    incident = scene.opened(world)
    members.deactivate(world.owner, membership_id=world.manager.pk)
    refused = {one.kind: error for one, error in passed(world, world.manager, world.analyst).refused}
    assert isinstance(refused["lead"], DomainError)
    assert Incident.objects.get(pk=incident.pk).lead_id == world.manager.user_id


def test_mentions_and_rules_go_to_the_other(world: World) -> None:
    [mention] = scene.mentions(world, ["Glass in a jar"])
    assign(member=world.manager, mention=mention, user_id=world.manager.user_id, now=after(0))
    rule = scene.rule(world, tell=[world.manager.user_id, world.analyst.user_id])
    members.deactivate(world.owner, membership_id=world.manager.pk)
    assert {"mention", "rule"} <= held(world, world.manager)
    assert passed(world, world.manager, world.admin).refused == ()
    assert Mention.objects.get(pk=mention.pk).assignee_id == world.admin.user_id
    assert AlertRule.objects.get(pk=rule.pk).tell == [world.admin.user_id, world.analyst.user_id]


def test_pages_say_who_has_left(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    browser = world.browser(world.owner)
    pages = (f"/incidents/{incident.number}/", "/incidents/")
    for page in pages:
        assert "Has left" not in browser.get(page).content.decode(), page
    members.deactivate(world.owner, membership_id=world.manager.pk)
    for page in pages:
        assert "Has left" in browser.get(page).content.decode(), page
        world.enter()
    members.reactivate(world.owner, membership_id=world.manager.pk)
    members.change_role(world.owner, membership_id=world.manager.pk, role="client")
    assert "Is a client" in browser.get(pages[0]).content.decode()
