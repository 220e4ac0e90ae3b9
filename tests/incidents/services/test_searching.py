"""One search over everything a member may see, and incidents by whatever people call them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.errors import Invalid
from incidents.models import Incident
from incidents.services import command, searching
from incidents.speaking.services import answers, approvals
from tests.incidents import scene
from tests.world import World


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("#1", True), ("1", True), ("#11", False), ("lunch shards", True), ("SHARDS", True), ("shards breakfast", False),
        ("Ines", True), ("ines shards", True), ("Alder", True), ("cafe glass", True), ("Café", True), ("#1 tea", False),
        ("咖啡", True), ("old title", False), ("#99999999999999", False), ("#1 #11", False), ('"', True), ("  ", True),
    ],
)  # fmt: skip
def test_incidents_are_found_by_what_people_call_them(world: World, typed: str, found: bool) -> None:
    world.manager.user.name = "Inés Roth"
    world.manager.user.save()
    incident = scene.opened(world, title="Shards found at lunch", now=timezone.now())
    command.rename(member=world.manager, incident=incident, title="Glass im Café 咖啡 after lunch", now=timezone.now())
    rows = Incident.objects.visible_to(world.manager).named(typed, world.manager)
    assert rows.exists() is found


def test_the_list_the_api_and_the_search_find_the_same(world: World) -> None:
    incident = scene.opened(world, title="Shards found at lunch", now=timezone.now())
    browser = world.browser(world.manager)
    for typed, found in (("lunch shards", True), (f"#{incident.number}", True), ("breakfast", False)):
        page = browser.get("/incidents/", {"q": typed}).content.decode()
        listed = browser.get("/api/v1/incidents/", {"q": typed}).json()["results"]
        anywhere = browser.get("/search/", {"q": typed}).content.decode()
        assert (f"/incidents/{incident.number}/" in page[page.find("<main") :]) is found
        assert [one["number"] for one in listed] == ([incident.number] if found else [])
        assert (f"/incidents/{incident.number}/" in anywhere[anywhere.find("<main") :]) is found


def _kinds(member: Any, typed: str) -> dict[str, list[str]]:
    return {one.kind: [row.title for row in one.rows] for one in searching.search(member=member, typed=typed)}


def _harm(world: World) -> Any:
    """An incident, a mention, a plan and an answer of Alder, all about product harm."""
    version = scene.plan(world, name="Product harm")
    scene.mentions(world, ["Such a product does harm", "Nice cup"])
    incident = scene.opened(world, title="Harm by a product", plan_version=version, now=timezone.now())
    words = {"channel": "social", "title": "First word", "text": "No product of ours may harm you."}
    return incident, answers.draft_free(member=world.manager, incident=incident, **words, now=timezone.now())


def test_all_kinds_are_searched_with_the_same_words(world: World) -> None:
    incident, _ = _harm(world)
    assert _kinds(world.analyst, "Product harm") == {
        "incidents": [str(incident)], "mentions": ["Author not known"], "plans": ["Product harm"], "answers": ["First word"],
    }  # fmt: skip
    assert _kinds(world.owner, str(world.manager.user)) == {"people": [str(world.manager.user)]} | (
        {"incidents": [str(incident)]} if incident.lead_id == world.manager.user_id else {}
    )


def test_nobody_finds_what_they_may_not_see(world: World) -> None:
    incident, _ = _harm(world)
    assert _kinds(world.other, "product harm") == {}
    assert _kinds(world.client, "product harm") == {}
    command.release_incident(member=world.manager, incident=incident, now=timezone.now())
    assert _kinds(world.client, "harm") == {"incidents": [str(incident)]}
    assert _kinds(world.client, str(world.analyst.user)) == {}


def test_a_client_finds_the_words_they_were_asked_about_and_no_newer_ones(world: World) -> None:
    incident, answer = _harm(world)
    now = timezone.now()
    command.release_incident(member=world.manager, incident=incident, now=now)
    approvals.ask(member=world.manager, answer=answer, approvers=[world.client.user_id], now=now)
    assert _kinds(world.client, "ours may") == {"answers": ["First word"]}
    answer.refresh_from_db()
    answers.edit(member=world.manager, answer=answer, text="Secret draft", version=answer.version, now=now)
    assert _kinds(world.client, "secret") == {}
    assert _kinds(world.analyst, "secret") == {"answers": ["First word"]}


def test_a_former_title_is_the_clients_only_where_its_entry_was_released(world: World) -> None:
    incident = scene.opened(world, title="Poison rumour", now=timezone.now())
    command.rename(member=world.manager, incident=incident, title="Rumour", now=timezone.now())
    command.release_incident(member=world.manager, incident=incident, now=timezone.now())
    assert set(_kinds(world.analyst, "poison")) == {"incidents"}
    assert _kinds(world.client, "poison") == {}


def test_contacts_are_found_by_who_may_see_them_and_lead_nowhere_that_is_closed(world: World) -> None:
    from accounts.brands.models import Contact

    Contact.objects.create(brand=world.alder, name="Žofie Black", function="Counsel", email="z@law.example")
    assert _kinds(world.other, "zofie") == _kinds(world.client, "zofie") == {}
    for member, leads in ((world.manager, True), (world.analyst, False)):
        (group,) = searching.search(member=member, typed="counsel zofie")
        assert [(row.title, bool(row.url)) for row in group.rows] == [("Žofie Black", leads)]


def test_few_of_a_kind_are_shown_with_the_way_to_all(world: World) -> None:
    scene.mentions(world, [f"glass {n}" for n in range(8)])
    (group,) = searching.search(member=world.owner, typed="glass")
    assert (len(group.rows), group.more, group.url) == (searching.EACH, True, "/mentions/?q=glass")
    page = world.browser(world.owner).get("/search/", {"q": "glass"}).content.decode()
    assert "/mentions/?q=glass" in page and "All mentions" in page


def test_a_search_asks_as_much_for_many_rows_as_for_few(world: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            searching.search(member=world.fresh(world.owner), typed="harm")
        return len(asked)

    _harm(world)
    few = count()
    for number in range(8):
        scene.opened(world, title=f"Harm {number}", now=timezone.now())
    scene.mentions(world, ["harm"] * 8)
    assert count() <= few


@pytest.mark.parametrize("typed", ["", " ", "x" * 201])
def test_what_is_no_question_is_said_at_the_field(world: World, typed: str) -> None:
    with pytest.raises(Invalid) as wrong:
        searching.search(member=world.owner, typed=typed)
    assert "q" in wrong.value.fields
    answer = world.browser(world.owner).get("/api/v1/search/", {"q": typed})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
