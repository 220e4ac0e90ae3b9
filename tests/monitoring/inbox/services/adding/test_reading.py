"""A link is read by a job, behind the guard; what it says is kept for whoever pasted it, and each failure said in a sentence."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.inbox.jobs import read_link, sweep_links
from monitoring.inbox.services import adding
from monitoring.inbox.services.adding import reading
from monitoring.models import LinkReading, Mention
from tests.loopback import Answer, Server
from tests.monitoring.arrivals import a_post, a_source, arrive
from tests.monitoring.ground import NOW, beat
from tests.world import World

PAGE = b'<html><meta property="og:title" content="Alder recalls its cold brew"><meta name="author" content="Mira K"></html>'


def _start(world: World, url: str, member: Any = None) -> LinkReading:
    return adding.start_reading(member=member or world.analyst, brand=world.alder, url=url, now=NOW)


def _read(row: LinkReading) -> LinkReading:
    adding.read_link(row.pk, now=NOW)
    fresh: LinkReading = LinkReading.objects.get(pk=row.pk)
    return fresh


def _served(server: Server, **answer: Any) -> str:
    given = {"body": PAGE, "headers": {"Content-Type": "text/html"}} | answer
    server.answers["/a"] = Answer(**given)
    return server.url("/a")


def test_the_page_is_read_by_the_job_and_never_before(world: World, server: Server) -> None:
    row = _start(world, _served(server))
    assert (row.status, server.asked) == ("reading", [])
    read_link(str(row.pk))
    row.refresh_from_db()
    assert (row.status, row.facts["title"], row.facts["author"]) == ("read", "Alder recalls its cold brew", "Mira K")
    read_link(str(row.pk))
    assert len(server.asked) == 1


def test_a_link_that_leads_elsewhere_is_where_it_led_and_oembed_adds_what_the_page_left_out(
    world: World, server: Server
) -> None:
    server.answers["/short"] = Answer(status=302, headers={"Location": "/long"})
    page = PAGE.replace(
        b'<meta name="author" content="Mira K">', b'<link type="application/json+oembed" href="/oembed">'
    )
    server.answers["/long"] = Answer(body=page, headers={"Content-Type": "text/html"})
    server.answers["/oembed"] = Answer(body=b'{"type": "link", "author_name": "Ina"}')
    facts = _read(_start(world, server.url("/short"))).facts
    assert (facts["url"], facts["author"]) == (server.url("/long"), "Ina")
    server.answers["/oembed"] = Answer(status=500)
    assert _read(_start(world, server.url("/short"))).status == "read"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"status": 404}, "There is nothing at this address"),
        ({"status": 403}, "refuses access"),
        ({"status": 429}, "fewer requests"),
        ({"status": 503}, "problem of its own"),
        ({"body": b"<html></html>"}, "Type what it says"),
        ({"body": b"\x00\xff\xfe binary"}, "Type what it says"),
        (
            {"body": b"<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform'></script>"},
            "a check for humans",
        ),
    ],
)
def test_what_can_not_be_read_says_why(world: World, server: Server, answer: dict[str, Any], words: str) -> None:
    row = _read(_start(world, _served(server, **answer)))
    assert row.status == "failed" and words in row.words and row.facts == {}


@pytest.mark.parametrize(
    "url",
    ["", "Alder", "ftp://a.example/x", "javascript:alert(1)", "http://10.0.0.1/x", "http://169.254.169.254/latest"],
)
def test_what_is_no_link_or_leads_inside_is_refused_at_its_field(world: World, url: str) -> None:
    with pytest.raises(Invalid) as caught:
        _start(world, url)
    assert list(caught.value.fields) == ["url"] and not LinkReading.objects.exists()


def test_a_redirect_into_the_house_is_not_followed(world: World, server: Server) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": "http://10.0.0.1/secret"})
    assert _read(_start(world, server.url("/a"))).status == "failed"


def test_a_post_the_brand_has_already_is_said_before_anything_is_asked(world: World, server: Server) -> None:
    arrive(
        a_source(world, platform="x"),
        a_post("Alder forgot me", platform="x", external_id="2090", url="https://x.com/ina/status/2090"),
    )
    with pytest.raises(Conflict) as caught:
        _start(world, "https://mobile.twitter.com/ina/status/2090?s=20")
    assert caught.value.data == {"mention": str(Mention.objects.get().pk)} and caught.value.code == "mention_exists"


def test_readings_are_ones_own_and_not_too_many_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 1)
    row = _start(world, "https://forum.example/1")
    with pytest.raises(Conflict):
        _start(world, "https://forum.example/2")
    _start(world, "https://forum.example/2", world.manager)
    assert list(adding.readings_of(world.analyst)) == [row]
    with pytest.raises(Forbidden):
        _start(world, "https://forum.example/3", world.client)
    with pytest.raises(NotFound):
        _start(world, "https://forum.example/3", world.other)


def test_a_fault_of_ours_is_tried_again_and_not_for_ever(world: World, server: Server) -> None:
    row = _start(world, _served(server))
    with mock.patch.object(reading, "_facts", side_effect=OSError("no")):
        for _ in range(3):
            with pytest.raises(OSError, match="no"):
                adding.read_link(row.pk, now=NOW)
    row.refresh_from_db()
    assert row.status == "failed" and "on our side" in row.words


def test_the_sweep_has_lost_ones_read_and_forgets_them_after_a_week(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(reading, "enqueue", lambda *args: sent.append(args))
    row = _start(world, "https://forum.example/1")
    sent.clear()
    adding.sweep(now=NOW + timedelta(minutes=2))
    assert sent == [("monitoring.jobs.read_link", str(row.pk))]
    beat(sweep_links)
    world.enter()
    adding.sweep(now=NOW + reading.KEPT + timedelta(minutes=1))
    assert not LinkReading.objects.exists()
