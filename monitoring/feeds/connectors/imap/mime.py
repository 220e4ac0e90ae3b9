"""A mail as it came, read as far as it can be: whatever is broken or hostile in it, in bounded time."""

from __future__ import annotations

import codecs
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

_MOST_LINES: Final = 100_000
_MOST_NESTED: Final = 40
_MOST_PARTS: Final = 200
_LONGEST_HEADER: Final = 4_000
_CONTAINERS: Final = re.compile(rb"\b(?:multipart|message)/", re.IGNORECASE)
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
# What `email` raises over a mail that somebody made to break it, beside its own errors.
_BROKEN: Final = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
# Text encodings to Python, and to no sender; some of them take quadratic time.
_NONE: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """`text` and `markup`: its first text that is not attached, in either form. `vouched`: what servers on its way say of its
    sender (Authentication-Results), the last of them first."""

    message_id: str
    sender: str
    sender_name: str
    subject: str
    sent_at: datetime | None
    in_reply_to: str
    thread: str
    text: str
    markup: str
    vouched: tuple[str, ...] = ()
    is_report: bool = False
    is_nested: bool = False


def read_mail(raw: bytes) -> Mail | None:
    """None where nothing of it can be read. A mail that was cut off is read to where it ends."""
    raw = _bounded(raw)
    nested = len(_CONTAINERS.findall(raw)) > _MOST_NESTED
    try:
        # The parser goes down a level for each, and looks in every line for the ends of all of them.
        message = BytesParser(policy=email.policy.compat32).parsebytes(raw, headersonly=nested)
        return _read(message, nested=nested)
    except _BROKEN:
        return None


def _bounded(raw: bytes) -> bytes:
    at = -1
    if raw.count(b"\n") <= _MOST_LINES:
        return raw
    for _ in range(_MOST_LINES):
        at = raw.find(b"\n", at + 1)
    return raw[:at]


def _read(message: Message, *, nested: bool) -> Mail:
    headers = list(_headers(message))
    first = dict(reversed(headers))  # of a header that comes twice the first counts, as mail programs show it
    name, sender = _address(first.get("from", ""))
    text, markup = ("", "") if nested else _texts(message)
    references = first.get("references", "").split()
    return Mail(
        message_id=first.get("message-id", "").strip(),
        sender=sender.casefold(),
        sender_name=_words(name),
        subject=_words(first.get("subject", "")).strip(),
        sent_at=_time(first.get("date", "")),
        in_reply_to=(first.get("in-reply-to", "").split() or [""])[0],
        thread=references[0] if references else "",
        text=text,
        markup=markup,
        vouched=tuple(value for key, value in headers if key == "authentication-results"),
        is_report=message.get_content_type() == "multipart/report",
        is_nested=nested,
    )


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    for name, value in message.raw_items():
        # Bytes beyond ASCII come as surrogates: they are of whatever the sender wrote them in.
        told = str(value)[:_LONGEST_HEADER].encode("ascii", "surrogateescape") if _is_escaped(value) else None
        shown = str(value)[:_LONGEST_HEADER] if told is None else decoded(told, "")
        yield name.lower(), " ".join(shown.split())


def _is_escaped(value: object) -> bool:
    return isinstance(value, str) and not value.isascii()


def _words(header: str) -> str:
    """With what is written as =?utf-8?q?…?= in its own letters."""
    if "=?" not in header:
        return header
    try:
        parts = decode_header(header)
    except _BROKEN:
        return header
    return "".join(
        part if isinstance(part, str) else decoded(part, charset or "") if charset else part.decode("raw-unicode-escape", "replace")
        for part, charset in parts
    )  # fmt: skip


def _address(header: str) -> tuple[str, str]:
    try:
        return parseaddr(header)
    except _BROKEN:  # a thousand brackets
        return "", ""


def _time(header: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(header) if header else None
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC) if at else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _texts(message: Message) -> tuple[str, str]:
    found: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number > _MOST_PARTS or len(found) == 2:
            break
        if kind in ("text/plain", "text/html") and kind not in found and not _is_attached(part):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                found[kind] = decoded(payload, part.get_content_charset() or "")
    return found.get("text/plain", ""), found.get("text/html", "")


def _is_attached(part: Message) -> bool:
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def decoded(data: bytes, charset: str) -> str:
    """In the encoding that is named, where it is one and the text is in it; else in UTF-8, else as Windows has it in the West."""
    for name in (charset, "utf-8"):
        try:
            known = codecs.lookup(name).name if name else ""
            if known and known.replace("-", "_") not in _NONE:
                return data.decode(known)
        except (LookupError, ValueError):  # unknown, no text encoding, or not in it
            continue
    return data.decode("windows-1252", "replace")
