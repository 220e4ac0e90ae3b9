"""Alert mails of other tools: which links of theirs are somebody's posts. No link is ever followed: some of them unsubscribe."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from accounts.outside.plaintext import MOST_MARKUP, canonical, line, plain, web_link
from monitoring.feeds.connectors.imap.mime import Mail

MOST: Final = 100  # posts of one mail
GOOGLE: Final = "Google Alerts"
# By the addresses they were seen to send from.
_TOOLS: Final[Mapping[str, str]] = {
    "googlealerts-noreply@google.com": GOOGLE,
    "alerts@talkwalker.com": "Talkwalker",
    "notifications@brand24.com": "Brand24",
}
_BLOCK: Final = re.compile(r"<script[^<>]{0,300}application/json[^<>]{0,300}>", re.IGNORECASE)
_ANCHOR: Final = re.compile(
    r"<a\s[^<>]{0,2000}?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))[^<>]{0,2000}>", re.IGNORECASE
)
_CLOSING: Final = re.compile(r"</a\b", re.IGNORECASE)
_LONGEST_WORDS: Final = 2_000
_FEWEST: Final = 15  # letters of a headline: what is shorter is a button
_TARGETS: Final = ("url", "u", "q", "target", "redirect", "redirect_url", "link", "dest", "destination", "r", "to")
_OF_THE_MAIL: Final = re.compile(
    r"unsubscri|preferences|/settings|opt.?out|view.?in.?browser|/privacy|/terms|/login", re.IGNORECASE
)
_SOURCE: Final = re.compile(r"\A(.{10,}) [-–—|] ([^-–—|]{2,60})\Z")
_PASSED: Final = re.compile(r"\bdkim\s*=\s*pass\b([^;]{0,500})", re.IGNORECASE)
_DOMAIN: Final = re.compile(r"\bheader\.(?:d|i)\s*=\s*\"?(?:[^\s@;\"]{0,200}@)?([\w.-]{1,253})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A post that an alert mail tells of. `by`: the publisher's name, as far as the mail has it."""

    link: str
    title: str
    text: str = ""
    by: str = ""


def tool_of(mail: Mail, also: frozenset[str]) -> str:
    """Whose alert mail it claims to be; "" for any other mail."""
    known = _TOOLS.get(mail.sender, "")
    return known or (mail.sender.rpartition("@")[2] if mail.sender in also else "")


def is_vouched_for(mail: Mail, signed_as: str) -> bool:
    """Whether our own server found it signed by its sender's domain. What other servers say of it anybody can have written."""
    domain = mail.sender.rpartition("@")[2]
    own = next((one for one in mail.vouched if signed_as and _server(one) == signed_as), "")
    signers = [match[1].lower() for told in _PASSED.findall(own) if (match := _DOMAIN.search(told))]
    return any(domain == one or domain.endswith(f".{one}") for one in signers)


def _server(header: str) -> str:
    return header.partition(";")[0].split(" ")[0].strip().casefold()


def items(mail: Mail, tool: str) -> list[Item]:
    """What it tells of, each once; [] where nothing can be made out."""
    markup = mail.markup[:MOST_MARKUP]
    found = _google(markup) if tool == GOOGLE else _any(markup, mail.sender.rpartition("@")[2])
    kept: dict[str, Item] = {}
    for one in found:
        name = canonical(one.link)
        if name not in kept or len(one.title) > len(kept[name].title):  # a picture's link stands before its headline's
            kept[name] = one
    return [one for one in kept.values() if one.title][:MOST]


def _google(markup: str) -> Iterator[Item]:
    told = list(_block(markup))
    if told:
        yield from told
        return
    for target, words, after in _anchors(markup):
        link = _of_google(target)
        if link:
            yield Item(link, words, after)


def _block(markup: str) -> Iterator[Item]:
    """From the piece of JSON that Google's mails carry for mail programs."""
    opening = _BLOCK.search(markup)
    end = markup.find("</script", opening.end()) if opening else -1
    try:
        told = json.loads(markup[opening.end() : end]) if opening and end > 0 else None
    except (ValueError, RecursionError):
        return
    for card in _rows(told, "cards"):
        for one in _rows(card, "widgets"):
            link = _of_google(str(one.get("url") or ""))
            if one.get("type") == "LINK" and link:
                title = line(plain(str(one.get("title") or "")))
                parted = _SOURCE.match(title)
                by = parted[2] if parted else ""
                yield Item(link, parted[1] if parted else title, plain(str(one.get("description") or "")), by)


def _rows(told: object, name: str) -> list[Mapping[str, Any]]:
    rows = told.get(name) if isinstance(told, dict) else None
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _of_google(target: str) -> str:
    """Where a link of a Google Alert leads; "" for its own (share, edit, feedback). The address within was seen without its
    signs encoded: then all up to the mark behind it is it."""
    parts = _parts(target)
    if (
        parts is None
        or not re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,10}", parts.hostname or "")
        or parts.path != "/url"
    ):
        return ""
    if "ct=ga" not in parts.query.split("&"):
        return ""
    before = f"&{parts.query}".partition("&url=")[2].partition("&ct=ga")[0]
    inner = unquote(before) if re.match(r"https?%3a", before, re.IGNORECASE) else before
    return web_link(inner)


def _any(markup: str, own: str) -> Iterator[Item]:
    for target, words, after in _anchors(markup):
        link = _unwrapped(target, own)
        if link and len(words) >= _FEWEST:
            yield Item(link, words, after)


def _unwrapped(target: str, own: str) -> str:
    """Where a tool's link leads, as far as the link itself says it; "" for what leads to the tool."""
    link = web_link(target)
    parts = _parts(link)
    if parts is None or not link or _OF_THE_MAIL.search(link):
        return ""
    told = dict(parse_qsl(parts.query)[:50])
    inner = next((found for name in _TARGETS if (found := web_link(told.get(name, "")))), "")
    if inner and not _is_of(inner, own):
        return inner
    return "" if _is_of(link, own) else link


def _is_of(link: str, domain: str) -> bool:
    parts = _parts(link)
    host = (parts.hostname or "") if parts else ""
    home = ".".join(domain.split(".")[-2:])
    return host == home or host.endswith(f".{home}")


def _parts(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _anchors(markup: str) -> Iterator[tuple[str, str, str]]:
    """Where each link leads, its words, and the words behind it up to the next."""
    opened = list(_ANCHOR.finditer(markup))[:2_000]
    starts = [*(one.start() for one in opened), len(markup)]
    for match, following in zip(opened, starts[1:], strict=False):
        target = html.unescape(next(filter(None, match.groups()), ""))
        piece = markup[match.end() : min(following, match.end() + 2 * _LONGEST_WORDS)]
        closing = _CLOSING.search(piece)
        inside, after = (piece[: closing.start()], piece[closing.end() :]) if closing else (piece, "")
        yield target, line(plain(inside)), plain(after.partition(">")[2])[:_LONGEST_WORDS]
