import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.feeds.connectors.rss.overlap import reaches_back


@pytest.mark.parametrize(
    ("before", "shown", "reaches"),
    [
        ("dcba", "fedc", True),
        ("dcba", "gfed", True),
        ("dcba", "hgfe", False),
        ("abcd", "cdef", True),
        ("abcd", "defg", True),
        ("abcd", "efgh", False),
        ("Pdcba", "Phgfe", False),
        ("abcdP", "efghP", False),
        ("Pdcba", "Pgfed", True),
        ("PQRdcba", "PQRhgfe", False),
        ("dcba", "dcba", True),
        ("dcba", "dcxba", True),
        ("dcba", "exdcba", True),
        ("dcba", "ec", True),
        ("dcba", "a", True),
        ("a", "cba", True),
        ("a", "ab", True),
        ("dcba", "", True),
        ("", "a", False),
    ],
)
def test_a_listing_reaches_back_when_more_than_a_pin_says_so(before: str, shown: str, reaches: bool) -> None:
    assert reaches_back(shown, before) is reaches


@given(st.integers(2, 30), st.integers(0, 60), st.integers(0, 3), st.booleans())
def test_a_window_that_moved_is_torn_exactly_where_nothing_of_it_is_left(
    size: int, moved: int, pins: int, oldest_first: bool
) -> None:
    pinned = [f"pin{number}" for number in range(min(pins, size - 1))]
    window = size - len(pinned)

    def listed(newest: int) -> list[str]:
        posts = [str(number) for number in range(newest, newest - window, -1)]
        return pinned + (posts[::-1] if oldest_first else posts)

    if 2 * len(pinned) > size or (oldest_first and len(pinned) * 2 >= window):
        return  # more pins than posts: nobody can tell
    assert reaches_back(listed(100 + moved), listed(100)) is (moved < window)
