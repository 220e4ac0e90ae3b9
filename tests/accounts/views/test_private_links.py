"""What a calendar and a feed reader fetch: by the secret alone, as far as its person may see now, again only where it changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.core.cache import caches
from django.test import Client
from icalendar import Calendar

from accounts.brands.models import BrandTeam
from accounts.models import Agency, PrivateLink
from accounts.services import private_links
from accounts.services.agencies import suspend
from monitoring.alerting.services import events
from monitoring.models import Alert, AlertRule
from tests.world import World

NOW = datetime.now(UTC)
WORDS = "I found a splinter, writes @angry_ann"


def _path(member: Any, kind: str = "calendar") -> str:
    _, address = private_links.make_link(member, kind=kind, now=NOW)
    return "/" + address.split("/", 3)[3]


@pytest.fixture
def anybody(world: World) -> Client:
    return Client(HTTP_HOST="north.localhost")


def _planned(world: World, brand: Any, name: str) -> Any:
    draft = events.EventDraft(
        name=name, starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=2), note="secret note"
    )
    return events.add_event(member=world.admin, brand=brand, draft=draft, now=NOW)


def _alert(world: World, brand: Any, rule: str) -> Alert:
    made = AlertRule.objects.create(brand=brand, name=rule, kind="threshold", settings={})
    return Alert.objects.create(
        brand=brand, rule=made, rule_version=1, kind="threshold", severity=2, seen=12, expected=2.0, low=0.0, high=4.0,
        window_start=NOW - timedelta(minutes=30), window_end=NOW, raised_at=NOW, sentence=WORDS,
        explanation={"examples": [WORDS]}, triaged_at=NOW,
    )  # fmt: skip


def test_a_calendar_says_what_its_person_sees_and_no_more(world: World, anybody: Client) -> None:
    mine, other = _planned(world, world.alder, "Winter launch"), _planned(world, world.lumen, "New routes")
    answer = anybody.get(_path(world.analyst))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Referrer-Policy"] == "no-referrer" and "no-store" in answer["Cache-Control"]
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["uid"]) == f"planned_event-{mine.pk}@firebreak" and other.name not in answer.content.decode()
    assert event["dtstart"].to_ical().endswith(b"Z") and event["dtend"].to_ical().endswith(b"Z")
    assert "secret note" not in answer.content.decode()
    everything = Calendar.from_ical(anybody.get(_path(world.owner)).content)
    assert len(everything.walk("VEVENT")) == 2


def test_the_same_thing_keeps_its_id_and_a_change_raises_its_sequence(world: World, anybody: Client) -> None:
    row, path = _planned(world, world.alder, "Winter launch"), _path(world.analyst)
    [before] = Calendar.from_ical(anybody.get(path).content).walk("VEVENT")
    draft = events.EventDraft(name="Spring launch", starts_at=row.starts_at, ends_at=row.ends_at)
    events.change_event(member=world.admin, event=row, draft=draft, now=NOW + timedelta(minutes=5))
    [after] = Calendar.from_ical(anybody.get(path).content).walk("VEVENT")
    assert (before["uid"], before["sequence"]) == (after["uid"], 0) and after["sequence"] == 1
    assert after["last-modified"].dt > before["last-modified"].dt and "Spring launch" in after["summary"]


def test_an_alert_goes_by_its_rules_name_and_no_words_of_posts_leave(world: World, anybody: Client) -> None:
    mine, _ = _alert(world, world.alder, "Ten an hour"), _alert(world, world.lumen, "Delays")
    path = _path(world.analyst, "alerts")
    answer = anybody.get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    text = answer.content.decode()
    assert "splinter" not in text and "angry_ann" not in text and path.rpartition("/")[2] not in text
    feed = feedparser.parse(answer.content)
    assert not feed.bozo and feed.feed.title == "Northwind Comms: alerts"
    [entry] = feed.entries
    assert entry.id == f"urn:uuid:{mine.pk}" and entry.title == "Major: Ten an hour (Alder Coffee)"
    assert "12 mentions" in entry.summary and entry.link.endswith(f"/alerts/{mine.pk}/")


@pytest.mark.parametrize("kind", ["calendar", "alerts"])
def test_what_has_not_changed_is_not_sent_again_and_what_went_is_a_change(
    world: World, anybody: Client, kind: str
) -> None:
    row = _planned(world, world.alder, "Launch") if kind == "calendar" else _alert(world, world.alder, "Ten")
    path = _path(world.analyst, kind)
    first = anybody.get(path)
    by_tag, by_date = {"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}
    for headers in (by_tag, by_date):
        again = anybody.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"") and "no-store" in again["Cache-Control"]
    type(row).objects.filter(pk=row.pk).delete()
    for headers in (by_tag, by_date):
        assert anybody.get(path, headers=headers).status_code == 200


def test_a_lost_brand_is_gone_at_the_next_fetch(world: World, anybody: Client) -> None:
    _planned(world, world.alder, "Winter launch")
    path = _path(world.analyst)
    assert b"Winter launch" in anybody.get(path).content
    BrandTeam.objects.filter(brand=world.alder, user=world.analyst.user).delete()
    answer = anybody.get(path)
    assert answer.status_code == 200 and b"Winter launch" not in answer.content


def test_a_missing_second_factor_and_a_suspended_agency_shut_it(world: World, anybody: Client) -> None:
    path = _path(world.analyst)
    Agency.objects.filter(pk=world.north.pk).update(require_mfa=True)
    assert anybody.get(path).status_code == 404  # at once, whatever the cache of hosts still says
    Agency.objects.filter(pk=world.north.pk).update(require_mfa=False)
    assert anybody.get(path).status_code == 200
    suspend(world.north, by=world.operator, reason="Unpaid")
    assert anybody.get(path).status_code == 404


def test_it_opens_nothing_else(world: World, anybody: Client) -> None:
    path = _path(world.analyst)
    token = path.rpartition("/")[2].removesuffix(".ics")
    assert anybody.get(f"/links/alerts/{token}.atom").status_code == 404
    assert Client(HTTP_HOST="rival.localhost").get(path).status_code == 404
    assert anybody.get("/api/v1/me/", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert anybody.post(path).status_code == 405


def test_it_is_limited_in_fetches_and_in_tries(world: World, anybody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_links, "FETCHES", "2/h/key")
    monkeypatch.setattr(private_links, "WRONG", "2/m/key")
    path = _path(world.analyst)
    answers = [anybody.get(path) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429] and answers[-1]["Retry-After"]
    assert [anybody.get("/links/calendar/fbl_nothing.ics").status_code for _ in range(3)] == [404, 404, 429]
    caches["default"].clear()
    assert anybody.get(path).status_code == 200


def test_on_the_profile_an_address_is_shown_once(world: World) -> None:
    browser = world.browser(world.manager)
    made = browser.post("/profile/links/calendar/")
    address = made.context["address"]
    assert address in made.content.decode() and "no-store" in made["Cache-Control"]
    page = browser.get("/profile/").content.decode()
    assert address not in page and "never fetched yet" in page
    row = PrivateLink.objects.get()
    renewed = browser.post(f"/profile/links/{row.pk}/rotate/")
    assert renewed.context["address"] != address
    browser.post(f"/profile/links/{row.pk}/revoke/")
    assert "never fetched yet" not in browser.get("/profile/").content.decode()
