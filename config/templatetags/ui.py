"""Template tags of the design system. `{% load ui %}`; examples of all of them are in components/gallery.html."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Textarea
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from config.templatetags import ui_blocks, ui_svg, ui_time
from config.templatetags.ui_parts import (
    AvatarSign,
    Bar,
    Diff,
    DiffPart,
    SentimentSign,
    SeveritySign,
    Sparkline,
    Strip,
    StripPart,
    VisibilitySign,
    inline,
    sign,
)

register = template.Library()
register.tags.update(ui_blocks.register.tags)
register.filters.update(ui_blocks.register.filters)

NOTHING = SafeString("")
SEVERITIES = {1: "Critical", 2: "Major", 3: "Moderate", 4: "Minor"}
SENTIMENTS = {"negative": "Negative", "neutral": "Neutral", "positive": "Positive"}
VISIBILITIES = {"internal": ("lock", "Internal"), "client": ("building-2", "Client"), "public": ("globe", "Public")}
CLOCK_ICONS = {"late": "clock-alert", "met": "check", "missed": "circle-alert", "held": "circle-pause"}


def _now(context: template.Context) -> datetime:
    """The page's moment: `now` of the context where a page or a test gives one, else the wall clock."""
    given = context.get("now")
    return given if isinstance(given, datetime) else timezone.now()


def _attributes(extra: Mapping[str, object]) -> SafeString:
    """`hx_post="/x"` as ` hx-post="/x"`; True is a bare attribute, None, False and "" are left out (but not a value)."""
    pairs: list[tuple[str, object]] = []
    for name, value in extra.items():
        if value is None or value is False or (value == "" and name not in {"value", "alt"}):
            continue
        pairs.append((name.rstrip("_").replace("_", "-"), "" if value is True else value))
    return format_html_join("", ' {}="{}"', pairs)


# ── signs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """A Lucide icon, inline. Decoration unless `label` names it. Raises IconDoesNotExist for an unknown name."""
    # The names that lucide's own tag treats as path attributes would otherwise be lost; class is set by a plain kwarg.
    role: dict[str, str] = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    svg: str = lucide(name, size=size, focusable="false", **{"class": "icon", **role})
    return mark_safe(svg)  # noqa: S308 - made from the packaged icon; ElementTree escaped the label


@register.simple_tag
def severity(level: object, word: bool = True) -> SafeString:
    """Octagon 1 Critical, triangle 2 Major, diamond 3 Moderate, ring 4 Minor. `word=False` keeps the word for screen readers."""
    number = int(str(level)) if str(level).isdigit() else 0
    part = SeveritySign(level=number, name=SEVERITIES.get(number, "Not set"), word=word)
    return sign("components/severity.html", part)


@register.simple_tag
def sentiment(value: object, by: str = "") -> SafeString:
    """▼ Negative, – Neutral, ▲ Positive; anything else is "Not scored". `by`: who corrected it."""
    key = str(value or "").lower()
    known = key in SENTIMENTS
    part = SentimentSign(kind=key if known else "unknown", name=SENTIMENTS.get(key, "Not scored"), by=by)
    return sign("components/sentiment.html", part)


@register.simple_tag
def visibility(value: object, quiet: bool = False) -> SafeString:
    """internal, client or public. `quiet=True` shows internal as its lock alone (with a name)."""
    key = str(value or "internal").lower()
    key = key if key in VISIBILITIES else "internal"  # never shown as wider than it may be
    icon_name, name = VISIBILITIES[key]
    part = VisibilitySign(kind=key, sign=icon_name, name=name, quiet=quiet and key == "internal")
    return sign("components/visibility.html", part)


@register.filter
def initials(name: object) -> str:
    """Two letters of a name: "Tom Reyes" → "TR", "Northwind" → "NO", nothing → "?"."""
    words = re.findall(r"\w+", str(name or ""))
    if not words:
        return "?"
    letters: str = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()


@register.simple_tag
def avatar(name: object, large: bool = False, here: bool = False, named: bool = False) -> SafeString:
    """Initials in a ring. Decoration (the name stands beside it) unless `named=True`. `here`: on the page now."""
    return sign("components/avatar.html", AvatarSign(name=str(name or ""), large=large, here=here, named=named))


@register.simple_tag
def chip(label: object, tone: str = "", icon_name: str = "", remove: str = "", **attributes: object) -> SafeString:
    """A fact, or a filter with × when `remove` is the address without it. Tones: outline accent ok soon error drill ink."""
    mark = icon(icon_name) if icon_name else ""
    cross = format_html('<a href="{}" aria-label="Remove {}">{}</a>', remove, label, icon("x", 14)) if remove else ""
    kind = f" chip-{tone}" if tone else ""
    return format_html(
        '<span class="chip{}"{}>{}<bdi>{}</bdi>{}</span>', kind, _attributes(attributes), mark, label, cross
    )


@register.simple_tag
def button(
    label: str, kind: str = "", icon_name: str = "", href: str = "", why: str = "", **extra: object
) -> SafeString:
    """A button, or a link that looks like one when `href` is given. Kinds: primary, quiet, danger, icon (label for readers only).

    `why` disables it and says the reason in the label ("Publish: waiting for client"), still focusable. Any other
    keyword is an attribute, `_` for `-`: `hx_post`, `name`, `value`, `data_dialog`, `type` (default submit).
    """
    sign = icon(icon_name, 16) if icon_name else ""
    classes = "button" + "".join(f" button-{part}" for part in kind.split())
    text = format_html('<span class="sr-only">{}</span>', label) if "icon" in kind.split() else format_html("{}", label)
    if why:
        # type=button, so that a page without its scripts can't send the form either
        locked = icon(icon_name or "lock")
        return format_html(
            '<button type="button" class="{}" aria-disabled="true">{}<span>{}: {}</span></button>',
            classes,
            locked,
            label,
            why,
        )
    if href:
        return format_html('<a class="{}" href="{}"{}>{}{}</a>', classes, href, _attributes(extra), sign, text)
    kind_of = extra.pop("type", "submit")
    return format_html('<button type="{}" class="{}"{}>{}{}</button>', kind_of, classes, _attributes(extra), sign, text)


# ── times ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _time(moment: datetime, text: str, extra: SafeString = NOTHING) -> SafeString:
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return format_html('<time datetime="{}" title="{}"{}>{}</time>', stamp, ui_time.utc_title(moment), extra, text)


@register.simple_tag(takes_context=True)
def when(context: template.Context, moment: object, style: str = "", ago: bool = False) -> SafeString | str:
    """`14:19 CET`, with the date unless today, in the reader's zone, UTC in the title. Styles: "" | bare (no zone) | date.

    `ago=True` adds ", 3 min ago". Anything that is no aware datetime gives "not known".
    """
    if not isinstance(moment, datetime) or timezone.is_naive(moment):
        return "not known"
    now = _now(context)
    text = ui_time.worded_date(moment, now) if style == "date" else ui_time.worded(moment, now, zone=style != "bare")
    if ago:
        seconds = (now - moment).total_seconds()
        text += f", {ui_time.span(seconds)} ago" if seconds >= 1 else ", now"
    return _time(moment, text)


@register.simple_tag(takes_context=True)
def until(context: template.Context, moment: object, started: object = None) -> SafeString | str:
    """Time left, counted in the browser: `06:42 left`, then `late 02:10`. Coloured soon when `started` is known."""
    if not isinstance(moment, datetime) or timezone.is_naive(moment):
        return "not known"
    now = _now(context)
    since = started if isinstance(started, datetime) else None
    state = ui_time.clock_state(moment, now, since)
    text = ui_time.left(moment, now) + ("" if state == "late" else " left")
    start = format_html(' data-start="{}"', since.astimezone(UTC).isoformat()) if since else NOTHING
    return _time(moment, text, format_html(' data-until class="is-{}"{}', state, start))


@register.simple_tag(takes_context=True)
def task_due(context: template.Context, due: object, started: object = None) -> SafeString | str:
    """A task's due time, `14:19`, coloured when soon; once late, `late 04:10`, counted in the browser."""
    if not isinstance(due, datetime):
        return ""
    now = _now(context)
    state = ui_time.clock_state(due, now, started if isinstance(started, datetime) else None)
    if state == "late":
        return until(context, due)
    return _time(due, ui_time.worded(due, now, zone=False), format_html(' class="is-{}"', state))


@register.simple_tag(takes_context=True)
def zone(context: template.Context) -> str:
    """The reader's zone now: "CET"."""
    return ui_time.zone_name(timezone.localtime(_now(context)))


@register.simple_tag(takes_context=True)
def server_time(context: template.Context) -> int:
    """Milliseconds since 1970 of the page's moment: the browser's clocks are set by it."""
    return int(_now(context).timestamp() * 1000)


@register.filter
def duration(seconds: object) -> str:
    """`2 h 51 min` of a number of seconds or a timedelta; "not known" of anything else."""
    if hasattr(seconds, "total_seconds"):
        seconds = seconds.total_seconds()
    return ui_time.span(float(seconds)) if isinstance(seconds, int | float) else "not known"


@register.inclusion_tag("components/clock.html", takes_context=True)
def clock(context: template.Context, item: Mapping[str, Any]) -> dict[str, object]:
    """One clock. `item`: label, due_at; optional started_at, state (met | missed | held; else from the time), note,
    taken (seconds it took, when met), url.
    """
    now = _now(context)
    due, started = item.get("due_at"), item.get("started_at")
    state = str(item.get("state") or "")
    if state not in {"met", "missed", "held"}:
        state = ui_time.clock_state(due, now, started) if isinstance(due, datetime) else "held"
    taken = item.get("taken")
    words = {
        "met": "Met" + (f", {ui_time.span(float(taken))}" if taken is not None else ""),
        "missed": "Missed" + (f", {ui_time.span(float(taken))}" if taken is not None else ""),
        "held": "Held",
    }
    text = words.get(state) or ui_time.left(due, now)  # type: ignore[arg-type]
    share = ui_time.used_share(due, now, started) if isinstance(due, datetime) and state not in words else None
    return {
        "item": item,
        "state": state,
        "text": text,
        "icon_name": CLOCK_ICONS.get(state, "timer"),
        "share": share if share is not None else _taken_share(item, state),
        "counts": state not in words,
        "now": now,
    }


def _taken_share(item: Mapping[str, Any], state: str) -> float:
    """The bar of a finished clock: the part of the target that was used."""
    due, started, taken = item.get("due_at"), item.get("started_at"), item.get("taken")
    if state == "met" and taken is not None and isinstance(due, datetime) and isinstance(started, datetime):
        return ui_svg.percent(float(taken) / max(1.0, (due - started).total_seconds()))
    return 0.0 if state == "held" else 100.0


@register.inclusion_tag("components/deadline_bar.html", takes_context=True)
def deadline_bar(context: template.Context, item: Mapping[str, Any] | None) -> dict[str, object]:
    """The nearest of all one's clocks: label, url, due_at, brand, optional started_at; None → "No deadlines running"."""
    now = _now(context)
    due = item.get("due_at") if item else None
    if not item or not isinstance(due, datetime):
        return {"item": None}
    started = item.get("started_at")
    return {
        "item": item,
        "state": ui_time.clock_state(due, now, started if isinstance(started, datetime) else None),
        "text": ui_time.left(due, now),
    }


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/field.html")
def field(bound: object, label: str = "", hint: str = "", **attributes: object) -> dict[str, object]:
    """A form's field with label, hint and errors wired by aria-describedby. Other keywords are attributes of the control."""
    if not isinstance(bound, BoundField):
        return {"bound": None}
    widget = bound.field.widget
    grouped = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    hint = hint or str(bound.help_text or "")
    base = bound.id_for_label or bound.auto_id or bound.html_name
    described = [f"{base}-{part}" for part, present in (("hint", hint), ("error", bound.errors)) if present]
    attrs: dict[str, str | bool] = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, bool) else str(value)
        for name, value in attributes.items()
        if value not in (None, "")
    }
    if isinstance(widget, Textarea) or getattr(widget, "input_type", "") in {"text", "search"}:
        attrs.setdefault("dir", "auto")  # Hebrew or Arabic typed into an English page
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"  # technique ARIA21 of WCAG 2.2 3.3.1
    return {
        "bound": bound,
        "base": base,
        "label": label or bound.label,
        "hint": hint,
        "grouped": grouped,
        "single": isinstance(widget, CheckboxInput),
        "hidden": bound.is_hidden,
        # a group's description belongs to its fieldset; each choice would repeat it
        "control": bound if grouped else bound.as_widget(attrs=attrs),
        "described": " ".join(described),
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: object, least: int = 2) -> dict[str, object]:
    """A linked list of a form's errors, from `least` on (default 2); errors of the form as a whole always."""
    if not isinstance(form, BaseForm):
        return {"links": []}
    links = [
        {"to": bound.id_for_label or bound.auto_id, "label": bound.label, "text": text}
        for bound in form
        for text in bound.errors
    ]
    whole = [{"to": "", "label": "", "text": text} for text in form.non_field_errors()]
    return {"links": whole + links if whole or len(links) >= least else []}


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def bar(value: object, most: object = 100, label: str = "", thick: bool = False) -> SafeString:
    """A plain bar of value/most. With `label` it is a named picture, else decoration."""
    number = float(value) if isinstance(value, int | float) else 0.0
    whole = float(most) if isinstance(most, int | float) and most else 100.0
    return inline("components/bar.html", Bar(share=ui_svg.percent(number / whole), label=label, thick=thick))


@register.simple_tag
def sparkline(values: Sequence[ui_svg.Figure], low: object = (), high: object = (), label: str = "") -> SafeString:
    """A sparkline with its expected band. None in `values` is not known: hatched. `label` says it in words."""
    lower = list(low) if isinstance(low, list | tuple) else []
    upper = list(high) if isinstance(high, list | tuple) else []
    part = Sparkline(spark=ui_svg.spark(list(values or []), lower, upper), label=label)
    return inline("components/sparkline.html", part)


@register.simple_tag
def strip(segments: Iterable[Mapping[str, Any]], label: str = "") -> SafeString:
    """One source's coverage. Segments: state (covered | late | sampled | gap | none), start, end (0 to 1 of the span)."""
    rows = []
    for segment in segments or []:
        x, end = ui_svg.percent(segment.get("start")), ui_svg.percent(segment.get("end"))
        rows.append(StripPart(state=segment.get("state"), x=x, end=end, width=max(0.6, round(end - x, 2))))
    return inline("components/strip.html", Strip(segments=rows, label=label))


@register.simple_tag
def diff(parts: Iterable[object]) -> SafeString:
    """Word-level changes: (op, text) pairs or {op, text}; op is equal/insert/delete or =/+/-."""
    names = {"+": "insert", "-": "delete", "=": "equal", " ": "equal"}
    rows = []
    for part in parts or []:
        op, text = (part["op"], part["text"]) if isinstance(part, Mapping) else (part[0], part[1])  # type: ignore[index]
        rows.append(DiffPart(op=names.get(str(op), str(op)), text=text))
    return inline("components/diff.html", Diff(parts=rows))


@register.filter
def marked(text: object, found: object) -> SafeString:
    """The text with query words in <mark>. `found`: words (whole, any case) or [start, end] spans in characters."""
    source = str(text or "")
    items = list(found) if isinstance(found, list | tuple | set | frozenset) else []
    words = [re.escape(item) for item in items if isinstance(item, str) and item]
    spans = [(int(item[0]), int(item[1])) for item in items if not isinstance(item, str)]
    if words:
        pattern = r"(?<!\w)(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?!\w)"
        spans += [match.span() for match in re.finditer(pattern, source, re.IGNORECASE)]
    pieces, position = [], 0
    for start, end in sorted(spans):
        if start < position or end > len(source) or end <= start:  # overlapping, or of a text that was longer
            continue
        pieces += [conditional_escape(source[position:start]), format_html("<mark>{}</mark>", source[start:end])]
        position = end
    return mark_safe("".join([*pieces, conditional_escape(source[position:])]))  # noqa: S308 - each piece is escaped


@register.simple_tag
def marked_text(text: object, found: object = ()) -> SafeString:
    """`marked` as a tag: `found` may be missing."""
    return marked(text, found)
