"""What people read is plain English, with one word for one thing: the README's list of words, kept by a test.

Each phrase below once stood on a page, in a mail or in an answer of the API, and somebody stumbled over it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("accounts", "config", "incidents", "monitoring", "playbooks")
# Words of posts that are looked for, the invented world's own words, and migrations, which are never edited.
NOT_OURS = ("migrations", "enrichment", "demo")

# What is not written (a regular expression, capitals or not) → what is.
BETTER = {
    r"\b(?:is|are) not whole\b": "is incomplete",
    r"can(?:'t|’t|not) be taken as\b": "is invalid",
    r"\bnot known here\b": "unknown",
    r"\bthat you may (?:see|read)\b": "…doesn't exist, or you don't have access to it",
    r"\b(?:fault|error) of ours\b": "Something went wrong on our side. It has been logged.",
    r"\b(?:has|have) (?:a|no) place (?:in|here)\b": "is (not) a member of",
    r"\bdatabase rooms\b": "database",
    r"\bup again\b": "Reopen, reopened",
    r"^In work$": "In progress",
    r"\bsearch no longer\b": "Clear search",
    r"\bchoose none\b": "Clear selection",
    r"\bfound (?:an|the|another) agency\b|\bfounded with\b": "create an agency",
    r"\byes or no\b|\byour yes\b|\bthe yes of\b|\bsaid yes\b": "approval, approved",
    r"\bnot good any more\b|\bran out before\b|\bhas run out\b": "no longer valid, expired",
    r"\b(?:was|were) (?:used|accepted) already\b": "has already been used",
    r"\bthe other side\b": "the server",
    r"\bis packed\b|\banswer's compression\b|\banswer is larger\b": "response, compressed",
    r"\btoo many tries\b": "too many attempts",
    r"\bto mend\b|\bneeds mending\b": "fix",
    r"\b(?:by|a|unwanted|client) mail\b|\bmails\b|\bmailed\b": "email",
    r"\be-mail": "email",
    r"\bone to a line\b": "one per line",
    r"\bplan to work\b|\bto work in #": "Use a plan",
    r"\b(?:take|took|taken) (?:it|them|(?:this|an?) \w+) out\b|\btaken out of\b": "remove, removed",
    r"\b(?:take|took|taken) back\b": "withdraw, withdrew",
    r"\bis no (?:known|time|filter|id|etag|e-?mail)\b": "is not a …",
    r"\bat least so many\b|\bafter so many\b": "this many",
    r"\b(?:goes|go|went) on judging\b": "keeps evaluating",
    r"\bwhat stands there\b|\bwhere it stands\b": "what is saved, where it was posted",
    r"\bstill owed\b|\bwhat is owed\b": "still open",
    r"\basked of you\b|\bwaits for you\b": "waiting for you",
}
_BETTER = [(re.compile(pattern, re.IGNORECASE), better) for pattern, better in BETTER.items()]
_UNSEEN = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
_LINE_COMMENT = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)


def _ours(pattern: str) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob(pattern)):
            if not set(NOT_OURS) & set(path.relative_to(ROOT).parts):
                yield path


def _strings(source: str) -> Iterator[str]:
    """A module's strings but for its docstrings; of an f-string the words between the braces."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _read_by_people() -> Iterator[tuple[str, str]]:
    for path in _ours("*.py"):
        for words in _strings(path.read_text()):
            yield str(path.relative_to(ROOT)), words
    for pattern in ("templates/**/*.html", "templates/**/*.txt"):
        for path in _ours(pattern):
            if path.name != "index.txt":  # for whoever writes pages
                yield str(path.relative_to(ROOT)), " ".join(_UNSEEN.sub("", path.read_text()).split())
    for path in _ours("static/**/*.js"):
        if path.stat().st_size < 50_000:  # the libraries we serve have their own words
            yield str(path.relative_to(ROOT)), _LINE_COMMENT.sub("", path.read_text())


def _stumbles(words: str) -> list[str]:
    return [f"“{found.group()}”: write {better}" for pattern, better in _BETTER for found in pattern.finditer(words)]


def test_nothing_people_read_is_written_in_words_we_gave_up() -> None:
    assert [f"{where} {one}" for where, words in _read_by_people() for one in _stumbles(words)] == []


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("This page link is not whole.", "is incomplete"),
        ("A fault of ours; it is in the log.", "Something went wrong on our side. It has been logged."),
        ("You have no place in Northwind.", "is (not) a member of"),
        ("In work", "In progress"),
        ("Take this alert out of #3?", "remove, removed"),
    ],
)
def test_the_words_we_gave_up_are_recognised(words: str, better: str) -> None:
    assert [one.rpartition("write ")[2] for one in _stumbles(words)] == [better]


def test_what_people_read_is_found_where_it_is_written() -> None:
    read = {words for _, words in _read_by_people()}
    assert "Some fields are invalid." in read, "an answer of the API"
    assert any("Clear search" in words for words in read), "a template"
    assert any("Too many attempts. Wait a minute, then try again." in words for words in read), "a script"
