"""Bytes of a file as lines of text: which encoding they are in, said once for the whole of it, and where each line ends."""

import codecs
import csv
from collections.abc import Iterable, Iterator

from monitoring.inbox.services.importing.faults import Unreadable

UTF_8, UTF_8_MARKED, WINDOWS = "utf-8", "utf-8-sig", "cp1252"
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, UTF_8_MARKED))
_MARK = {"utf-16-le": 2, "utf-16-be": 2, UTF_8_MARKED: 3}  # bytes
_LOOKED_AT = 4096
LONGEST_LINE = 4_000_000  # characters


class Encoding:
    """Sees every byte once, as the file comes in, and then knows what it is. Nothing is passed over: what can't be read is said."""

    def __init__(self) -> None:
        self.marked = False
        self._candidates: dict[str, codecs.IncrementalDecoder] = {}
        self._first = True

    def see(self, chunk: bytes) -> None:
        """The next bytes. Raises Unreadable where they are text in none of the encodings it can still be."""
        if self._first:
            self._begin(chunk)
            self._first = False
        for name, decoder in list(self._candidates.items()):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                del self._candidates[name]
        self._refuse_none()

    def name(self) -> str:
        """The encoding, all of it seen. Windows' code page takes almost anything, so it comes last. Raises Unreadable."""
        for name, decoder in list(self._candidates.items()):
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                del self._candidates[name]
        self._refuse_none()
        return next(iter(self._candidates))

    def _begin(self, chunk: bytes) -> None:
        names = [next((name for mark, name in _MARKS if chunk.startswith(mark)), "")]
        self.marked = bool(names[0])
        head = chunk[:_LOOKED_AT]
        # Without a mark: every second byte of Latin text is zero.
        odd, even = head[1::2].count(0), head[::2].count(0)
        if not self.marked and max(odd, even) > len(head) // 5:
            names = ["utf-16-le" if odd > even else "utf-16-be"]
        elif not self.marked:
            names = [UTF_8, WINDOWS]
        self._candidates = {name: codecs.getincrementaldecoder(name)() for name in names}

    def _refuse_none(self) -> None:
        if not self._candidates:
            message = "The letters of this file can't be read: it is neither UTF-8, UTF-16 nor Windows-1252. Save it as UTF-8."
            raise Unreadable(message, code="wrong_encoding")


def begins_at(encoding: str, marked: bool) -> int:
    """The byte at which the text begins."""
    return _MARK.get(encoding, 0) if marked else 0


class Lines(Iterator[str]):
    """The lines of a text from a byte on, each with its end. `at`: the byte after the last line that was taken.

    A reader of records takes only the lines it needs, so that after each of them `at` is where the next begins.
    """

    def __init__(self, chunks: Iterable[bytes], *, encoding: str, end: str, at: int) -> None:
        self._codec = UTF_8 if encoding == UTF_8_MARKED else encoding
        self._decoder = codecs.getincrementaldecoder(self._codec)()
        self._chunks, self._end, self.at = iter(chunks), end, at
        self._unit = 2 if self._codec.startswith("utf-16") else 1
        self._ready: list[str] = []
        self._rest = ""

    def __next__(self) -> str:
        while not self._ready:
            self._fill()
        line = self._ready.pop()
        self.at += len(line) * self._unit if line.isascii() else len(line.encode(self._codec))
        return line

    def _fill(self) -> None:
        chunk = next(self._chunks, None)
        if chunk is None:
            if not self._rest:
                raise StopIteration
            self._ready, self._rest = [self._rest], ""
            return
        *whole, self._rest = f"{self._rest}{self._decoder.decode(chunk)}".split(self._end)
        if len(self._rest) > LONGEST_LINE:
            raise csv.Error("field limit")  # as the reader of cells says it: it would never see this line
        # Backwards, since taking from the end of a list moves nothing.
        self._ready = [f"{line}{self._end}" for line in reversed(whole)]
