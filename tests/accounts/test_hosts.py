"""A host's agency is remembered for a short time, and forgotten when it changes."""

from typing import Any

from django.test import Client

from accounts.services.agencies import close, suspend
from tests.world import World


def test_a_change_of_the_agency_shows_at_once(world: World) -> None:
    browser = world.browser(world.owner)
    assert browser.get("/brands/").status_code == 200
    suspend(world.north, by=world.operator, reason="Unpaid")
    assert browser.post("/brands/new/", {"name": "New"}).status_code == 409


def test_a_closed_agencys_host_leads_nowhere(world: World) -> None:
    close(world.rival, by=world.operator, typed_slug="rival")
    answer = Client(HTTP_HOST="rival.localhost").get("/")
    assert answer.status_code == 404


def test_a_host_nobody_has_says_so(world: World) -> None:
    assert Client(HTTP_HOST="nobody.localhost").get("/").status_code == 404
    assert Client(HTTP_HOST="nobody.localhost").get("/healthz").status_code == 200


def test_probes_reach_a_process_by_its_number_and_nothing_else_does(world: World, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", ".localhost"]
    probe = Client(HTTP_HOST="10.0.0.5:8000")
    assert probe.get("/healthz").json() == {"status": "alive"}
    assert probe.get("/readyz").status_code in {200, 503}
    assert probe.get("/metrics").status_code == 404
    for path in ("/", "/signup/", "/api/v1/agencies/", "/brands/"):
        assert probe.get(path).status_code == 404, path
