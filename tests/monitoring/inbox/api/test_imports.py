"""Files by API: brought as a body, looked at, mapped, read in, taken back; each refusal at its field."""

import csv
import io
from typing import Any

import pytest

from monitoring.inbox.services import importing
from monitoring.models import Import, Mention
from tests.monitoring.inbox.services.importing.tables import PLAIN, brandwatch, brandwatch_row, read_in, text_of
from tests.world import World

PATH = "/api/v1/imports/"


def _bring(world: World, body: bytes, member: Any = None, **more: Any) -> Any:
    browser = world.browser(member or world.analyst)
    query = more.pop("query", f"?brand={world.alder.pk}&filename=old.csv")
    answer = browser.post(f"{PATH}{query}", data=body, content_type="text/csv", **more)
    world.enter()
    return answer


def _post(world: World, made: Any, act: str, body: Any = None, member: Any = None) -> Any:
    address = f"{PATH}{made['id']}/{act}/"
    answer = world.browser(member or world.analyst).post(address, body or {}, content_type="application/json")
    world.enter()
    return answer


def test_a_file_is_brought_looked_at_read_in_and_taken_back(world: World) -> None:
    answer = _bring(world, brandwatch(brandwatch_row(number) for number in range(1, 4)))
    made = answer.json()
    assert answer.status_code == 201 and answer["Location"].endswith(f"{PATH}{made['id']}/")
    assert (made["status"], made["tool"], made["mapping"]["text"]) == ("ready", "brandwatch", "Full Text")
    browser = world.browser(world.analyst)
    preview = browser.get(f"{PATH}{made['id']}/preview/").json()
    assert (preview["tool"], preview["looked_at"], len(preview["rows"])) == ("Brandwatch", 3, 3)
    assert preview["rows"][0]["row"] == 8 and preview["rows"][0]["post"]["engagement"] == {"likes": 3}
    world.enter()
    assert _post(world, made, "start").status_code == 202
    read_in(Import.objects.get())
    shown = browser.get(f"{PATH}{made['id']}/").json()
    assert (shown["status"], shown["read"], shown["made"], shown["file_until"]) == ("done", 3, 3, None)
    world.enter()
    assert _post(world, made, "undo").json()["status"] == "undoing"
    while importing.undo_step(made["id"], now=Import.objects.get().moved_at):
        pass
    assert not Mention.objects.exists()


def test_columns_are_mapped_by_hand_and_the_rows_that_are_amiss_come_as_csv(world: World) -> None:
    made = _bring(world, text_of([["Wann", "Was"], ["soon", "Schade"], ["2026-11-02", ""]]).encode()).json()
    refused = _post(world, made, "set_mapping", {"mapping": {"text": "Nope"}, "zone": "UTC"})
    assert refused.status_code == 400 and "row 1" in refused.json()["errors"]["text"][0]
    mapped = _post(world, made, "set_mapping", {"mapping": {"text": "Was", "published_at": "Wann"}, "zone": "UTC"})
    assert mapped.json()["mapping"] == {"text": "Was", "published_at": "Wann"}
    _post(world, made, "start")
    read_in(Import.objects.get())
    answer = world.browser(world.analyst).get(f"{PATH}{made['id']}/amiss/", headers={"Accept": "text/csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["row", "2", "3"] and [row[3] for row in rows[1:]] == ["taken", "left out"]


def test_a_body_that_is_no_table_or_none_is_refused_at_the_file(world: World) -> None:
    assert _bring(world, b"%PDF-1.7").json()["errors"]["file"]
    assert _bring(world, b"").json()["errors"]["file"]
    assert "filename" in _bring(world, b"Text\nx\n", query=f"?brand={world.alder.pk}").json()["errors"]
    assert not Import.objects.exists()


def test_a_body_that_is_too_large_is_refused_while_it_comes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitoring.inbox.api.imports.ImportViewSet.most_bytes", 1000)
    assert _bring(world, b"Text\n" + b"x" * 1000).json()["code"] == "too_large"


def test_the_same_request_again_brings_one_file(world: World) -> None:
    body = text_of([PLAIN, ["2026-11-02", "One", "https://a.example/1", "Ann", "1"]]).encode()
    first = _bring(world, body, headers={"Idempotency-Key": "k"})
    again = _bring(world, body, headers={"Idempotency-Key": "k"})
    assert again.json()["id"] == first.json()["id"] and Import.objects.count() == 1
    other = _bring(world, body + b"2026-11-02,Two,https://a.example/2,Ann,1\n", headers={"Idempotency-Key": "k"})
    assert other.json()["code"] == "idempotency_key_reused"


def test_it_is_there_for_its_brands_people_alone_and_a_client_sees_none(world: World) -> None:
    made = _bring(world, brandwatch([brandwatch_row(1)])).json()
    assert world.browser(world.other).get(PATH).json()["results"] == []
    assert world.browser(world.other).get(f"{PATH}{made['id']}/").status_code == 404
    assert world.browser(world.client).get(PATH).status_code == 403
    world.enter()
    assert _post(world, made, "discard", member=world.other).status_code == 404
    assert _post(world, made, "discard", member=world.manager).json()["status"] == "discarded"
    assert _post(world, made, "start").json()["code"] == "wrong_state"
