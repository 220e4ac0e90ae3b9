"""Sources, queries, rules and the way through onboarding, by their forms."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.brands.models import Brand, BrandTeam, Contact
from monitoring.alerting import services as alerting
from monitoring.inbox.services import queries
from monitoring.insight.services.readiness import readiness
from monitoring.models import AlertRule, Query, Source
from tests.loopback import Answer, Server, serving
from tests.markup import flat
from tests.monitoring.scene import small, source
from tests.world import World

BASE = "/brands/alder-coffee/"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The forum</title><item><guid>1</guid><title>Glass found</title>
<description>In a cold brew</description></item></channel></rss>"""


@pytest.fixture
def server(settings: Any) -> Any:
    settings.ALLOW_LOOPBACK_FEEDS = True
    with serving() as running:
        running.answers["/feed.xml"] = Answer(body=FEED, headers={"Content-Type": "application/rss+xml"})
        page = (
            b'<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml"></head></html>'
        )
        running.answers["/page"] = Answer(body=page, headers={"Content-Type": "text/html"})
        running.answers["/bare"] = Answer(
            body=b"<html><body>Hello</body></html>", headers={"Content-Type": "text/html"}
        )
        yield running


def test_a_feeds_posts_are_shown_before_anything_is_saved(world: World, server: Server) -> None:
    browser = world.browser(world.manager)
    tried = browser.post(f"{BASE}sources/add/", {"address": server.url("/feed.xml"), "step": "check"})
    assert "Glass found" in tried.text and 'value="The forum"' in tried.text
    assert not Source.objects.exists()
    given = {"address": server.url("/feed.xml"), "name": "Forum", "everything": "1", "step": "save"}
    saved = browser.post(f"{BASE}sources/add/", given)
    assert (saved.status_code, saved["Location"]) == (303, f"{BASE}sources/")
    made = Source.objects.get()
    assert (made.name, made.everything, made.created_by_id) == ("Forum", True, world.manager.user_id)
    assert "Not read yet" in browser.get(f"{BASE}sources/").text


def test_a_pages_feeds_are_offered(world: World, server: Server) -> None:
    tried = world.browser(world.manager).post(f"{BASE}sources/add/", {"address": server.url("/page"), "step": "check"})
    assert "This page offers feeds" in tried.text and "feed.xml" in tried.text


@pytest.mark.parametrize(
    "address", ["", "ftp://example.com/", "javascript:alert(1)", "http://10.0.0.1/feed", "http://[::1]:80/x", "/bare"]
)
def test_an_address_that_can_not_be_read_is_told_at_its_field(world: World, server: Server, address: str) -> None:
    given = server.url(address) if address.startswith("/") else address
    tried = world.browser(world.manager).post(f"{BASE}sources/add/", {"address": given, "step": "check"})
    assert tried.status_code == 422
    assert 'id="id_field-url-error"' in tried.text and "aria-invalid" in tried.text
    assert not Source.objects.exists()


def test_adding_can_not_send_people_elsewhere(world: World, server: Server) -> None:
    given = {
        "address": server.url("/feed.xml"),
        "name": "F",
        "everything": "0",
        "step": "save",
        "next": "https://evil.example/",
    }
    assert world.browser(world.manager).post(f"{BASE}sources/add/", given)["Location"] == f"{BASE}sources/"


def test_a_source_is_renamed_paused_resumed_removed(world: World) -> None:
    made = small(world)
    row, browser = made.sources[0], world.browser(world.analyst)
    path = f"{BASE}sources/{row.pk}/"
    assert browser.post(path, {"name": " ", "everything": "1"}).status_code == 422
    assert browser.post(path, {"name": "Forum", "everything": "0"}).status_code == 303
    row.refresh_from_db()
    assert (row.name, row.everything) == ("Forum", False)
    browser.post(f"{path}pause/")
    assert "Paused: nothing is collected from here." in browser.get(f"{BASE}sources/").text
    browser.post(f"{path}pause/")
    browser.post(f"{path}resume/")
    browser.post(f"{path}remove/")
    row.refresh_from_db()
    assert row.status == "removed" and browser.get(path).status_code == 404
    assert world.browser(world.other).post(f"{path}pause/").status_code == 404


def test_a_query_is_tried_while_it_is_typed(world: World) -> None:
    small(world)
    browser = world.browser(world.manager)
    tried = browser.post(f"{BASE}queries/try/", {"text": "shoppers"})
    assert "<mark>Shoppers</mark>" in tried.text and "of 6 stored posts" in tried.text
    bad = browser.post(f"{BASE}queries/try/", {"text": 'glass OR\n  "unclosed'})
    assert "Line 2, column 3:" in bad.text and 'class="query-bad"' in bad.text
    assert "Write a query" in browser.post(f"{BASE}queries/try/", {"text": " "}).text
    assert browser.post(f"{BASE}queries/try/", {"text": "\x00" * 5}).status_code == 200
    assert browser.post(f"{BASE}queries/try/", {"text": "(" * 30_000}).status_code == 200


def test_a_change_of_a_query_shows_what_it_would_lose(world: World) -> None:
    small(world)
    browser = world.browser(world.manager)
    browser.post(f"{BASE}queries/new/", {"name": "All", "text": "alder OR shoppers OR scherben"})
    query = Query.objects.get(name="All")
    tried = flat(browser.post(f"{BASE}queries/try/?query={query.pk}", {"text": "shoppers"}).text)
    assert "that the saved text finds would no longer be found." in tried
    same = browser.post(f"{BASE}queries/try/?query={query.pk}", {"text": query.text}).text
    assert "would no longer be found" not in same


def test_the_address_field_says_which_places_it_knows(world: World) -> None:
    page = world.browser(world.manager).get(f"{BASE}sources/add/?platform=rss").text
    assert all(name in page for name in ("YouTube channel", "Subreddit", "Mastodon account", "Bluesky profile"))


def test_a_query_that_finds_too_much_is_called_broad(world: World) -> None:
    small(world, 24)
    tried = world.browser(world.manager).post(f"{BASE}queries/try/", {"text": "alder OR scherben"})
    assert "It matches 100 % of everything stored" in tried.text


def test_a_query_is_saved_changed_and_its_versions_compared(world: World) -> None:
    browser = world.browser(world.manager)
    assert "&quot;Alder Coffee&quot;" in browser.get(f"{BASE}queries/new/").text
    assert browser.post(f"{BASE}queries/new/", {"name": "", "text": '"open'}).status_code == 422
    assert not Query.objects.exists()
    browser.post(f"{BASE}queries/new/", {"name": "Glass", "text": "glass"})
    made = Query.objects.get()
    path = f"{BASE}queries/{made.pk}/"
    assert browser.post(path, {"name": "Glass", "text": "glass OR splinter*", "version": 1}).status_code == 303
    page = browser.get(path).text
    assert "Version 2" in page and "<ins" in page
    stale = browser.post(path, {"name": "Glass", "text": "mine", "version": 1})
    assert (
        stale.status_code == 422
        and "Somebody saved this query since you opened it." in stale.text
        and "mine" in stale.text
    )
    browser.post(f"{path}stop/")
    made.refresh_from_db()
    assert (made.is_active, made.text) == (False, "glass OR splinter*")


def test_each_kind_of_rule_has_its_form(world: World) -> None:
    browser = world.browser(world.manager)
    common = {"severity": "2", "cool_down_minutes": "30", "is_active": "on"}
    spike = {"name": "Volume", "sensitivity": "high", "minimum_posts": "8", "stream": "negative", **common}
    assert browser.post(f"{BASE}rules/new/spike/", spike).status_code == 303
    limit = {"name": "Many", "posts": "50", "minutes": "60", "stream": "all", **common}
    assert browser.post(f"{BASE}rules/new/threshold/", limit).status_code == 303
    assert browser.post(f"{BASE}rules/new/silence/", {"name": "Blind", **common}).status_code == 303
    assert browser.get(f"{BASE}rules/new/other/").status_code == 404
    found = {rule.kind: rule for rule in AlertRule.objects.all()}
    assert found["spike"].settings == {"sensitivity": "high", "minimum_posts": 8, "streams": ["negative"]}
    assert found["threshold"].settings == {"posts": 50, "minutes": 60, "stream": "all"}
    page = browser.get(f"{BASE}rules/").text
    assert "At least 50 mentions within 60 minutes." in page and "Sensitivity: early." in page


def test_a_rules_numbers_are_checked_at_their_fields(world: World) -> None:
    given = {"name": "Many", "posts": "-1", "minutes": "7", "stream": "all", "severity": "9", "cool_down_minutes": "x"}
    answer = world.browser(world.manager).post(f"{BASE}rules/new/threshold/", given)
    assert answer.status_code == 422
    for name in ("posts", "severity", "cool_down_minutes"):
        assert f'id="id_{name}-error"' in answer.text
    odd = {**given, "posts": "5", "severity": "2", "cool_down_minutes": "5"}
    answer = world.browser(world.manager).post(f"{BASE}rules/new/threshold/", odd)
    assert answer.status_code == 422 and "multiple of 5" in answer.text
    assert not AlertRule.objects.exists()


def test_a_rule_changes_in_versions_and_is_switched(world: World) -> None:
    made = small(world)
    rule = alerting.save_rule(
        member=world.manager, brand=world.alder, draft=alerting.RuleDraft(kind="silence", name="Blind"), now=made.now
    )
    browser, path = world.browser(world.manager), f"{BASE}rules/{rule.pk}/"
    given = {"name": "Blind", "severity": "1", "cool_down_minutes": "60", "is_active": "on", "version": "1"}
    assert browser.post(path, given).status_code == 303
    assert browser.post(path, given).status_code == 422  # somebody else's version by now
    browser.post(f"{path}off/")
    rule.refresh_from_db()
    assert (rule.severity, rule.version, rule.is_active) == (1, 3, False)
    browser.post(f"{path}on/")
    rule.refresh_from_db()
    assert rule.is_active


def test_onboarding_is_walked_left_and_resumed(world: World, server: Server) -> None:
    Brand.objects.filter(pk=world.alder.pk).update(status="onboarding")
    browser, base = world.browser(world.manager), f"{BASE}onboarding/"
    assert browser.get(base)["Location"] == f"{base}names/"
    names = {
        "name": "Alder Coffee", "spellings": "Alder Café", "handles": "@alder", "products": "", "exclusions": "alder tree", "languages": "en",
        "time_zone": "Europe/Berlin", "version": world.alder.version,
    }  # fmt: skip
    assert browser.post(f"{base}names/", {**names, "time_zone": "Mars/Base"}).status_code == 422
    assert browser.post(f"{base}names/", names)["Location"] == f"{base}query/"
    assert browser.get(base)["Location"] == f"{base}query/"
    brand = Brand.objects.get(pk=world.alder.pk)
    assert "Alder Café" in browser.get(f"{base}query/").text
    given = {"name": brand.name, "text": queries.suggested_text(brand)}
    assert browser.post(f"{base}query/", given)["Location"] == f"{base}sources/"
    added = {
        "address": server.url("/feed.xml"),
        "name": "Forum",
        "everything": "1",
        "step": "save",
        "next": f"{base}sources/",
    }
    assert browser.post(f"{BASE}sources/add/", added)["Location"] == f"{base}sources/"
    assert "Forum" in browser.get(f"{base}sources/").text
    assert browser.post(f"{base}sources/")["Location"] == f"{base}team/"
    contact = {"what": "contact", "name": "Dana Alder", "function": "Spokesperson", "email": "dana@alder.example"}
    assert browser.post(f"{base}team/", {**contact, "email": ""}).status_code == 422
    assert browser.post(f"{base}team/", contact)["Location"] == f"{base}team/"
    assert Contact.objects.get().confirmed_at is not None
    team = {"what": "team", f"place_{world.manager.user_id}": "1", f"place_{world.analyst.user_id}": "2"}
    assert browser.post(f"{base}team/", team)["Location"] == f"{base}plan/"
    assert BrandTeam.objects.filter(brand=brand, page_order=2).count() == 1
    asked = browser.post(f"{base}plan/")
    assert asked.status_code == 200 and "none: an alert can propose nothing" in asked.text
    assert not AlertRule.objects.exists(), "it only asked"
    assert browser.post(f"{base}plan/", {"anyway": "on"})["Location"] == f"{base}done/"
    assert set(AlertRule.objects.values_list("kind", flat=True)) == {"spike", "silence", "negative_post"}
    brand.refresh_from_db()
    assert (brand.onboarding_step, brand.status) == ("done", "active")
    ready = browser.get(f"{base}done/").text
    assert "Plan published" in ready and "none: an alert can propose nothing" in ready
    assert "0 of 1 are read, 1 not yet" in ready, "a source that was only added is not read yet"
    assert ready.count('aria-label="In place"') == 5


def test_finishing_names_what_is_missing_but_not_what_it_makes_itself(world: World) -> None:
    asked = world.browser(world.manager).post(f"{BASE}onboarding/plan/").text
    notice = asked[asked.index("Not finished yet.") : asked.index("Finish without it")]
    points = readiness(Brand.objects.get(pk=world.alder.pk), now=timezone.now())
    missing = {label for label, ok, *_ in points if not ok}
    assert "Plan published" in missing and "Alert rules on" in missing
    assert {label for label in missing if f">{label}</a>" in notice} == missing - {"Alert rules on"}


def test_going_back_does_not_forget_how_far_one_was(world: World) -> None:
    Brand.objects.filter(pk=world.alder.pk).update(onboarding_step="team")
    browser = world.browser(world.manager)
    browser.post(f"{BASE}onboarding/sources/")
    assert Brand.objects.get(pk=world.alder.pk).onboarding_step == "team"


def test_the_readiness_list_counts_sources_that_can_not_be_read(world: World) -> None:
    made = small(world)
    source(world, "Broken", made.now, failing_since=made.now, error="No answer.")
    page = world.browser(world.manager).get(f"{BASE}onboarding/done/").text
    assert "1 of 2 are read" in page
