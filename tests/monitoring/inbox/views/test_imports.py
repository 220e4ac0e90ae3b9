"""The pages of a brand's files: brought, looked at with its first rows, mapped, begun, watched, stopped, undone."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.inbox.services import importing
from monitoring.inbox.services.importing import running
from monitoring.models import Import, Mention
from tests.markup import flat
from tests.monitoring.ground import NOW
from tests.monitoring.inbox.services.importing.tables import (
    PLAIN,
    brandwatch,
    brandwatch_row,
    brought,
    read_in,
    text_of,
)
from tests.world import World

LIST = "/brands/alder-coffee/imports/"
BODY = brandwatch(brandwatch_row(number) for number in range(1, 31))


def _page(answer: Any) -> str:
    return flat(answer.content.decode())


def _brought(world: World, body: bytes = BODY) -> tuple[Any, str]:
    """A browser, and the address of the file it has brought."""
    browser = world.browser(world.analyst)
    answer = browser.post(LIST, {"file": SimpleUploadedFile("October <b>.csv", body)})
    assert answer.status_code == 303
    world.enter()
    return browser, answer["Location"]


def _start(browser: Any, address: str, **given: str) -> Any:
    row = Import.objects.get()
    return browser.post(address, {**row.mapping, "zone": row.zone, "step": "start", **given})


def test_a_file_is_brought_from_the_sources_and_its_first_rows_are_shown(world: World) -> None:
    browser, address = _brought(world)
    assert f'href="{LIST}"' in _page(browser.get("/brands/alder-coffee/sources/"))
    page = _page(browser.get(address))
    assert "It looks like an export of Brandwatch" in page and "Of the first 30 rows 30 have words, 30 a link" in page
    assert "Refund number 20," in page and "Refund number 21," not in page
    assert "October &lt;b&gt;.csv" in page and "about 30 rows" in page
    world.enter()
    assert not Mention.objects.exists()


def test_it_is_begun_and_shows_how_far_it_is_until_it_is_read_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 20)
    browser, address = _brought(world)
    assert _start(browser, address)["Location"] == address
    world.enter()
    importing.Run(Import.objects.get().pk).step(now=NOW)
    panel = _page(browser.get(f"{address}progress/", headers={"HX-Request": "true"}))
    assert "20 of about 30 rows read · 20 new" in panel and f'hx-get="{address}progress/"' in panel
    world.enter()
    read_in(Import.objects.get())
    page = _page(browser.get(address))
    assert "30 of 30 rows read · 30 new · 0 known" in page and "hx-get" not in page and "Undo…" in page
    assert browser.get(f"{address}progress/")["Location"] == address


def test_what_is_amiss_with_a_file_is_said_at_its_field(world: World) -> None:
    browser = world.browser(world.analyst)
    for body, words in (
        (b"%PDF-1.7 x", "This is no table"),
        (b"Text,Date\n", "no rows under the names"),
        (b"", "This file is empty"),
    ):
        answer = browser.post(LIST, {"file": SimpleUploadedFile("a.csv", body)})
        assert answer.status_code == 422 and words in _page(answer)
    assert "Choose a file" in _page(browser.post(LIST, {}))


def test_a_mapping_that_can_not_be_is_refused_with_the_row_and_dates_of_two_days_are_asked_for(world: World) -> None:
    browser, address = _brought(
        world, text_of([PLAIN, ["4/5/2026", "One fine day", "https://a.example/1", "Ann", "1"]]).encode()
    )
    page = _page(browser.get(address))
    assert "Its dates could be two days each" in page and "The month: 12/31/2026" in page
    world.enter()
    refused = _start(browser, address, text="", url="", title="")
    assert refused.status_code == 422 and "Choose which of the columns in row 1 holds the text" in _page(refused)
    world.enter()
    asked = _start(browser, address)
    assert asked.status_code == 422 and "Say whether the day or the month comes first" in _page(asked)
    world.enter()
    assert _start(browser, address, day_first="1").status_code == 303
    world.enter()
    assert Import.objects.get().status == "running"


def test_it_is_stopped_goes_on_is_taken_back_and_says_what_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 20)
    browser, address = _brought(world)
    _start(browser, address)
    world.enter()
    importing.Run(Import.objects.get().pk).step(now=NOW)
    page = _page(browser.post(f"{address}stop/", follow=True))
    assert "Stopped before its end" in page and "It can go on until" in page
    browser.post(f"{address}resume/")
    world.enter()
    read_in(Import.objects.get())
    Mention.objects.filter(pk=Mention.objects.first().pk).update(version=2)
    assert "Taking back what it brought" in _page(browser.post(f"{address}undo/", follow=True))
    world.enter()
    while importing.undo_step(Import.objects.get().pk, now=NOW):
        pass
    page = _page(browser.get(address))
    assert "29 of 30 mentions removed · 1 stay, since somebody works on them" in page
    assert "is undone now" in _page(browser.post(f"{address}undo/", follow=True))


def test_faults_are_offered_as_a_file_and_who_only_reads_begins_nothing(world: World) -> None:
    browser, address = _brought(world, text_of([PLAIN, ["soon", "One", "https://a.example/1", "Ann", "1"]]).encode())
    _start(browser, address)
    world.enter()
    read_in(Import.objects.get())
    assert f'href="{address}rows/"' in _page(browser.get(address))
    assert b"The date can't be read" in b"".join(browser.get(f"{address}rows/").streaming_content)
    assert world.browser(world.client).get(address).status_code == 403
    assert world.browser(world.other).get(address).status_code == 404


def test_one_that_is_thrown_away_is_listed_no_more(world: World) -> None:
    browser, address = _brought(world)
    page = _page(browser.post(f"{address}discard/", follow=True))
    assert "No files yet" in page
    world.enter()
    assert "Thrown away" in _page(browser.get(address))


def test_a_mention_says_what_the_tool_says_of_it(world: World) -> None:
    upload = importing.start_import(member=world.analyst, upload=brought(world, BODY), now=NOW)
    read_in(upload)
    page = _page(world.browser(world.analyst).get(f"/mentions/{Mention.objects.first().pk}/"))
    assert "<bdi>negative</bdi>, as Brandwatch has it" in page
    assert "as history, raised no alert" in page
