"""Files as they come: letters, delimiters, headers, workbooks, bombs; whose export it is, by its columns; refusals with their row."""

import csv
import io
import zipfile
from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.inbox.services import importing
from monitoring.inbox.services.importing import files, keeping, tables, workbook
from monitoring.models import Import, ImportPart
from tests.monitoring.inbox.services.importing.tables import (
    NOW,
    PLAIN,
    brandwatch,
    brandwatch_row,
    brought,
    text_of,
)
from tests.monitoring.inbox.services.importing.tables import workbook as xlsx
from tests.world import World

ROWS = [PLAIN, ["2026-11-02", "Größe falsch; schade, „so“ | nicht", "https://a.example/1", "Zoë", "1"],
        ["2026-11-03", 'Two lines,\nand "quotes"', "https://a.example/2", "Ann", "2"],
        ["2026-11-04", "Third one here", "https://a.example/3", "Bo", "3"]]  # fmt: skip


def _texts(upload: Import) -> list[str]:
    return [post.text for _, post in importing.preview(upload).rows if post is not None]


def _refused(world: World, body: bytes, name: str = "mentions.csv") -> Invalid:
    with pytest.raises(Invalid) as caught:
        brought(world, body, name)
    assert list(caught.value.fields) == ["file"]
    assert not Import.objects.exists() and not ImportPart.objects.exists()
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|"])
def test_every_encoding_and_delimiter_gives_the_same_rows(
    world: World, encoding: str, told: str, delimiter: str
) -> None:
    upload = brought(world, text_of(ROWS, delimiter=delimiter).encode(encoding))
    assert upload.reading["encoding"] == told and upload.reading["delimiter"] == delimiter
    assert upload.columns == list(PLAIN)
    assert _texts(upload) == [row[1] for row in ROWS[1:]]
    assert any("Windows-1252" in one for one in importing.preview(upload).warnings) is (told == "cp1252")


def test_utf_16_without_a_mark_is_known_by_its_zeros(world: World) -> None:
    upload = brought(world, text_of(ROWS, delimiter="\t").encode("utf-16-le"))
    assert upload.reading["encoding"] == "utf-16-le" and len(_texts(upload)) == 3


def test_a_letter_that_is_cut_by_the_end_of_a_part_is_still_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PART", 7)
    upload = brought(world, text_of(ROWS).encode())
    assert upload.reading["encoding"] == "utf-8" and ImportPart.objects.count() > 10
    assert b"".join(files.bytes_from(upload.pk, 5)) == text_of(ROWS).encode()[5:]


def test_a_file_without_quotes_or_with_the_line_ends_of_windows_or_an_old_mac(world: World) -> None:
    plain = [
        PLAIN,
        ["2026-11-02", "One of them", "https://a.example/1", "Ann", "1"],
        ["2026-11-03", "Two of them", "https://a.example/2", "Bo", "2"],
    ]
    text = text_of(plain, quoting=csv.QUOTE_MINIMAL)
    for end in ("\r\n", "\r"):
        upload = brought(world, text.replace("\n", end).encode())
        assert _texts(upload) == ["One of them", "Two of them"], end


def test_the_header_is_sought_below_what_a_tool_writes_above_it(world: World) -> None:
    upload = brought(world, brandwatch([brandwatch_row(1), brandwatch_row(2)]))
    assert (upload.tool, upload.reading["header"], upload.zone) == ("brandwatch", 7, "UTC")
    assert [number for number, _ in importing.preview(upload).rows] == [8, 9]


def test_columns_of_one_name_are_told_apart_and_a_nameless_one_is_called_by_its_place() -> None:
    assert tables.named(["Text", "", "text", " Text ", "Date", ""]) == ["Text", "Column 2", "text#2", "Text#3", "Date"]


HEADERS = {
    "meltwater": [
        "Date",
        "Headline",
        "URL",
        "Opening Text",
        "Hit Sentence",
        "Source",
        "Influencer",
        "Reach",
        "Tweet Id",
    ],
    "talkwalker": [
        "url",
        "published",
        "title_snippet",
        "content_snippet",
        "content",
        "root_url",
        "source_type",
        "lang",
        "sentiment",
    ],
    "pulsar": [
        "ID",
        "Search",
        "Source",
        "Application",
        "Title",
        "Content",
        "Date",
        "Parent",
        "Language",
        "URL",
        "Domain",
    ],
    "brand24": ["", "ID", "Date", "Hrs", "Title", "Content", "Source", "Domain", "Category", "Sentiment", "Tags"],
}


@pytest.mark.parametrize("tool", HEADERS)
def test_a_tool_is_known_by_its_columns_whatever_their_case(world: World, tool: str) -> None:
    row = ["x"] * len(HEADERS[tool])
    for names in (HEADERS[tool], [name.upper() for name in HEADERS[tool]]):
        upload = brought(world, text_of([names, row, row]).encode())
        assert upload.tool == tool and {"text", "url", "title", "published_at"} <= set(upload.mapping)


def test_meltwaters_utf_16_with_tabs_and_quoted_ids(world: World) -> None:
    row = [
        "2026-11-02 10:15",
        "",
        "https://twitter.com/ina/status/2090000000000000001",
        "",
        "RT Alder again",
        "X",
        "@ina",
        "1.2K",
        '"2090000000000000001"',
    ]
    upload = brought(world, text_of([HEADERS["meltwater"], row], delimiter="\t").encode("utf-16"))
    [(_, post)] = importing.preview(upload).rows
    assert post is not None
    assert (post.platform, post.external_id, post.kind) == ("x", "2090000000000000001", "repost")
    assert (post.author_handle, post.engagement) == ("ina", {"reach": 1200})


def test_a_table_of_nobodys_is_mapped_by_hand_and_a_column_that_is_not_there_is_named_with_its_row(
    world: World,
) -> None:
    upload = brought(world, text_of([["Wann", "Was"], ["2026-11-02", "Schade um den Kaffee"]]).encode())
    assert upload.tool == "" and upload.mapping == {}
    given: dict[str, Any] = {
        "member": world.analyst,
        "upload": upload,
        "zone": "Europe/Berlin",
        "day_first": None,
        "now": NOW,
    }
    with pytest.raises(Invalid) as caught:
        importing.map_columns(mapping={"text": "Nope", "txt": "Was"}, **given)
    assert caught.value.fields == {
        "text": ["There is no column “Nope” in row 1, which names the columns."],
        "txt": ["Unknown field."],
    }
    with pytest.raises(Invalid) as caught:
        importing.map_columns(mapping={"published_at": "Wann"}, **{**given, "zone": "Mars/Base"})
    assert set(caught.value.fields) == {"text", "zone"}
    mapped = importing.map_columns(mapping={"text": "Was", "published_at": "Wann"}, **given)
    assert _texts(mapped) == ["Schade um den Kaffee"]


def test_a_second_file_of_the_same_columns_is_mapped_as_the_first_was(world: World) -> None:
    body = text_of([["Wann", "Was"], ["2026-11-02", "Schade um den Kaffee"]]).encode()
    first = brought(world, body)
    mapping = {"text": "Was", "published_at": "Wann"}
    given = {"mapping": mapping, "zone": "Asia/Tokyo", "day_first": None}
    first = importing.map_columns(member=world.analyst, upload=first, **given, now=NOW)  # type: ignore[arg-type]
    importing.start_import(member=world.analyst, upload=first, now=NOW)
    second = brought(world, body)
    assert (second.mapping, second.zone) == (mapping, "Asia/Tokyo")


def test_a_workbook_gives_the_same_rows_with_its_dates_as_dates(world: World) -> None:
    upload = brought(
        world, xlsx([PLAIN, [NOW.replace(tzinfo=None), "From a sheet", "https://a.example/1", "Ann", 3]]), "a.xlsx"
    )
    [(number, post)] = importing.preview(upload).rows
    assert (upload.form, number) == ("xlsx", 2) and post is not None
    assert (post.text, post.published_at, post.engagement) == ("From a sheet", NOW.replace(hour=13), {"likes": 3})


def test_brand24s_sheet_begins_with_an_empty_row(world: World) -> None:
    row = [
        "",
        7,
        "2026-11-02",
        "10:15",
        "Alder",
        "Cold brew again",
        "https://forum.example/t/7",
        "forum.example",
        "forum",
        -1,
        "",
    ]
    upload = brought(world, xlsx([[None], HEADERS["brand24"], row]), "mentions.xlsx")
    [(number, post)] = importing.preview(upload).rows
    assert (upload.tool, number) == ("brand24", 3) and post is not None
    assert (post.text, post.url, post.told["sentiment"]) == ("Cold brew again", "https://forum.example/t/7", "-1")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n\n", "empty_file"),
        (b"Text,Date\n", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "unknown_form"),
        (b"%PDF-1.7 ...", "unknown_form"),
        (b"PK\x03\x04 cut off", "damaged_workbook"),
        (b"Text,Date\n\x81\x8d,2026\n", "wrong_encoding"),
    ],
)
def test_what_is_no_table_is_refused_at_the_file_and_nothing_stays(world: World, body: bytes, code: str) -> None:
    assert _refused(world, body).code == code


def test_a_packed_folder_a_binary_workbook_and_a_bomb_are_refused_before_they_are_unpacked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def packed(**parts: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
            for name, inner in parts.items():
                folder.writestr(name.replace("__", "/").replace("_dot_", "."), inner)
        return out.getvalue()

    assert _refused(world, packed(a_dot_csv=b"Text")).code == "unknown_form"
    assert "xlsb" in _refused(world, packed(xl__workbook_dot_bin=b"x")).message
    bomb = packed(xl__workbook_dot_xml=b"<a/>", xl__worksheets__sheet1_dot_xml=b"0" * (20 * 1024 * 1024))
    assert (_refused(world, bomb).code, _refused(world, bomb).message.split(" is ")[1][:18]) == (
        "too_large",
        "compressed more th",
    )
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 100)
    assert _refused(world, xlsx([PLAIN, ROWS[1]])).code == "too_large"


def test_a_sheet_that_is_no_xml_is_damaged(world: World) -> None:
    whole = io.BytesIO(xlsx([PLAIN, ROWS[1]]))
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"<worksheet><cut" if "sheet1" in name else before.read(name))
    assert _refused(world, out.getvalue(), "a.xlsx").code == "damaged_workbook"


def test_a_file_that_is_too_large_is_refused_while_it_comes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3 * files.PART)
    taken: list[int] = []

    def endless(size: int) -> bytes:
        taken.append(size)
        return b"a" * size

    with pytest.raises(Invalid) as caught:
        importing.upload_file(member=world.analyst, brand=world.alder, name="x.csv", read=endless, now=NOW)
    assert caught.value.code == "too_large" and len(taken) == 4


def test_a_cell_without_an_end_is_said_with_its_row(world: World) -> None:
    body = text_of(ROWS).encode() + b'"2026-11-05","never closed ' + b"x" * (tables.LONGEST_CELL + 1)
    fault = _refused(world, body)
    assert (fault.code, fault.data) == ("unreadable_row", {"row": 5}) and "Row 5" in fault.message


def test_who_may_not_edit_sources_or_is_not_on_the_brand_brings_nothing(world: World) -> None:
    body = text_of(ROWS).encode()
    with pytest.raises(Forbidden):
        brought(world, body, member=world.client)
    with pytest.raises(NotFound):
        brought(world, body, member=world.other)
    assert not Import.objects.exists()


def test_ten_files_may_wait_and_one_that_is_thrown_away_leaves_no_words(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_WAITING", 1)
    upload = brought(world, text_of(ROWS).encode())
    with pytest.raises(Conflict):
        brought(world, text_of(ROWS).encode())
    gone = importing.discard_import(member=world.analyst, upload=upload, now=NOW)
    assert (gone.status, gone.sample, gone.file_until) == ("discarded", [], None) and not ImportPart.objects.exists()
    brought(world, text_of(ROWS).encode())
