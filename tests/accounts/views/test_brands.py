"""Brands' pages: what is typed reaches the services, what is wrong is said at its field and changes nothing."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.brands.models import Brand, BrandTeam, Contact
from tests.world import World

ALDER = "/brands/alder-coffee/settings/"


def _errors(answer: Any, field: str) -> list[str]:
    assert answer.status_code == 422
    return list(answer.context["form"].errors.get(field, []))


def test_the_list_shows_ones_own_brands_with_who_is_woken_first(world: World) -> None:
    page = world.browser(world.manager).get("/brands/").content.decode()
    assert "Alder Coffee" in page
    assert "Lumen Air" not in page
    assert "Ines Marten" in page
    assert "Kestrel Bank" not in world.browser(world.owner).get("/brands/").content.decode()


def test_the_list_costs_the_same_for_many_brands(world: World) -> None:
    browser = world.browser(world.owner)
    browser.get("/brands/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/brands/")
        return len(queries)

    few = cost()
    for n in range(12):
        brand = Brand.objects.create(name=f"B{n}", slug=f"b{n}", time_zone="UTC")
        BrandTeam.objects.create(brand=brand, user=world.analyst.user)
    assert cost() == few


def test_a_new_brand_goes_on_with_its_onboarding(world: World) -> None:
    answer = world.browser(world.owner).post("/brands/new/", {"name": "New", "time_zone": ""})
    brand = Brand.objects.get(name="New")
    # /brands/new/ stays the page that makes brands
    assert answer["Location"] == f"/brands/{brand.slug}/onboarding/"
    assert brand.slug != "new"
    assert brand.time_zone == "Europe/Berlin"


def test_a_name_that_is_taken_or_a_zone_nobody_knows_is_said_at_its_field(world: World) -> None:
    browser, before = world.browser(world.owner), Brand.objects.count()
    assert "already" in _errors(browser.post("/brands/new/", {"name": "Alder Coffee"}), "name")[0]
    assert _errors(browser.post("/brands/new/", {"name": "X", "time_zone": "Mars/Olympus"}), "time_zone")
    assert _errors(browser.post("/brands/new/", {"name": "a\u200bb\x00"}), "name")
    assert _errors(browser.post("/brands/new/", {"name": "x" * 1_000_000}), "name")
    assert Brand.objects.count() == before


def _names(brand: Brand, **changes: Any) -> dict[str, Any]:
    return {"name": brand.name, "time_zone": brand.time_zone, "version": brand.version, **changes}


def test_names_spellings_and_handles_are_lines(world: World) -> None:
    given = _names(world.alder, spellings="Alder Cofee\r\n\r\nAlderCoffee", handles="@aldercoffee")
    world.browser(world.manager).post(ALDER, given)
    saved = Brand.objects.get(pk=world.alder.pk)
    assert saved.spellings == ["Alder Cofee", "AlderCoffee"]
    assert saved.handles == ["aldercoffee"]


def test_two_editors_never_overwrite_each_other_silently(world: World) -> None:
    browser = world.browser(world.manager)
    world.browser(world.owner).post(ALDER, _names(world.alder, exclusions="alder tree"))
    answer = browser.post(ALDER, _names(world.alder, products="Filter"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "alder tree" in page  # what stands there now
    assert "Filter" in page  # and what was typed
    assert Brand.objects.get(pk=world.alder.pk).products == []
    again = answer.context["form"]
    browser.post(ALDER, {**_names(world.alder, products="Filter"), "version": again["version"].value()})
    saved = Brand.objects.get(pk=world.alder.pk)
    assert (saved.products, saved.exclusions) == (["Filter"], [])


def test_targets_are_minutes_by_severity_and_empty_cells_keep_the_default(world: World) -> None:
    browser = world.browser(world.manager)
    browser.post(f"{ALDER}targets/", {"version": 1, "acknowledge_1": "3", "update_2": "90"})
    assert Brand.objects.get(pk=world.alder.pk).targets == {"acknowledge": {"1": 3}, "update": {"2": 90}}
    page = browser.get(f"{ALDER}targets/").content.decode()
    assert 'value="3"' in page
    for wrong in ("0", "-5", "soon", "999999"):
        answer = browser.post(f"{ALDER}targets/", {"version": 2, "acknowledge_1": wrong})
        assert _errors(answer, "acknowledge_1")
    assert Brand.objects.get(pk=world.alder.pk).targets["acknowledge"] == {"1": 3}


def _places(world: World, **who: str) -> dict[str, str]:
    return {f"place_{getattr(world, name).user_id}": place for name, place in who.items()}


def test_the_team_says_who_is_woken_first_and_second(world: World) -> None:
    browser = world.browser(world.manager)
    browser.post(f"{ALDER}team/", _places(world, manager="2", other="1", client="on"))
    rows = BrandTeam.objects.filter(brand=world.alder).values_list("user_id", "page_order")
    assert dict(rows) == {world.manager.user_id: 2, world.other.user_id: 1, world.client.user_id: None}


def test_two_people_in_one_place_and_a_client_woken_at_night_are_refused_at_their_field(world: World) -> None:
    browser = world.browser(world.manager)
    twice = browser.post(f"{ALDER}team/", _places(world, manager="1", analyst="1"))
    assert "woken first already" in _errors(twice, f"place_{world.analyst.user_id}")[0]
    woken = browser.post(f"{ALDER}team/", _places(world, manager="1", client="2"))
    assert _errors(woken, f"place_{world.client.user_id}")
    gone = browser.get(f"{ALDER}team/").context["form"]
    assert f"place_{world.deactivated.user_id}" not in gone.fields
    before = set(BrandTeam.objects.filter(brand=world.alder).values_list("user_id", flat=True))
    assert world.analyst.user_id in before


def test_contacts_are_added_changed_and_forgotten(world: World) -> None:
    browser = world.browser(world.manager)
    browser.post(f"{ALDER}contacts/new/", {"name": "Ann Berg", "function": "Counsel", "phone": "+49 40 1"})
    contact = Contact.objects.get(brand=world.alder)
    assert contact.confirmed_at is not None
    path = f"{ALDER}contacts/{contact.pk}/"
    assert "Ann Berg" in browser.get(path).content.decode()
    browser.post(path, {"name": "Ann Berg", "function": "Counsel", "email": "ann@alder.example"})
    assert Contact.objects.get(pk=contact.pk).email == "ann@alder.example"
    browser.post(f"{path}remove/")
    assert not Contact.objects.filter(pk=contact.pk).exists()


def test_a_contact_nobody_can_reach_is_refused_at_its_field(world: World) -> None:
    browser = world.browser(world.manager)
    nobody = browser.post(f"{ALDER}contacts/new/", {"name": "Ann", "function": "Counsel"})
    assert "phone number" in _errors(nobody, "email")[0]
    bad = browser.post(f"{ALDER}contacts/new/", {"name": "Ann", "function": "Counsel", "email": "ann"})
    assert _errors(bad, "email")
    assert not Contact.objects.exists()


def test_an_archived_brand_leaves_the_list_and_comes_back(world: World) -> None:
    browser: Client = world.browser(world.owner)
    browser.post("/brands/lumen-air/archive/")
    assert "Lumen Air" not in browser.get("/brands/").content.decode().split("data-toasts")[0]
    assert "Lumen Air" in browser.get("/brands/?archived=1").content.decode()
    assert browser.post("/brands/lumen-air/archive/").status_code == 409
    browser.post("/brands/lumen-air/restore/")
    assert Brand.objects.get(pk=world.lumen.pk).status == "active"
    assert world.browser(world.manager).post("/brands/alder-coffee/archive/").status_code == 403
