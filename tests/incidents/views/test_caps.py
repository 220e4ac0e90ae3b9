"""What does not fit on a page says so, and leads on to the rest."""

import re
from html import unescape
from typing import Any

from django.utils import timezone

from incidents.learning.views import debriefs
from incidents.models import Incident
from incidents.services import command, timeline
from incidents.views import client, home, room_parts
from tests.incidents import scene
from tests.world import World


def _older(page: str) -> str:
    [found] = re.findall(r'href="([^"]+)" rel="next"', page)
    return unescape(found)


def test_the_room_leads_on_to_every_linked_mention(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(room_parts, "LINKED", 2)
    incident = scene.opened(world, now=timezone.now())
    texts = [f"glass number {n}" for n in range(5)]
    ids = [one.pk for one in scene.mentions(world, texts)]
    command.link_mentions(member=world.manager, incident=incident, mention_ids=ids, now=timezone.now())
    browser, address = world.browser(world.manager), f"/incidents/{incident.number}/"
    seen, where = [], "?tab=mentions"
    for _ in range(3):
        page = browser.get(f"{address}{where}").content.decode()
        part = page[page.index('id="mentions"') :]
        assert "of 5" in part
        seen += re.findall(r"glass number \d", part)
        where = _older(part) if 'rel="next"' in part else ""
    assert sorted(seen) == texts and where == ""


def test_the_client_reads_on_to_every_entry(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(client, "MOST", 3)
    incident, now = scene.opened(world, now=timezone.now()), timezone.now()
    command.release_incident(member=world.manager, incident=incident, now=now)
    for n in range(5):
        given = {"text": f"Word number {n}", "visibility": "client", "now": now}
        timeline.note(member=world.fresh(world.manager), incident=incident, **given)
    browser, address = world.browser(world.client), f"/incidents/{incident.number}/"
    first = browser.get(address).content.decode()
    assert "The newest 3 entries" in first and "Word number 0" not in first
    rest = browser.get(f"{address}{_older(first)}").content.decode()
    assert "Older entries" in rest and "Word number 0" in rest and "Word number 4" not in rest


def test_home_says_what_it_does_not_show_and_leads_on(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(home, "MOST", 1)
    rule = scene.rule(world)
    for number in (1, 2):
        more = {"title": f"Glass {number}", "plan_version": scene.plan(world, name=f"Plan {number}")}
        incident = scene.opened(world, now=timezone.now(), **more)
        scene.alert(rule, number=number)
    browser = world.browser(world.manager)
    page = browser.get("/").content.decode()
    for words in ("The 1 worst are shown.", "All running incidents", "The 1 due first are shown.", "All open alerts"):
        assert words in page, words
    assert "The incidents show the rest" in page
    assert page.count('<span class="count">1+</span>') >= 3
    command.release_incident(member=world.manager, incident=incident, now=timezone.now())
    assert "The newest 1 are shown" not in world.browser(world.client).get("/").content.decode(), "one is one"
    monkeypatch.undo()
    assert "are shown" not in browser.get("/").content.decode()


def test_the_list_of_what_nobody_looked_back_at_says_where_the_rest_is(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(debriefs, "WANTING", 1)
    for number in (1, 2):
        incident = scene.opened(world, title=f"Glass {number}", now=timezone.now())
        Incident.objects.filter(pk=incident.pk).update(status="resolved", resolved_at=timezone.now())
    page = world.browser(world.manager).get("/debriefs/").content.decode()
    assert "The 1 resolved last are shown." in page and "/incidents/?group=past" in page
