"""Machine members by their pages: in a group of their own beside people, changed, ended."""

from accounts.models import Membership
from accounts.services import members
from accounts.services.machines import make_machine
from tests.markup import flat
from tests.world import World

PEOPLE = "/settings/members/"


def test_a_machine_is_made_and_listed_beside_people(world: World) -> None:
    browser = world.browser(world.manager)
    assert flat(browser.get("/settings/machines/new/").content.decode()).count("Lumen Air") == 0
    given = {"name": "Zapier bridge", "role": "analyst", "brands": [str(world.alder.pk)]}
    made = browser.post("/settings/machines/new/", given)
    machine = Membership.with_machines.get(is_machine=True)
    assert (made.status_code, made["Location"]) == (302, f"/settings/machines/{machine.pk}/")
    page = flat(browser.get(made["Location"]).content.decode())
    assert "It has no key, so it can do nothing." in page
    listed = browser.get(PEOPLE)
    assert "Zapier bridge" in flat(listed.content.decode())
    assert machine.pk not in [one.pk for one, _ in listed.context["rows"]]
    refused = browser.post("/settings/machines/new/", {**given, "brands": []})
    assert refused.status_code == 422


def test_a_machine_is_changed_deactivated_and_let_act_again(world: World) -> None:
    machine = make_machine(world.owner, name="Bridge", role="analyst", brands=[world.alder.pk])
    browser, page = world.browser(world.owner), f"/settings/machines/{machine.pk}/"
    given = {"name": "Board", "role": "manager", "brands": [str(world.lumen.pk)]}
    assert browser.post(page, given).status_code == 302
    assert "Board" in flat(browser.get(page).content.decode())
    browser.post(f"{page}deactivate/")
    assert "its keys have ended" in flat(browser.get(page).content.decode())
    browser.post(f"{page}reactivate/")
    assert Membership.with_machines.get(pk=machine.pk).is_active
    assert world.browser(world.manager).get(page).status_code == 404


def test_of_a_machine_whose_maker_has_left_the_list_says_so(world: World) -> None:
    make_machine(world.admin, name="Bridge", role="analyst", brands=[world.alder.pk])
    browser = world.browser(world.owner)
    assert "Its maker has left" not in flat(browser.get(PEOPLE).content.decode())
    members.deactivate(world.owner, membership_id=world.admin.pk)
    assert "Its maker has left" in flat(browser.get(PEOPLE).content.decode())
    holdings = browser.get(f"{PEOPLE}{world.admin.pk}/holdings/").content.decode()
    assert "Bridge, which goes on acting" in flat(holdings)
