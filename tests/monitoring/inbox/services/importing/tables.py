"""Files as other tools and people write them, made anew for each test."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import openpyxl

from monitoring.inbox.services import importing
from monitoring.models import Import
from tests.world import World

NOW = datetime(2026, 11, 17, 14, 2, tzinfo=UTC)
BRANDWATCH = (
    "Query Id",
    "Query Name",
    "Date",
    "Title",
    "Url",
    "Full Text",
    "Author",
    "Sentiment",
    "Likes",
    "Resource Id",
)
PLAIN = ("Date", "Text", "Link", "Author", "Likes")


def brandwatch_row(number: int, text: str = "", **more: str) -> list[str]:
    """A row of a Brandwatch export, on X."""
    given = {
        "date": f"2026-11-02 10:{number % 60:02d}:30", "title": "", "url": f"https://x.example.com/ina/status/{number}",
        "author": "ina", "sentiment": "negative", "likes": "3", "id": f"r-{number}",
    } | more  # fmt: skip
    text = text or f'Refund number {number}, "Alder Coffee"? It has been a week'
    return ["1", "Alder", given["date"], given["title"], given["url"], text, given["author"], given["sentiment"],
            given["likes"], given["id"]]  # fmt: skip


def text_of(rows: Iterable[Sequence[str]], *, delimiter: str = ",", quoting: int = csv.QUOTE_ALL) -> str:
    """Rows as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def brandwatch(rows: Iterable[Sequence[str]]) -> bytes:
    """A “Bulk Mentions Download”: six lines before its header."""
    before = [["Report:", "Bulk Mentions Download"], ["Brand:", "Alder"], ["From:", "Sun Nov 01 00:00:00 UTC 2026"],
              ["To:", "Tue Nov 17 00:00:00 UTC 2026"], ["Label:", "Alder"]]  # fmt: skip
    return (text_of(before) + "\n" + text_of([BRANDWATCH, *rows])).encode()


def workbook(rows: Iterable[Sequence[Any]], sheet: str = "Mentions") -> bytes:
    """Rows as XLSX."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def brought(world: World, body: bytes, name: str = "mentions.csv", now: datetime = NOW, **who: Any) -> Import:
    """The file, looked at."""
    member, brand = who.get("member", world.analyst), who.get("brand", world.alder)
    return importing.upload_file(member=member, brand=brand, name=name, read=io.BytesIO(body).read, now=now)


def begun(world: World, upload: Import, now: datetime = NOW, **mapping: Any) -> Import:
    """The file, begun to be read in; `mapping` over what was guessed."""
    zone, day_first = mapping.pop("zone", upload.zone), mapping.pop("day_first", upload.day_first)
    if mapping:
        columns = {**upload.mapping, **mapping}
        given = {"mapping": columns, "zone": zone, "day_first": day_first}
        upload = importing.map_columns(member=world.analyst, upload=upload, **given, now=now)
    elif day_first is not upload.day_first or zone != upload.zone:
        given = {"mapping": upload.mapping, "zone": zone, "day_first": day_first}
        upload = importing.map_columns(member=world.analyst, upload=upload, **given, now=now)
    return importing.start_import(member=world.analyst, upload=upload, now=now)


def read_in(upload: Import, now: datetime = NOW) -> Import:
    """To its end, as the job does."""
    run = importing.Run(upload.pk)
    while run.step(now=now):
        pass
    done: Import = Import.objects.get(pk=upload.pk)
    return done


def imported(world: World, body: bytes, name: str = "mentions.csv", now: datetime = NOW, **mapping: Any) -> Import:
    """The file, from the door to its end."""
    return read_in(begun(world, brought(world, body, name, now), now, **mapping), now)
