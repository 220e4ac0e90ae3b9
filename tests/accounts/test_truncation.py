"""A line that is too long loses its middle, never its news."""

import pytest

from accounts.truncation import ELLIPSIS, truncate_middle

LONG = (
    "about shards in the spring batch of the cold brew sold in four markets since Tuesday, first seen in the forum " * 3
)


@pytest.mark.parametrize("line", [f"#1 {LONG} is resolved", f"Late in #7: {LONG}", f"{LONG}!", "x" * 900, "ß " * 400])
@pytest.mark.parametrize("most", [60, 150, 200])
def test_what_is_cut_keeps_both_ends_and_says_so(line: str, most: int) -> None:
    said = truncate_middle(line, most)
    assert len(said) <= most and ELLIPSIS in said
    head, tail = said.split(ELLIPSIS)
    assert line.startswith(head) and line.endswith(tail) and head and tail


def test_news_at_either_end_stays() -> None:
    assert truncate_middle(f"#1 {LONG} is resolved", 150).endswith(" is resolved")
    assert truncate_middle(f"The promised update on #1 {LONG} is late", 150).startswith(
        "The promised update on #1 about"
    )


def test_what_fits_is_left_alone() -> None:
    assert truncate_middle("#1 Glass is resolved", 20) == "#1 Glass is resolved"
