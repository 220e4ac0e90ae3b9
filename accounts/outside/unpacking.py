"""Undoing Content-Encoding within a fixed amount of memory: the size cap holds while unpacking, not after it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from accounts.outside.failures import Malformed, TooLarge

ACCEPTED: Final = "gzip, deflate"
_KNOWN: Final = frozenset({"gzip", "x-gzip", "deflate"})
# Ways to pack that were not asked for. Other names are no packing at all: "UTF-8", "none", "binary".
_UNASKED: Final = frozenset(
    {"br", "zstd", "compress", "x-compress", "bzip2", "xz", "dcb", "dcz", "exi", "pack200-gzip"}
)
_GZIP_STARTS: Final = b"\x1f\x8b"
_TEXT_STARTS: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[<{]")
_STEP: Final = 65536
_LAYERS: Final = 2
# zlib's window bits: 15 is the largest window, 16 more asks for gzip's head, a minus for none at all.
_GZIP: Final = 31
_ZLIB: Final = 15
_RAW: Final = -15


class Unpacker:
    """Feeds packed bytes in, gives plain bytes out, a step at a time, so that no answer is ever held unpacked whole.

    Encodings are gzip, x-gzip, deflate and identity, at most two on top of each other. Names that are no way of packing
    are taken for identity, as is an answer that is plain text though it says it is packed.
    """

    def __init__(self, content_encoding: str) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",") if name.strip()]
        if _UNASKED & set(names):
            raise Malformed("The response is compressed in a way that was not asked for.")
        names = [name for name in names if name in _KNOWN]
        if len(names) > _LAYERS:
            raise Malformed("The response is compressed too many times over.")
        # Listed in the order in which they were applied (RFC 9110 8.4), so undone from the last.
        self._layers = [_Layer(is_gzip=name != "deflate") for name in reversed(names)]

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Plain pieces of at most 64 KB. Raises Malformed when the packing is broken."""
        pieces: Iterable[bytes] = (chunk,)
        for layer in self._layers:
            pieces = layer.unpack(pieces)
        yield from pieces

    @property
    def finished(self) -> bool:
        """Whether every layer saw its end; False means the answer was cut off."""
        return all(layer.finished for layer in self._layers)


class _Layer:
    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._machine = zlib.decompressobj(_GZIP if is_gzip else _ZLIB)
        self._started = False
        self._plain = False
        self._held = b""
        self.finished = True

    def unpack(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield from self._unpack(piece)

    def _unpack(self, piece: bytes) -> Iterator[bytes]:
        if self._is_gzip and not self._started and _TEXT_STARTS.match(piece):
            self._plain = self._started = True
        if self._plain:
            for at in range(0, len(piece), _STEP):
                yield piece[at : at + _STEP]
            return
        rest = piece
        while True:
            if self._machine.eof and not self._another(rest):
                return
            rest, self._held = self._held + rest, b""
            plain = self._step(rest)
            rest = self._machine.unused_data if self._machine.eof else self._machine.unconsumed_tail
            self.finished = self._machine.eof
            if plain:
                yield plain
            # A full step may leave plain bytes inside the machine even when it took all its input.
            if not rest and len(plain) < _STEP:
                return

    def _another(self, rest: bytes) -> bool:
        """Whether a further member of a gzip file begins. Whatever else follows an end is dropped: zeros, a line's end."""
        start = self._held + rest
        # A piece may end between the two bytes by which the next member is known.
        self._held = start if self._is_gzip and start in (b"", _GZIP_STARTS[:1]) else b""
        if not self._is_gzip or not start.startswith(_GZIP_STARTS):
            return False
        self._machine = zlib.decompressobj(_GZIP)
        self._held = start[: len(start) - len(rest)]
        return True

    def _step(self, data: bytes) -> bytes:
        try:
            plain = self._machine.decompress(data, _STEP)
        except zlib.error as error:
            if self._is_gzip or self._started:
                raise Malformed("The response's compression is broken.") from error
            # "deflate" means zlib by the standard and a bare stream by long habit.
            self._machine = zlib.decompressobj(_RAW)
            self._started = True
            return self._step(data)
        self._started = True
        return plain


def unpacked(chunks: Iterable[bytes], unpacker: Unpacker, *, most: int) -> Iterator[bytes]:
    """Plain pieces, until their sum passes `most` bytes: then TooLarge."""
    total = 0
    for chunk in chunks:
        for piece in unpacker.feed(chunk):
            total += len(piece)
            if total > most:
                raise TooLarge(f"The response unpacks to more than {most // 1_000_000 or 1} MB.")
            yield piece
