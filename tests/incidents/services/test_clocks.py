"""The clocks of an incident: acknowledged, the first public word, the full answer, the promised update."""

from typing import Any

from incidents.learning.services.lookback import waterfall
from incidents.models import Incident, PublicAnswer
from incidents.services import clocks, command
from incidents.services.clocks import Clock
from incidents.speaking.services import answers, approvals
from incidents.views.figures import clocks_of
from tests.incidents import scene
from tests.incidents.scene import SLOTS, after
from tests.world import World


def said(world: World, answer: PublicAnswer, minutes: float, **more: Any) -> None:
    """Approves and publishes a draft; it stands in public so many minutes after the incident opened."""
    [asked] = approvals.ask(
        member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=after(minutes - 3)
    )
    approvals.decide(
        member=world.manager, approval=asked, yes=True, text_sha256=asked.text_sha256, now=after(minutes - 2)
    )
    answers.hand_off(member=world.manager, answer=answer, now=after(minutes - 1))
    answers.confirm(member=world.manager, answer=answer, url="https://alder.example/1", now=after(minutes), **more)


def own_words(world: World, incident: Incident, text: str = "One jar broke. We took the batch back.") -> PublicAnswer:
    return answers.draft_free(
        member=world.analyst, incident=incident, channel="press", title="What happened", text=text, now=after(1)
    )


def held(world: World, incident: Incident) -> PublicAnswer:
    assert incident.plan_version is not None
    statement = incident.plan_version.statements.get()
    return answers.draft_from(member=world.analyst, incident=incident, statement=statement, values=SLOTS, now=after(1))


def measured(incident: Incident) -> dict[str, Clock]:
    incident = Incident.objects.select_related("brand").get(pk=incident.pk)
    return {one.kind: one for one in clocks.clocks_of([incident])[incident.pk]}


def test_a_holding_statement_ends_the_first_clock_and_an_answer_with_substance_the_second(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    began = measured(incident)["answered"].started_at
    said(world, held(world, incident), 20)
    found = measured(incident)
    assert (found["published"].state, found["published"].reached_at) == ("met", after(20))
    assert (found["answered"].state, found["answered"].reached_at) == ("running", None)
    assert (found["answered"].due_at - began).total_seconds() == 4 * 3600, "severity 2"
    said(world, own_words(world, incident), 300)
    found = measured(incident)
    assert (found["answered"].state, found["answered"].reached_at) == ("missed", after(300))
    assert found["published"].reached_at == after(20)
    stage = next(one for one in waterfall(incident=incident) if one.kind == "answered")
    assert (stage.target, stage.missed) == (240, True)


def test_a_first_word_with_substance_ends_both(world: World) -> None:
    incident = scene.opened(world)
    said(world, own_words(world, incident), 30)
    found = measured(incident)
    assert found["published"].reached_at == found["answered"].reached_at == after(30)
    assert found["answered"].state == "met"


def test_whoever_publishes_says_whether_it_has_substance(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    said(world, own_words(world, incident, "We are looking into it."), 10, substantive=False)
    assert measured(incident)["answered"].reached_at is None
    said(world, held(world, incident), 40, substantive=True)
    assert measured(incident)["answered"].reached_at == after(40)


def test_the_form_beside_the_address_asks_it(world: World) -> None:
    incident = scene.opened(world)
    answer = own_words(world, incident)
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=after(2))
    approvals.decide(member=world.manager, approval=asked, yes=True, text_sha256=asked.text_sha256, now=after(3))
    answers.hand_off(member=world.manager, answer=answer, now=after(4))
    browser = world.browser(world.manager)
    page = browser.get(f"/incidents/answers/{answer.pk}/").content.decode()
    assert 'name="substantive"' in page
    assert "checked" in page[page.index('name="substantive"') - 80 : page.index('name="substantive"') + 120]
    browser.post(f"/incidents/answers/{answer.pk}/confirm/", {"url": "https://alder.example/1"})
    world.enter()
    found = measured(incident)
    assert found["published"].reached_at is not None
    assert found["answered"].reached_at is None


def test_the_room_shows_the_second_clock_when_the_first_has_ended(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    incident = Incident.objects.select_related("brand").get(pk=incident.pk)

    def labels() -> set[str]:
        return {one["label"] for one in clocks_of([incident], world.manager)[incident.pk]}

    assert "Full answer" not in labels()
    said(world, held(world, incident), 20)
    assert "Full answer" in labels()


def test_an_incident_that_ended_without_an_answer_holds_its_clocks(world: World) -> None:
    incident = scene.opened(world)
    command.change_status(member=world.manager, incident=incident, action="resolve", reason="Over", now=after(9))
    assert measured(incident)["answered"].state == "held"


def test_the_api_tells_the_clocks_to_the_agency_and_not_to_the_client(world: World) -> None:
    incident = scene.opened(world)
    command.release_incident(member=world.manager, incident=incident, now=after(1))
    path = f"/api/v1/incidents/{incident.pk}/clocks/"
    told = world.browser(world.analyst).get(path).json()
    assert [one["kind"] for one in told] == ["acknowledged", "published", "answered", "update"]
    assert told[2]["state"] == "running"
    assert world.browser(world.client).get(path).status_code == 403
