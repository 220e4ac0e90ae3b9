"""Tables for spreadsheets: CSV that opens as it reads. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

# Spreadsheets run what begins with these as a formula, after white space too; the wide forms count in some of them.
# https://owasp.org/www-community/attacks/CSV_Injection
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
# Without it Excel reads UTF-8 as something else.
BYTE_ORDER_MARK = "\ufeff"


def cell(value: object) -> str:
    """A value as its cell's text. Words that a spreadsheet would run as a formula get an apostrophe in front.

    Numbers stay numbers; times are ISO 8601 with their offset; NUL and lone surrogates, which no file holds, are dropped.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, bool | int | float):
        return str(value)
    text = str(value).replace("\x00", "").encode("utf-8", "ignore").decode()
    return f"'{text}" if text.lstrip().startswith(_RUNS) or text[:1] in ("\t", "\r", "\n") else text


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180), its head first."""
    for row in chain([head], rows):
        out = io.StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL).writerow([cell(value) for value in row])
        yield out.getvalue()
