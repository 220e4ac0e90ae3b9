"""The agency's own settings, and its end."""

from django.test import Client

from accounts.models import Agency
from tests.world import World

PATH = "/settings/agency/"


def test_the_index_shows_only_what_one_may_set(world: World) -> None:
    heads = world.browser(world.owner).get("/settings/").content.decode()
    client = world.browser(world.client).get("/settings/").content.decode()
    for path in (PATH, "/settings/keys/", "/settings/webhooks/", "/settings/audit/", "/admin/"):
        assert f'href="{path}"' in heads
        assert f'href="{path}"' not in client
    assert 'href="/profile/"' in client


def test_name_zone_and_the_second_factor_rule_are_changed(world: World) -> None:
    browser = world.browser(world.admin)
    browser.post(PATH, {"name": "North & Co", "time_zone": "Europe/London", "require_mfa": "on"})
    agency = Agency.objects.get(pk=world.north.pk)
    assert (agency.name, agency.time_zone, agency.require_mfa) == ("North & Co", "Europe/London", True)
    # From now on this session is asked for a second factor like everybody's.
    assert browser.get("/settings/")["Location"].startswith("/enter/")
    session = browser.session
    session["second_factor"] = True
    session.save()
    assert "North &amp; Co" in browser.get("/settings/").content.decode()


def test_a_wrong_zone_or_name_is_said_at_its_field(world: World) -> None:
    browser = world.browser(world.owner)
    for field, value in (("name", "x"), ("name", "a\u202eb"), ("time_zone", "Berlin"), ("time_zone", "")):
        given = {"name": "North", "time_zone": "Europe/Berlin", field: value}
        answer = browser.post(PATH, given)
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
    assert Agency.objects.get(pk=world.north.pk).name == "Northwind Comms"


def test_closing_asks_for_the_address_and_shuts_the_door(world: World) -> None:
    browser = world.browser(world.owner)
    slip = browser.post(f"{PATH}close/", {"slug": "nroth"})
    assert slip.status_code == 422
    assert slip.context["form"].errors["slug"]
    answer = browser.post(f"{PATH}close/", {"slug": "north"})
    assert answer["Location"] == "http://localhost:8000/"
    assert Agency.objects.get(pk=world.north.pk).status == "closed"
    assert Client(HTTP_HOST="north.localhost").get("/").status_code == 404
