"""From markup and wild text to plain, bounded, storable text. Nothing remote is ever loaded."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import nh3

MOST_TEXT: Final = 100_000
MOST_TITLE: Final = 1_000
MOST_MARKUP: Final = 1_000_000
MOST_LINKS: Final = 50
_LONGEST_LINK: Final = 2_048

# NUL can't be stored, lone surrogates can't be encoded, the other controls and bidi overrides can't be seen.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_BLOCK: Final = re.compile(
    r"<(?:br|hr|/?(?:p|div|li|ul|ol|tr|table|h[1-6]|blockquote|pre|section|article|figure|figcaption|dd|dt|td))\b[^<>]*>",
    re.IGNORECASE,
)
_GAPS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r"\s*\n\s*")
_HREF: Final = re.compile(
    r"<a\s[^<>]{0,2000}?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))",
    re.IGNORECASE,
)
_SRC: Final = re.compile(
    r"<(?:img|video|audio|source)\s[^<>]{0,2000}?\bsrc\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\u00a0]{4,2048}", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<![\w@/.])@(\w(?:[\w.-]{0,62}\w)?(?:@\w[\w.-]{0,200}\w)?)")
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w{0,99}[^\W\d]\w{0,99})")
_TRACKING: Final = re.compile(
    r"\A(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|ref_src|ref_url|cmpid|ocid|"
    r"spm|wt_mc|at_medium|at_campaign|guccounter|guce_\w+)\Z",
    re.IGNORECASE,
)
_DROPPED_WHOLE: Final = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "svg",
    "math",
    "iframe",
    "object",
    "textarea",
}


def clean(text: str, most: int = MOST_TEXT) -> str:
    """The text without characters that can't be stored or seen, at most `most` characters, ends trimmed."""
    if len(text) > most * 4:
        text = text[: most * 4]
    return _UNWANTED.sub("", text).strip()[:most]


def line(text: str, most: int = MOST_TITLE) -> str:
    """As `clean`, on one line with single blanks."""
    return " ".join(clean(text, most * 2).split())[:most]


def plain(markup: str, most: int = MOST_TEXT) -> str:
    """What a reader would see of a piece of HTML: tags gone, paragraphs as lines, scripts and styles dropped whole."""
    text = markup[:MOST_MARKUP]
    if "<" in text:
        text = nh3.clean(_BLOCK.sub("\n", text), tags=set(), clean_content_tags=_DROPPED_WHOLE)
    if "&" in text:
        text = html.unescape(text)
    return _LINES.sub("\n", _GAPS.sub(" ", clean(text, most)))


def links_in(markup: str, base: str) -> tuple[str, ...]:
    """The web links of a piece of HTML or plain text, absolute, each once, at most 50."""
    markup = markup[:MOST_MARKUP]
    found: dict[str, None] = {}
    targets = [next(filter(None, match.groups()), "") for match in _HREF.finditer(markup)] if "<" in markup else []
    targets += _ADDRESS.findall(plain(markup) if "<" in markup else markup)
    for target in targets:
        link = web_link(html.unescape(target.rstrip(".,;:!?)]}")), base)
        if link:
            found[link] = None
        if len(found) >= MOST_LINKS:
            break
    return tuple(found)


def pictures_in(markup: str, base: str) -> tuple[str, ...]:
    """The addresses of pictures, sounds and films in a piece of HTML, absolute, each once, at most 50."""
    if "<" not in markup:
        return ()
    found: dict[str, None] = {}
    for match in _SRC.finditer(markup[:MOST_MARKUP]):
        link = web_link(html.unescape(next(filter(None, match.groups()), "")), base)
        if link:
            found[link] = None
        if len(found) >= MOST_LINKS:
            break
    return tuple(found)


def handles_in(text: str) -> tuple[str, ...]:
    """The @names in a text, lower case, without the sign; user@host forms are kept whole."""
    return tuple(dict.fromkeys(name.lower() for name in _HANDLE.findall(text)))[:MOST_LINKS] if "@" in text else ()


def hashtags_in(text: str) -> tuple[str, ...]:
    """The #tags in a text, lower case, without the sign; a tag of digits only is none."""
    return tuple(dict.fromkeys(tag.lower() for tag in _HASHTAG.findall(text)))[:MOST_LINKS] if "#" in text else ()


def web_link(address: str, base: str = "") -> str:
    """The absolute http(s) address, or "" for anything else (`javascript:`, `data:`, broken, too long)."""
    address = "".join(clean(address, _LONGEST_LINK + 1).split())
    if not address:
        return ""
    try:
        absolute = urljoin(base, address) if base else address
        parts = urlsplit(absolute)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
    except ValueError:
        return ""
    return absolute if len(absolute) <= _LONGEST_LINK else ""


def canonical(address: str) -> str:
    """The address without what changes nothing: fragment, tracking parameters, default port, upper-case host."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return address
    scheme = parts.scheme.lower()
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}.get(scheme):
        host = f"{host}:{port}"
    query = parts.query
    if query and any(_TRACKING.match(name.partition("=")[0]) for name in query.split("&")):
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(k)])
    return urlunsplit((scheme, host, parts.path or "/", query, ""))
