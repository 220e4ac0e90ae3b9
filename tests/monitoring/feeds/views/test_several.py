"""Several sources are pasted or brought as a file; each line's fate is shown, with the next step beside what was refused."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.feeds.services import batches
from monitoring.models import Source, SourceBatch
from tests.loopback import Answer, Server
from tests.markup import flat
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import NOW, publish, subscribe
from tests.world import World

__all__ = ["loopback_is_allowed"]
HOME = "/brands/alder-coffee/sources/"
SEVERAL = f"{HOME}several/"


@pytest.fixture
def begun(world: World) -> Any:
    def send(member: Any = None, **given: Any) -> Any:
        answer = world.browser(member or world.analyst).post(SEVERAL, {"everything": "0", "text": "", **given})
        world.enter()
        return answer

    return send


def test_a_list_is_pasted_watched_and_each_line_says_what_it_became(world: World, server: Server, begun: Any) -> None:
    page = b'<html><link rel="alternate" type="application/rss+xml" title="News" href="/news.xml"></html>'
    server.answers["/page"] = Answer(body=page, headers={"Content-Type": "text/html"})
    answer = begun(text=f"{publish(server, [])}\n{server.url('/page')}")
    batch = SourceBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{SEVERAL}{batch.pk}/")
    browser = world.browser(world.analyst)
    waiting = flat(browser.get(answer["Location"]).text)
    assert "Trying and adding" in waiting and "0 of 2 tried" in waiting and "every 2s" in waiting
    world.enter()
    while batches.step(batch.pk, now=NOW):
        pass
    part = browser.get(f"{answer['Location']}progress/", headers={"HX-Request": "true"}).text
    done = flat(part)
    assert "<html" not in part and "every 2s" not in part
    assert "The forum" in done and "This is a web page." in done and "1 not added" in done
    assert f"{HOME}add/?address=" in done and "News" in done and "Add by itself" in done
    assert "1 added" in flat(browser.get(SEVERAL).text)


def test_a_file_of_a_feed_reader_is_taken_in_whatever_encoding_it_is(world: World, begun: Any) -> None:
    body = '<?xml version="1.0"?><opml><body><outline type="rss" text="Käffchen über Bürger" xmlUrl="https://a.example/f"/></body></opml>'
    answer = begun(file=SimpleUploadedFile("feeds.opml", body.encode("utf-16")))
    assert answer.status_code == 303
    assert SourceBatch.objects.get().lines.get().name == "Käffchen über Bürger"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " "}, "Paste at least one line"),
        ({"text": "https://a.example/\n" + "x" * 2_001}, "Line 2 is longer than 2,000 characters."),
        ({"text": "a.example", "file": "<opml/>"}, "Choose a file or paste lines, not both."),
        ({"file": "<opml><body/></opml>"}, "This list names no feed."),
        ({"text": "https://a.example/", "everything": "x"}, "Select a valid choice"),
    ],
)
def test_what_is_amiss_is_said_and_nothing_begins(world: World, begun: Any, given: Any, said: str) -> None:
    if "file" in given:
        given = {**given, "file": SimpleUploadedFile("feeds.opml", given["file"].encode())}
    answer = begun(**given)
    assert answer.status_code == 422 and said in flat(answer.text)
    assert not SourceBatch.objects.exists()


def test_a_file_that_is_no_text_or_too_large_is_refused(begun: Any) -> None:
    for body, said in ((bytes(range(256)) * 40, "no text"), (b"x" * 1_000_001, "larger than 1 MB")):
        answer = begun(file=SimpleUploadedFile("feeds.opml", body))
        assert answer.status_code == 422 and said in flat(answer.text)


def test_a_list_is_stopped_and_goes_on_by_a_press(world: World, begun: Any) -> None:
    address = begun(text="https://a.example/feed")["Location"]
    browser = world.browser(world.manager)
    assert browser.post(f"{address}stop/").status_code == 303
    assert "Continue" in flat(browser.get(address).text)
    assert browser.post(f"{address}resume/").status_code == 303
    again = browser.post(f"{address}resume/", follow=True)
    assert "Trying and adding" in flat(again.text)


def test_the_brands_feeds_are_exported_for_a_feed_reader_and_taken_back(
    world: World, server: Server, begun: Any
) -> None:
    subscribe(world, publish(server, []))
    answer = world.browser(world.analyst).get(f"{HOME}feeds.opml")
    assert answer["Content-Disposition"] == 'attachment; filename="alder-coffee.opml"'
    world.enter()
    begun(text=answer.content.decode())
    batch = SourceBatch.objects.get()
    assert batch.lines.get().text == Source.objects.get().address
    assert not batches.step(batch.pk, now=NOW)
    batch.refresh_from_db()
    assert (batch.there, batch.added) == (1, 0)


def test_clients_and_who_is_not_on_the_brand_get_nowhere(world: World, begun: Any) -> None:
    address = begun(text="https://a.example/feed")["Location"]
    for member, path, status in (
        (world.other, address, 404), (world.other, f"{HOME}feeds.opml", 404), (world.client, address, 403),
        (world.client, SEVERAL, 403),
    ):  # fmt: skip
        assert world.browser(member).get(path).status_code == status
