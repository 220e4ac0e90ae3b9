"""A plan's words as safe HTML: Markdown, slots of holding statements, triggers read out. Nothing remote is ever loaded."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import nh3
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from playbooks import hooks
from playbooks.parts import SLOT

# No img, iframe or media: showing a plan must tell no stranger's server that it is read. No h1, h2: the page's own.
TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "hr",
    "h3",
    "h4",
    "h5",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
SCHEMES = {"http", "https", "mailto", "tel"}
_MARKS = re.compile(r"(?m)^\s*(?:#{1,6}|[-*+]|>)\s+|__|[*`]{1,3}")
_HEADING = re.compile(r"^h[1-6]$")


def markdown(text: str, *, heading: int = 4) -> SafeString:
    """Markdown as HTML: raw HTML shown as text, headings all at the level `heading` (3 to 5), pictures as links.

    Links with any other scheme than http, https, mailto and tel lose their address; nothing in the result is fetched by
    showing it.
    """
    reader = _reader()
    tokens = reader.parse(text)
    for token in tokens:
        if _HEADING.match(token.tag):
            # A “#” in a plan must not stand above the page's own headings in its outline (WCAG 2.2, 1.3.1).
            token.tag = f"h{heading}"
    html = reader.renderer.render(tokens, reader.options, {})
    # markdown-it has escaped what it knows of; this is the wall where it, or a rule put into it, errs.
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just cleaned it


@cache
def _reader() -> MarkdownIt:
    # breaks: people press Enter for a new line, which CommonMark would join to the one before.
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    reader.add_render_rule("image", _picture_as_link)
    return reader


def _picture_as_link(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any
) -> str:
    token = tokens[index]
    words = token.content or "picture"
    return format_html('<a href="{}">{}</a>', str(token.attrGet("src") or ""), words)


def plain(text: str, longest: int = 300) -> str:
    """The first `longest` characters of a Markdown text without its marks, on one line."""
    return " ".join(_MARKS.sub("", text[: 2 * longest]).split())[:longest]  # a body has up to 20,000 characters


def with_slots(text: str, slots: Sequence[dict[str, object]]) -> SafeString:
    """A holding statement's text with its slots marked by their labels: [Product and lot]."""
    labels = {slot["name"]: slot.get("label") or slot["name"] for slot in slots}
    pieces: list[str] = []
    position = 0
    for match in SLOT.finditer(text):
        pieces.append(conditional_escape(text[position : match.start()]))
        name = match.group(1)
        label = labels.get(name, name.replace("_", " "))
        pieces.append(format_html('<span class="slot" title="{}: {}">[{}]</span>', name, match.group(2), label))
        position = match.end()
    pieces.append(conditional_escape(text[position:]))
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped


def query_in_words(text: str) -> str:
    """A trigger's query as a sentence of the query language's own ("posts that …"); empty where it can't be read."""
    return hooks.trigger_language.answer.in_words(text)


def due_in_words(minutes: int) -> str:
    """`start +8 min`, `start +2 h`, `start +3 days`; 0 is "at the start"."""
    if minutes == 0:
        return "at the start"
    if minutes % 1440 == 0:
        days = minutes // 1440
        return f"start +{days} day{'s' if days > 1 else ''}"
    if minutes >= 60:
        hours, rest = divmod(minutes, 60)
        return f"start +{hours} h {rest} min" if rest else f"start +{hours} h"
    return f"start +{minutes} min"
