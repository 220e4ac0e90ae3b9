"""Text as a table: what stands between its cells, where its header is, and its rows from any byte on."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from monitoring.inbox.services.importing.faults import Unreadable
from monitoring.inbox.services.importing.texts import Lines
from monitoring.inbox.services.importing.tools import KNOWN_COLUMNS, plain_name

DELIMITERS = "\t;,|"
HEADER_WITHIN = 25  # rows
_LEAST_KNOWN = 3  # so many columns we know make a row the header
_SNIFFED = 30_000  # characters
MOST_COLUMNS = 1_000
LONGEST_CELL = 500_000
# A quote that is never closed takes the rest of the file into one cell: then it is said, and memory stays what it was.
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file's text is read. `header`: the row of its columns' names, 1 the first; `first`: the byte of the row after it."""

    encoding: str
    delimiter: str
    quote: str
    end: str
    header: int = 1
    first: int = 0

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """As it was kept."""
        return cls(**kept)


@dataclass(slots=True)
class Rows(Iterator[list[str]]):
    """The rows from a byte on; a row is counted as a spreadsheet counts it, however many lines it has."""

    lines: Lines
    reading: Reading
    row: int  # of the last that was taken
    _reader: Any = None

    def __post_init__(self) -> None:
        how: dict[str, Any] = {"quotechar": self.reading.quote} if self.reading.quote else {"quoting": csv.QUOTE_NONE}
        self._reader = csv.reader(self.lines, delimiter=self.reading.delimiter, **how)

    def __next__(self) -> list[str]:
        try:
            cells: list[str] = next(self._reader)
        except csv.Error as error:
            where = self.row + 1
            raise Unreadable(_words(where, str(error)), code="unreadable_row", row=where) from None
        except UnicodeDecodeError:
            where = self.row + 1
            raise Unreadable(
                f"Row {where:,} has letters that can't be read.", code="wrong_encoding", row=where
            ) from None
        self.row += 1
        return cells


def _words(row: int, error: str) -> str:
    if "field limit" in error:
        return f"Row {row:,} has a cell of more than {LONGEST_CELL:,} characters: a quote in it may never be closed."
    if "NUL" in error:
        return f"Row {row:,} has a NUL character, which no text has. Save the file anew."
    return f"Row {row:,} can't be read as cells: {error}."


def line_end(sample: str) -> str:
    """What ends its lines; a lone carriage return does on old Macs."""
    return "\n" if "\n" in sample or "\r" not in sample else "\r"


def sniffed(sample: str) -> tuple[str, str]:
    """What stands between cells, and what quotes them ("" nothing)."""
    # Here, for its import reads all of Unicode, a tenth of every process's start, and few processes of ours read files.
    import clevercsv

    # Only whole lines: a cell that is cut in the middle looks like another dialect.
    cut = sample[:_SNIFFED]
    cut = cut[: cut.rfind("\n") + 1] or cut
    try:
        found = clevercsv.Sniffer().sniff(cut, delimiters=DELIMITERS)
    except clevercsv.exceptions.NoDetectionResult:
        found = None
    if found is None or not found.delimiter:
        return ",", '"'  # one column: nothing stands between its cells
    # Where nothing is quoted in the part that was looked at, it may be in what follows.
    return found.delimiter, found.quotechar or '"'


def header_of(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows holds the columns' names: the first with three we know, else the first that is as wide as most."""
    first = rows[:HEADER_WITHIN]
    for at, cells in enumerate(first):
        if len({plain_name(cell) for cell in cells} & KNOWN_COLUMNS) >= _LEAST_KNOWN:
            return at
    widths = Counter(_width(cells) for cells in rows if _width(cells))
    if not widths:
        raise Unreadable("There is no row with anything in it.", code="empty_file")
    usual = max(widths, key=lambda width: (widths[width], width))
    return next((at for at, cells in enumerate(first) if _width(cells) >= usual), 0)


def _width(cells: Sequence[str]) -> int:
    """How many cells there are up to the last with anything in it."""
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def named(cells: Iterable[str]) -> list[str]:
    """The columns' names, each once: of two alike the second is `Name#2`; one without a name is called by its place."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for at, cell in enumerate(cells, 1):
        name = " ".join(cell.replace("\ufeff", "").split())[:200] or f"Column {at}"
        seen[plain_name(name)] += 1
        count = seen[plain_name(name)]
        names.append(name if count == 1 else f"{name}#{count}")
    while names and names[-1] == f"Column {len(names)}":
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Unreadable(f"This table has {len(names):,} columns; {MOST_COLUMNS:,} is the most.", code="too_wide")
    return names
