"""From bytes to letters: a body that is not in the encoding it names is repaired by the letter, not by the document."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import charset_normalizer

_PROLOG: Final = re.compile(rb"\A\s*<\?xml[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_TAGS: Final = re.compile(rb"<[^<>]{0,2000}>")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff][^<>]{0,2000}")
_LANGUAGE: Final = re.compile(
    rb"<language>\s*([A-Za-z]{2})|xml:lang\s*=\s*[\"']([A-Za-z]{2})|\"language\"\s*:\s*\"([A-Za-z]{2})"
)
_OF_LANGUAGES: Final = {
    "cp1250": "pl cs sk hu ro hr sl", "cp1251": "ru uk bg be sr mk", "cp1253": "el", "cp1254": "tr", "cp1255": "he",
    "cp1256": "ar fa ur", "cp874": "th", "cp932": "ja", "cp949": "ko",
}  # fmt: skip
_SAMPLE: Final = 20_000
# A stream whose letters are switched by escape characters must be read before control characters are dropped.
_SWITCHED: Final = ("iso2022", "hz")
# Two bytes a letter would have shown at the start; the others are Python's own, and no feed's.
_NEVER: Final = ("utf-16", "utf-32", "unicode", "raw-unicode", "raw_unicode")
# feedparser goes by RFC 3023, where a header's charset comes before the prolog's, which is still the old one.
_XML: Final = "application/xml; charset=utf-8"
_LOST: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Letters:
    """A body, its content type, and what to say about them: `body` is UTF-8 where anything had to be mended."""

    body: bytes
    content_type: str
    notes: tuple[str, ...] = ()


def mended(body: bytes, content_type: str) -> Letters:
    """The body as it is where it is true to its encoding; else as UTF-8, with what can't be read lost letter by letter."""
    if body.isascii() and b"\x1b" not in body:
        return Letters(body, content_type)
    if body[:2] in _MARKS or b"\0" in body[:4]:  # two or four bytes a letter, which the parser tells itself
        return Letters(body, content_type)
    declared = list(dict.fromkeys(_declared(body, content_type)))
    for name in declared:
        if name.startswith(_SWITCHED):
            return _said(body.decode(name, "replace"), (), 0)
    if any(_is_true(body, name) for name in ("utf-8", *declared)):
        return Letters(body, content_type)
    repaired = _repaired(body, declared)
    if repaired is not None:
        return _said(repaired, (), repaired.count(_LOST) - body.count(_LOST.encode()))
    name = _guessed(body)
    return _said(body.decode(name, "replace"), (f"The feed does not name its encoding; it was read as {name}.",), 0)


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    prolog = _PROLOG.match(body[:1_000].removeprefix(codecs.BOM_UTF8))
    header = _CHARSET.search(content_type)
    for told in (prolog and prolog.group(1).decode("ascii"), header and header.group(1)):
        try:
            name = codecs.lookup(told or "").name if told else ""
            b"\xff".decode(name or "utf-8", "replace")  # no codec of another kind: "hex", "idna"
        except (LookupError, ValueError):
            continue
        if name and not name.startswith(_NEVER):
            yield name


def _is_true(body: bytes, name: str) -> bool:
    try:
        body.decode(name)
    except UnicodeError:
        return False
    return True


def _repaired(body: bytes, declared: list[str]) -> str | None:
    """The body in the encoding that loses fewest letters; None where that is more than every second foreign one."""
    readings = []
    for name in dict.fromkeys(["utf-8", *declared]):
        text = body.decode(name, "replace")
        foreign = sum(1 for one in text if one > "\x7f")
        readings.append((text.count(_LOST) / max(foreign, 1), text))
    share, text = min(readings, key=lambda reading: reading[0])
    return text if share <= 0.5 else None


def _guessed(body: bytes) -> str:
    """An encoding for bytes that are in none they name: by the feed's language, then by the script's share of letters."""
    told = _LANGUAGE.search(body[:10_000])
    language = next(filter(None, told.groups())).decode("ascii").lower() if told else ""
    for name, languages in _OF_LANGUAGES.items():
        if language in languages.split() and _is_true(body, name):
            return name
    words = _TAGS.sub(b" ", body[:1_000_000])
    high = sum(1 for one in words if one > 0x7F)
    latin = sum(1 for one in words if chr(one).isascii() and chr(one).isalpha())
    if high * 2 < latin:
        return "cp1252"
    sample = b" ".join(_HIGH_RUN.findall(words))[:_SAMPLE]
    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best and best.encoding not in ("ascii", "utf_8") else "cp1252"


def _said(text: str, notes: tuple[str, ...], lost: int) -> Letters:
    if lost > 0:
        letters = "1 letter" if lost == 1 else f"{lost} letters"
        notes = (*notes, f"{letters} of the feed could not be read; the rest of its text is intact.")
    return Letters(text.encode("utf-8", "replace"), _XML, notes)
