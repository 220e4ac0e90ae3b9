"""Which kind of person each page of accounts lets in."""

import pytest

from accounts.brands.models import Contact
from tests.world import World

EVERYBODY = {"owner", "admin", "manager", "analyst", "client"}
STAFF = EVERYBODY - {"client"}
HEADS = {"owner", "admin"}
PAGES = {
    "/brands/": EVERYBODY,
    "/brands/new/": HEADS,
    "/brands/alder-coffee/settings/": HEADS | {"manager"},
    "/brands/alder-coffee/settings/targets/": HEADS | {"manager"},
    "/brands/alder-coffee/settings/team/": HEADS | {"manager"},
    "/brands/alder-coffee/settings/contacts/": HEADS | {"manager"},
    "/brands/alder-coffee/settings/contacts/new/": HEADS | {"manager"},
    "/settings/": EVERYBODY,
    "/settings/agency/": HEADS,
    "/settings/agency/close/": {"owner"},
    "/settings/members/": STAFF,
    "/settings/members/invite/": HEADS,
    "/settings/keys/": HEADS | {"manager"},
    "/settings/keys/new/": HEADS | {"manager"},
    "/settings/webhooks/": HEADS,
    "/settings/webhooks/new/": HEADS,
    "/settings/audit/": HEADS,
    "/profile/": EVERYBODY,
    "/notifications/": EVERYBODY,
    "/notifications/?new=1": EVERYBODY,
    "/notifications/choices/": EVERYBODY,
}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_each_page_opens_for_those_whose_role_allows_it_and_nobody_else(world: World, role: str) -> None:
    browser = world.browser(getattr(world, role))
    for path, allowed in PAGES.items():
        assert browser.get(path).status_code == (200 if role in allowed else 403), path


def test_a_brand_one_is_not_on_is_not_there(world: World) -> None:
    browser = world.browser(world.other)
    for tail in ("", "targets/", "team/", "contacts/", "contacts/new/"):
        assert browser.get(f"/brands/alder-coffee/settings/{tail}").status_code == 404
    contact = Contact.objects.create(brand=world.alder, name="Ann", function="Counsel", phone="1")
    for path in (f"contacts/{contact.pk}/", f"contacts/{contact.pk}/remove/"):
        assert browser.post(f"/brands/alder-coffee/settings/{path}", {}).status_code == 404
    assert Contact.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_stranger_is_sent_to_the_door(world: World, path: str) -> None:
    for member in (world.deactivated, world.rival_owner):
        browser = world.browser(member)
        browser.defaults["HTTP_HOST"] = "north.localhost"
        answer = browser.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/enter/")


def test_nothing_is_changed_by_opening_a_page(world: World) -> None:
    browser = world.browser(world.owner)
    for path in (
        "/brands/alder-coffee/archive/",
        f"/settings/members/{world.analyst.pk}/deactivate/",
        "/notifications/read/",
        "/profile/browsers/",
    ):
        assert browser.get(path).status_code == 405, path
