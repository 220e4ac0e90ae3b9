"""A workbook (XLSX) as rows of text. It is a packed folder that anybody may have packed: how much comes out is asked before."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

from monitoring.inbox.services.importing.faults import Unreadable

MOST_UNPACKED = 500 * 1024 * 1024
MOST_STRINGS = 64 * 1024 * 1024  # of the table of texts, which is held in memory whole
MOST_RATIO = 100
MOST_ROWS = 1_000_000
_MOST_PARTS = 10_000
_STRINGS = "xl/sharedStrings.xml"
_DAMAGED_FROM = 1e15  # Excel keeps 15 digits: a longer id is not what it was


def refuse_bombs(file: IO[bytes]) -> None:
    """Raises Unreadable for what is no workbook, and for one that would not fit; nothing is unpacked for it."""
    try:
        with zipfile.ZipFile(file) as folder:
            parts = folder.infolist()
    except zipfile.BadZipFile:
        raise Unreadable("This workbook is cut off or damaged. Save it anew.", code="damaged_workbook") from None
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        raise Unreadable("This is a binary workbook (.xlsb). Save it as XLSX.", code="unknown_form")
    if "xl/workbook.xml" not in names:
        raise Unreadable("This is a packed folder. Unpack it, and bring the CSV or XLSX in it.", code="unknown_form")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename == _STRINGS)
    if unpacked > MOST_UNPACKED or strings > MOST_STRINGS or len(parts) > _MOST_PARTS:
        raise Unreadable("This workbook is too large to be read as one. Save its sheet as CSV.", code="too_large")
    if unpacked > MOST_RATIO * max(packed, 1) and unpacked > 10 * 1024 * 1024:
        message = "This workbook is compressed more than any real one. Save its sheet as CSV."
        raise Unreadable(message, code="too_large")


def rows_of(file: IO[bytes]) -> Iterator[list[str]]:
    """The rows of the first sheet with anything in it, empty ones too, so that they are counted as a spreadsheet counts them."""
    # Here, for its import is a tenth of every process's start, and few processes of ours read workbooks.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    refuse_bombs(file)
    file.seek(0)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        yield from _rows(book)
    # What openpyxl raises for a part that is missing or no XML is whatever it stumbled over.
    except (InvalidFileException, KeyError, ValueError, SyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise Unreadable("This workbook is damaged. Save it anew.", code="damaged_workbook") from error


def _rows(book: Any) -> Iterator[list[str]]:
    for sheet in book.worksheets:
        # What a sheet says of its size is often wrong: without it, as many cells as there are come.
        sheet.reset_dimensions()
        begun = False
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > MOST_ROWS:
                raise Unreadable(f"This sheet has more than {MOST_ROWS:,} rows. Split it.", code="too_large")
            begun = begun or any(cell is not None for cell in cells)
            yield [_text(cell) for cell in cells]
        if begun:
            return


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and abs(cell) < _DAMAGED_FROM and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, int | float) and abs(cell) >= _DAMAGED_FROM:
        return f"{float(cell):.5E}"  # as a spreadsheet would show it, and as damaged ids are known
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


def as_csv(rows: Iterator[list[str]], *, size: int) -> Iterator[bytes]:
    """Rows as UTF-8 text in pieces of this size, the last one shorter."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    ready = bytearray()
    for cells in rows:
        # A line that is empty would be no row to most readers.
        writer.writerow(cells or [""])
        if held.tell() > 65_536:
            ready += held.getvalue().encode("utf-8", "replace")
            held.seek(0)
            held.truncate()
        while len(ready) >= size:
            yield bytes(ready[:size])
            del ready[:size]
    ready += held.getvalue().encode("utf-8", "replace")
    for at in range(0, len(ready), size):
        yield bytes(ready[at : at + size])
