import gzip
import zlib

import pytest

from accounts.outside.failures import Malformed, TooLarge
from accounts.outside.unpacking import Unpacker, unpacked

PLAIN = b"Nothing to see here. " * 20_000


def _all(encoding: str, packed: bytes, step: int = 1_000) -> tuple[bytes, bool]:
    unpacker = Unpacker(encoding)
    chunks = [packed[at : at + step] for at in range(0, len(packed), step)]
    return b"".join(unpacked(chunks, unpacker, most=10_000_000)), unpacker.finished


def _raw_deflate(data: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-15)
    return machine.compress(data) + machine.flush()


def _gzip(data: bytes) -> bytes:
    """Packed without the moment of packing: a case is the same in every process that lists it."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        pytest.param("", PLAIN, id="unnamed"),
        pytest.param("identity", PLAIN, id="identity"),
        pytest.param("gzip", _gzip(PLAIN), id="gzip"),
        pytest.param("GZIP", _gzip(PLAIN), id="gzip-in-capitals"),
        pytest.param("x-gzip", _gzip(PLAIN), id="gzip-by-its-old-name"),
        pytest.param("gzip", _gzip(PLAIN[:100]) + _gzip(PLAIN[100:]), id="gzip-of-two-members"),
        pytest.param("gzip", _gzip(PLAIN) + b"\0" * 512, id="gzip-padded-with-zeros"),
        pytest.param("gzip", _gzip(PLAIN) + b"\r\n", id="gzip-with-a-line-end-after-it"),
        pytest.param("gzip", _gzip(PLAIN) + b"\x1f", id="gzip-with-half-a-beginning-after-it"),
        pytest.param("UTF-8", PLAIN, id="no-packing-but-a-charset"),
        pytest.param("none", PLAIN, id="no-packing-and-it-says-so"),
        pytest.param("none, gzip", _gzip(PLAIN), id="gzip-and-nothing"),
        pytest.param("deflate", zlib.compress(PLAIN), id="deflate"),
        pytest.param("deflate", _raw_deflate(PLAIN), id="deflate-without-its-header"),
        pytest.param("deflate, gzip", _gzip(zlib.compress(PLAIN)), id="deflate-within-gzip"),
    ],
)
@pytest.mark.parametrize("step", [13, 777, 1_000_000])
def test_every_encoding_that_is_asked_for_is_undone_in_pieces_of_any_size(
    encoding: str, packed: bytes, step: int
) -> None:
    assert _all(encoding, packed, step) == (PLAIN, True)


def test_a_piece_is_never_larger_than_64_kilobytes() -> None:
    pieces = list(Unpacker("gzip").feed(_gzip(bytes(5_000_000))))
    assert max(map(len, pieces)) <= 65_536
    assert sum(map(len, pieces)) == 5_000_000


def test_the_limit_holds_while_unpacking() -> None:
    taken = 0
    with pytest.raises(TooLarge):
        for piece in unpacked([_gzip(bytes(50_000_000))], Unpacker("gzip"), most=1_000_000):
            taken += len(piece)
    assert taken <= 1_000_000


def test_a_cut_stream_is_not_finished() -> None:
    found, finished = _all("gzip", _gzip(PLAIN)[:-10])
    assert not finished
    assert PLAIN.startswith(found[:1_000])


@pytest.mark.parametrize("step", [1, 1_000, 1_000_000])
def test_a_text_that_says_it_is_packed_and_is_not_is_taken_as_it_is(step: int) -> None:
    assert _all("gzip", b"<rss>" + PLAIN, step) == (b"<rss>" + PLAIN, True)


def test_what_was_packed_in_a_way_nobody_asked_for_is_refused() -> None:
    with pytest.raises(Malformed, match="not asked for"):
        Unpacker("br")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_broken_packing_is_malformed(encoding: str) -> None:
    with pytest.raises(Malformed):
        _all(encoding, b"\x07 this is not packed at all " * 10)
