"""A newcomer's Home."""

from typing import Any

from accounts.brands.models import Brand
from incidents.views.first_steps import CORE, first_steps
from tests.incidents import scene
from tests.world import World


def _points(ok: set[str], brand: Any) -> dict[Any, Any]:
    return {brand.pk: [(label, label in ok, f"/brands/{brand.slug}/x/", "how it stands") for label in CORE]}


def test_a_newcomer_has_first_steps_instead_of_empty_boxes(world: World) -> None:
    page = world.browser(world.owner).get("/").text
    assert "First steps" in page and "As it stands" in page and "Publish a plan" in page
    for box in (
        "No incident is running",
        "No alerts are waiting",
        "Nothing is waiting for you",
        "No tasks of yours are open",
    ):
        assert box not in page
    assert "Alder Coffee" in page  # what is there stands there


def test_what_runs_stands_below_the_steps(world: World) -> None:
    incident = scene.opened(world)
    page = world.browser(world.owner).get("/").text
    assert "First steps" in page and incident.title in page


def test_who_can_not_take_the_steps_has_none(world: World) -> None:
    for member in (world.manager, world.analyst, world.client):
        assert "First steps" not in world.browser(member).get("/").text


def test_steps_are_ticked_by_the_readiness_list_and_go_when_a_brand_has_all(world: World) -> None:
    brand = world.alder
    some = first_steps(world.owner, [brand], _points({"Sources live", "Team set"}, brand))
    assert some is not None
    done = {step.title: step.done for step in some["steps"]}
    assert done["Connect its sources"] and done["Choose who is woken"] and done["Add the first brand"]
    assert not done["Publish a plan"] and not done["Switch the alerts on"]
    assert [step.title for step in some["steps"] if step.current] == ["Switch the alerts on"]
    assert first_steps(world.owner, [brand], _points(set(CORE), brand)) is None


def test_without_a_brand_the_first_is_the_next_step(world: World) -> None:
    found = first_steps(world.owner, list(Brand.objects.none()), {})
    assert found is not None and found["brand"] is None
    assert [step.title for step in found["steps"] if step.current] == ["Add the first brand"]
    assert [step.url for step in found["steps"] if step.current] == ["/brands/new/"]
    assert all(step.wait for step in found["steps"][2:6])
