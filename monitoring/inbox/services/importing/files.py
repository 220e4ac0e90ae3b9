"""A file that was brought, in the agency's own tables: taken in piece by piece, given back from any byte on, dropped when it is over."""

import hashlib
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from monitoring.inbox.services.importing.faults import Unreadable
from monitoring.inbox.services.importing.texts import Encoding
from monitoring.models import Import, ImportPart

PART = 1024 * 1024  # bytes
MOST_BYTES = 512 * 1024 * 1024
_PACKED, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
Read = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came in. `encoding`: "" of a workbook."""

    form: str
    size: int
    sha256: str
    encoding: str
    marked: bool


def too_large(size: int) -> Unreadable:
    """Why a file of this size is refused."""
    most = MOST_BYTES // PART
    return Unreadable(
        f"This file has {max(size // PART, most):,} MB; {most:,} MB is the most. Split it.", code="too_large"
    )


def take_in(upload: Import, read: Read) -> Taken:
    """Keeps what `read` gives, in the caller's transaction. Raises Unreadable for what is no table, or too large."""
    form, digest, seen, size = "", hashlib.sha256(), Encoding(), 0
    for number, piece in enumerate(_pieces(read)):
        form = form or _form(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise too_large(size)
        digest.update(piece)
        if form == "csv":
            seen.see(piece)
        # Packed a little: text of a table shrinks to a fifth, and a person waits.
        ImportPart.objects.create(upload=upload, number=number, body=zlib.compress(piece, 1))
    if not size:
        raise Unreadable("This file is empty.", code="empty_file")
    encoding = seen.name() if form == "csv" else ""
    return Taken(form=form, size=size, sha256=digest.hexdigest(), encoding=encoding, marked=seen.marked)


def replace_by(upload: Import, pieces: Iterator[bytes]) -> None:
    """Keeps these instead, in the caller's transaction."""
    ImportPart.objects.filter(upload=upload).delete()
    for number, piece in enumerate(pieces):
        ImportPart.objects.create(upload=upload, number=number, body=zlib.compress(piece, 1))


def bytes_from(upload: UUID, at: int) -> Iterator[bytes]:
    """The file's bytes from this one on, a part at a time."""
    number, skipped = divmod(at, PART)
    while True:
        body = ImportPart.objects.filter(upload=upload, number=number).values_list("body", flat=True).first()
        if body is None:
            return
        yield zlib.decompress(body)[skipped:]
        number, skipped = number + 1, 0


@contextmanager
def as_file(upload: UUID) -> Iterator[IO[bytes]]:
    """The file on disk, without a name, as long as it is read: a workbook is read from its end."""
    with tempfile.TemporaryFile() as file:
        for piece in bytes_from(upload, 0):
            file.write(piece)
        file.seek(0)
        yield file


def drop(uploads: list[UUID], now: datetime) -> int:
    """Removes these files, and the words of them that were shown."""
    rows = Import.objects.filter(pk__in=uploads, file_until__isnull=False)
    count = rows.update(file_until=None, sample=[], moved_at=now)
    ImportPart.objects.filter(upload__in=uploads).delete()
    return count


def _pieces(read: Read) -> Iterator[bytes]:
    """Pieces of one size, however the other side cuts them: a byte is found by its number."""
    held = bytearray()
    while piece := read(PART):
        held += piece
        while len(held) >= PART:
            yield bytes(held[:PART])
            del held[:PART]
    if held:
        yield bytes(held)


def _form(head: bytes) -> str:
    if head.startswith(_PACKED):
        return "xlsx"
    if head.startswith(_OLD_OFFICE):
        raise Unreadable(
            "This is an old workbook (.xls), or one with a password. Save it as XLSX.", code="unknown_form"
        )
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise Unreadable("This is no table. Bring a CSV or XLSX file.", code="unknown_form")
    return "csv"
