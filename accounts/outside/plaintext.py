"""From markup and wild text to plain, bounded, storable text. Nothing remote is ever loaded."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

MOST_TEXT: Final = 100_000
MOST_TITLE: Final = 1_000
MOST_MARKUP: Final = 1_000_000
MOST_LINKS: Final = 50
_LONGEST_LINK: Final = 2_048

# NUL can't be stored, lone surrogates can't be encoded, the other controls and bidi overrides can't be seen.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
# Possessive (`*+`): else each length of a name without an end is tried again, in quadratic time.
_TAG: Final = re.compile(r"<!--|<(/?)([a-zA-Z][\w:-]*+)[^<>]*>|<[/!?][^<>]*>")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_QUOTE: Final = re.compile(r"[\"']")
_BREAKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
# ASCII: without it `ſ` (U+017F) is an s to `re`, though to no browser.
_DROPPED_WHOLE: Final = {
    name: re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE | re.ASCII)
    for name in ["head", "iframe", "math", "noscript", "script", "style", "svg", "template", "textarea"]
}
_CODE: Final = frozenset({"script", "style"})
_LONGEST_QUOTED: Final = 10_000
_GAPS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r" ?\n\s*")  # where no two gaps stand side by side any more
# Bounded gaps: a megabyte of tags that never end would be read again from each `<`.
_HREF: Final = re.compile(
    r"<a\s[^<>]{0,2000}?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))",
    re.IGNORECASE,
)
_SRC: Final = re.compile(
    r"<(?:img|video|audio|source)\s[^<>]{0,2000}?\bsrc\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\u00a0]{4,2048}", re.IGNORECASE)
# Not in an email address or a path; the second: not in an entity (&#39;) or behind an address's slash.
_HANDLE: Final = re.compile(r"(?<![\w@/.])@(\w(?:[\w.-]{0,62}\w)?(?:@\w[\w.-]{0,200}\w)?)")
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w{0,99}[^\W\d]\w{0,99})")
_GAP: Final = r"(?:\s|&nbsp;|<[^<>]{0,60}>){1,4}"
_SPANS: Final = (
    r"(?:s|m|h|d|sec|min|hr|seconds?|secs|minutes?|mins|hours?|hrs|days?|weeks?|months?|Sekunden?|Minuten?|Stunden?|Tagen?|"
    r"secondes?|heures?|jours?|segundos?|minutos?|horas?|d[ií]as?|secondi|minut[io]|or[ae]|giorn[io])"
)
_COUNTED: Final = r"(?:comments?|replies|views?|likes?|shares?|votes?|upvotes|points?|Kommentare?|commentaires?|comentarios?|commenti)"
# Votes, points and shares are counted in the news as well: "loses 3 points".
_COUNTED_FIRST: Final = (
    r"(?:comments?|replies|views?|likes?|upvotes|points by|Kommentare?|commentaires?|comentarios?|commenti)"
)
_COUNTS: Final = re.compile(r"\bago\b|\bvor\b|\bil y a\b|\bhace\b|\bfa\b|just now|" + _COUNTED, re.IGNORECASE)
_COUNTING: Final = re.compile(
    rf"\b(?:\d{{1,3}}|an?){_GAP}{_SPANS}{_GAP}(?:ago|fa)\b|\b(?:vor|il y a|hace){_GAP}(?:\d{{1,3}}|eine[rm]?|une?|una?)"
    rf"{_GAP}{_SPANS}\b|\bjust now\b|\b\d{{1,9}}(?:[.,]\d{{1,3}})?k?{_GAP}{_COUNTED_FIRST}\b|\b{_COUNTED}\s{{0,2}}[:=]\s{{0,2}}\d{{1,9}}\b",
    re.IGNORECASE,
)
_TRACKING: Final = re.compile(
    r"\A(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|ref_src|ref_url|cmpid|ocid|"
    r"spm|wt_mc|at_medium|at_campaign|guccounter|guce_\w+)\Z",
    re.IGNORECASE,
)


def settled(text: str) -> str:
    """The text without what counts by itself while nobody writes: "5 minutes ago", "12 comments"."""
    return _COUNTING.sub("\u2026", text) if _COUNTS.search(text) else text


def clean(text: str, most: int = MOST_TEXT) -> str:
    """The text without characters that can't be stored or seen, at most `most` characters, ends trimmed."""
    if len(text) > most * 4:  # no filter over a megabyte of which a line is kept
        text = text[: most * 4]
    return _UNWANTED.sub("", text).strip()[:most]


def storable(text: str) -> str:
    """The text without the characters that `clean` drops, whatever its length."""
    return _UNWANTED.sub("", text)


def line(text: str, most: int = MOST_TITLE) -> str:
    """As `clean`, on one line with single blanks."""
    return " ".join(clean(text, most * 2).split())[:most]


def plain(markup: str, most: int = MOST_TEXT) -> str:
    """What a reader would see of a piece of HTML: tags gone, paragraphs as lines, scripts and styles dropped whole."""
    text = markup[:MOST_MARKUP]
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = html.unescape(text)
    return _LINES.sub("\n", _GAPS.sub(" ", clean(text, most)))


def _without_tags(markup: str) -> str:
    """One pass that only ever moves forward. HTML5 parsers take quadratic time on deep nesting (a megabyte of <div>:
    minutes), and a reader of plain text needs no tree."""
    kept: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while match := _TAG.search(markup, at):
        kept.append(markup[at : match.start()])
        name = (match.group(2) or "").lower()
        at = _tag_end(markup, match)
        if name in _DROPPED_WHOLE and not match.group(1):
            # Looked for in vain once, it is nowhere further on either; looking each time would be quadratic.
            closing = None if name in unclosed else _DROPPED_WHOLE[name].search(markup, at)
            if closing:
                at = closing.end()
            elif name in _CODE:
                at = len(markup)
            else:
                unclosed.add(name)
        elif name in _BREAKS:
            kept.append("\n")
    kept.append(markup[at:])
    return "".join(kept)


def _tag_end(markup: str, match: re.Match[str]) -> int:
    if match.group() == "<!--":
        closed = markup.find("-->", match.end())
        return len(markup) if closed < 0 else closed + 3
    left = _QUOTE.search(_QUOTED.sub("", match.group()))
    if left is None:
        return match.end()
    # A ">" within an attribute's value ends nothing: go on to where the value ends.
    closed = markup.find(left.group(), match.end(), match.end() + _LONGEST_QUOTED)
    ended = markup.find(">", closed, closed + _LONGEST_QUOTED) if closed >= 0 else -1
    return ended + 1 if ended >= 0 else match.end()


def links_in(markup: str, base: str) -> tuple[str, ...]:
    """The web links of a piece of HTML or plain text, absolute, each once, at most 50."""
    markup = markup[:MOST_MARKUP]
    links: dict[str, None] = {}
    targets = [next(filter(None, match.groups()), "") for match in _HREF.finditer(markup)] if "<" in markup else []
    targets += _ADDRESS.findall(plain(markup) if "<" in markup else markup)
    for target in targets:
        # The sentence's own mark ends most addresses in plain text.
        link = web_link(html.unescape(target.rstrip(".,;:!?)]}")), base)
        if link:
            links[link] = None
        if len(links) >= MOST_LINKS:
            break
    return tuple(links)


def pictures_in(markup: str, base: str) -> tuple[str, ...]:
    """The addresses of pictures, sounds and films in a piece of HTML, absolute, each once, at most 50."""
    if "<" not in markup:
        return ()
    pictures: dict[str, None] = {}
    for match in _SRC.finditer(markup[:MOST_MARKUP]):
        link = web_link(html.unescape(next(filter(None, match.groups()), "")), base)
        if link:
            pictures[link] = None
        if len(pictures) >= MOST_LINKS:
            break
    return tuple(pictures)


def handles_in(text: str) -> tuple[str, ...]:
    """The @names in a text, lower case, without the sign; user@host forms are kept whole."""
    return tuple(dict.fromkeys(name.lower() for name in _HANDLE.findall(text)))[:MOST_LINKS] if "@" in text else ()


def hashtags_in(text: str) -> tuple[str, ...]:
    """The #tags in a text, lower case, without the sign; a tag of digits only is none."""
    return tuple(dict.fromkeys(tag.lower() for tag in _HASHTAG.findall(text)))[:MOST_LINKS] if "#" in text else ()


def web_link(address: str, base: str = "") -> str:
    """The absolute http(s) address, or "" for anything else (`javascript:`, `data:`, broken, too long)."""
    # Browsers drop tabs and line ends within an address (WHATWG URL 4.4): `java\nscript:` is one to them.
    address = "".join(clean(address, _LONGEST_LINK + 1).split())
    if not address:
        return ""
    try:
        absolute = urljoin(base, address) if base else address
        parts = urlsplit(absolute)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.port == 0:
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
        # Blank values stay: to a server `?a=` need not be what `?` is.
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(k)])
    return urlunsplit((scheme, host, parts.path or "/", query, ""))
