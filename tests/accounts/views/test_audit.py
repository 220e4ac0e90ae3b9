"""The audit log: everything that happened, in words, for those who answer for the agency, as a page and as a file."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.events.models import Event, Keeping
from accounts.events.services import placing
from accounts.events.services.recording import About, Actor, record, record_all
from accounts.events.services.recording import event as made
from accounts.models import AccessLog
from accounts.services.access_log import log
from tests.accounts.events.services.test_recording import TRIED
from tests.browser import assert_accessible, chromium, page_as, site
from tests.markup import flat
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
PAGE = "/settings/audit/"
NOW = timezone.now()


def _wrote(world: World, label: str, **more: Any) -> Event:
    by, visibility = more.pop("by", None), more.pop("visibility", "internal")
    row = record(TRIED, About(uuid4(), label, **more), by=by, now=NOW, visibility=visibility, many=1)
    placing.place_events()
    return row


def _page(world: World, query: str = "", who: Any = None) -> str:
    answer = world.browser(who or world.owner).get(f"{PAGE}{query}")
    world.enter()
    assert answer.status_code == 200
    return flat(answer.content.decode())


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("admin", 200), ("manager", 403), ("analyst", 403), ("client", 403)]
)
def test_owners_and_admins_read_it_and_nobody_else(world: World, who: str, status: int) -> None:
    browser = world.browser(getattr(world, who))
    assert browser.get(PAGE).status_code == status
    assert browser.post(f"{PAGE}export/", {"form": "csv"}).status_code == status
    assert browser.get(f"{PAGE}keeping/").status_code == status


def test_it_says_who_did_what_by_what_from_where_and_links_to_it(world: World) -> None:
    incident = uuid4()
    row = _wrote(world, "The cup", by=world.analyst, brand=world.alder, incident_id=incident, drill=True)
    Event.objects.filter(pk=row.pk).update(ip="203.0.113.7", by_link=True, request_id="req-12345678")
    page = _page(world)
    for words in (
        "Something was tried in a test.", "The cup", "Priya Nair", "Person, by link", "203.0.113.7", "Alder Coffee", "Drill", "req-12345678",
        f'href="/incidents/{incident}/"', "<code>trial.tried</code>",
    ):  # fmt: skip
        assert words in page


def test_a_change_of_power_is_told_with_before_and_after(world: World) -> None:
    world.browser(world.owner).post(f"/settings/members/{world.analyst.pk}/", {"role": "manager"})
    world.enter()
    placing.place_events()
    page = _page(world, "?what=power")
    assert "role was changed" in page
    assert "from: analyst; to: manager" in page


def test_it_pages_without_gaps_and_holds_nothing_of_another_agency(world: World) -> None:
    for n in range(120):
        log("login", agency=world.north, actor=world.analyst.user, subject=f"try-{n}-")
    log("login", agency=world.rival, actor=world.rival_owner.user, subject="not-ours")
    placing.place_events()
    browser, seen, path = world.browser(world.owner), "", PAGE
    while path:
        answer = browser.get(path)
        seen += answer.content.decode()
        path = f"{PAGE}{answer.context['next_url']}" if answer.context["next_url"] else ""
    assert [seen.count(f">try-{n}-<") for n in range(120)] == [1] * 120
    assert "not-ours" not in seen
    assert AccessLog.objects.filter(agency=world.rival).exists()


def test_each_filter_narrows_it(world: World) -> None:
    _wrote(world, "By a rule", by=Actor("rule", "Spike"), brand=world.alder)
    _wrote(world, "By Priya", by=world.analyst, brand=world.lumen)
    _wrote(world, "In a drill", drill=True)
    labels = {"By a rule", "By Priya", "In a drill"}
    today = timezone.localtime(NOW).date()
    for query, seen in {
        "by=rule": {"By a rule"}, "by=person": {"By Priya"}, "by=key": set(), f"brand={world.alder.pk}": {"By a rule"},
        f"person={world.analyst.user_id}": {"By Priya"}, "drills=drill": {"In a drill"}, "drills=real": {"By a rule", "By Priya"},
        "q=priya": {"By Priya"}, "what=trial.*": labels, "what=power": set(), f"since={today}": labels, f"until={today}": labels,
        "since=2990-01-01": set(), "until=1990-01-01": set(), "brand=nonsense": labels, "since=never": labels,
    }.items():  # fmt: skip
        page = _page(world, f"?{query}")
        assert {label for label in labels if label in page} == seen, query


def test_it_costs_as_many_queries_for_many_rows_as_for_few(world: World, django_assert_max_num_queries: Any) -> None:
    record_all(
        [made(TRIED, About(uuid4(), "x", brand=world.alder), by=world.analyst, now=NOW, many=n) for n in range(40)]
    )
    placing.place_events()
    browser = world.browser(world.owner)
    browser.get(PAGE)
    with django_assert_max_num_queries(24):
        browser.get(PAGE)


def _exported(world: World, form: str, **given: str) -> str:
    answer = world.browser(world.owner).post(f"{PAGE}export/", {"form": form, **given})
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode()
    world.enter()
    return text


def test_an_export_holds_what_the_page_is_narrowed_to_and_is_an_event_itself(world: World) -> None:
    _wrote(world, "=SUM(1)", by=world.analyst)
    _wrote(world, "Other", by=world.manager)
    table = _exported(world, "csv", person=str(world.analyst.user_id))
    assert "'=SUM(1)" in table
    assert "Other" not in table
    lines = _exported(world, "ndjson", what="trial.*").splitlines()
    assert [json.loads(line)["subject"]["label"] for line in lines] == ["Other", "=SUM(1)"]
    noted = Event.objects.filter(action="audit.exported").order_by("pk")
    assert [row.data["format"] for row in noted] == ["csv", "ndjson"]
    assert noted[1].data["actions"] == ["trial.tried"]
    assert {(row.actor_id, row.visibility) for row in noted} == {(world.owner.user_id, "owners")}


def test_an_export_in_a_form_there_is_not_is_refused(world: World) -> None:
    assert world.browser(world.owner).post(f"{PAGE}export/", {"form": "pdf"}).status_code == 400


def test_the_api_exports_the_same(world: World) -> None:
    _wrote(world, "One")
    answer = world.browser(world.owner).get("/api/v1/events/export/?form=ndjson&action=trial.*")
    assert [json.loads(line)["subject"]["label"] for line in b"".join(answer.streaming_content).splitlines()] == ["One"]


def test_how_long_it_is_kept_is_set_within_bounds_and_written_down(world: World) -> None:
    browser = world.browser(world.owner)
    assert browser.post(f"{PAGE}keeping/", {"owners": "20", "others": "90"}).status_code == 422
    assert browser.post(f"{PAGE}keeping/", {"owners": "500", "others": "90"}).status_code == 302
    world.enter()
    assert dict(Keeping.objects.values_list("visibility", "days")) == {"owners": 500, "internal": 90, "client": 90}
    assert Event.objects.get(action="audit.keeping_changed").data == {"owners": 500, "others": 90}
    assert browser.get("/api/v1/events/keeping/").json() == {"owners": 500, "others": 90}
    answer = browser.patch("/api/v1/events/keeping/", {"others": 60}, content_type="application/json")
    assert answer.json() == {"owners": 500, "others": 60}
    assert "kept 500 days, everything else 60" in _page(world)


def test_every_kind_of_event_is_explained_to_whoever_builds_with_it(world: World) -> None:
    answer = world.browser(world.analyst).get("/settings/webhooks/events/")
    page = flat(answer.content.decode())
    assert '<tr id="audit.exported">' in page
    assert "one of csv, ndjson" in page
    assert world.browser(world.client).get("/settings/webhooks/events/").status_code == 403


@pytest.mark.browser
def test_it_fits_a_phone_and_opens_its_details(committed_world: World, page_as: Any) -> None:
    committed_world.enter()
    _wrote(committed_world, "The cup", by=committed_world.analyst, brand=committed_world.alder)
    page = page_as(committed_world.owner, width=390)
    page.goto(PAGE)
    page.get_by_text("Something was tried in a test.").first.click()
    assert page.get_by_text("trial.tried").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
