"""What the drawn components are given: a frozen dataclass each, whose fields are the names their templates ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from config.templatetags import ui_svg

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, kw_only=True)
class SeveritySign:
    """`word`: the name is written, not only read out."""

    level: int
    name: str
    word: bool


@dataclass(frozen=True, kw_only=True)
class SentimentSign:
    """`by`: who corrected it."""

    kind: str
    name: str
    by: str


@dataclass(frozen=True, kw_only=True)
class VisibilitySign:
    """`sign` is its icon; `quiet`: the name is only read out."""

    kind: str
    sign: str
    name: str
    quiet: bool


@dataclass(frozen=True, kw_only=True)
class AvatarSign:
    """`here`: on the page now; `named`: no name stands beside it."""

    name: str
    large: bool
    here: bool
    named: bool


@dataclass(frozen=True, kw_only=True)
class Bar:
    """`share` in percent; a picture where it has a `label`."""

    share: float
    label: str
    thick: bool


@dataclass(frozen=True, kw_only=True)
class Sparkline:
    """`label` says it in words."""

    spark: ui_svg.Spark
    label: str


@dataclass(frozen=True, kw_only=True)
class StripPart:
    """One piece of a strip, in percent of its width."""

    state: object
    x: float
    end: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Strip:
    """`label` says it in words."""

    segments: Sequence[StripPart]
    label: str


@dataclass(frozen=True, kw_only=True)
class DiffPart:
    """`op`: equal, insert or delete."""

    op: str
    text: object


@dataclass(frozen=True, kw_only=True)
class Diff:
    """The words of two texts in order."""

    parts: Sequence[DiffPart]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A card with a head."""

    content: str
    title: str
    note: str
    link: str
    link_label: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Dialog:
    """`open`: when it arrives."""

    content: str
    id: str
    title: str
    wide: bool
    open: bool


@dataclass(frozen=True, kw_only=True)
class TableBox:
    """The box in which a wide table scrolls."""

    content: str
    label: str


@dataclass(frozen=True, kw_only=True)
class PageHeader:
    """The page's h1, a line below it, and its acts."""

    content: str
    title: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """One step of the way here."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Crumbs:
    """The way here; `here` is this page."""

    links: Sequence[Crumb]
    here: str


def drawn(template: str, part: DataclassInstance) -> SafeString:
    """A component with what it shows."""
    return render_to_string(template, {field.name: getattr(part, field.name) for field in fields(part)})


def inline(template: str, part: DataclassInstance) -> SafeString:
    """A component that stands within a line: without the newline that ends its file, which would be seen as a space."""
    return mark_safe(drawn(template, part).strip())  # noqa: S308 - the template's own output


@lru_cache(maxsize=2048)
def sign(template: str, part: DataclassInstance) -> SafeString:
    """A small sign of few variants, rendered once: a page of fifty mentions has hundreds of them."""
    return inline(template, part)
