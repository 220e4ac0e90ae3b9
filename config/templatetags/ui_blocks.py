"""Tags that wrap content, and the path of links: part of `{% load ui %}`, kept apart for size."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.templatetags.ui_parts import Crumb, Crumbs, Dialog, PageHeader, Panel, TableBox, drawn

register = template.Library()


@register.simple_block_tag(end_name="endpanel")
def panel(content: str, title: str, note: str = "", link: str = "", link_label: str = "", id: str = "") -> SafeString:
    """A card with a head: `{% panel "Tasks" note="7 of 14 open" %}…{% endpanel %}`. The content brings its own padding
    (`card-body`, or rows that have it)."""
    part = Panel(content=content, title=title, note=note, link=link, link_label=link_label, id=id)
    return drawn("components/panel.html", part)


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, id: str, title: str, wide: bool = False, open: bool = False) -> SafeString:
    """A native dialog, opened by `<button type="button" data-dialog="ID">`; a sheet at the bottom on a phone.

    The title asks, the content says the consequence and shows the text; buttons in `<div class="buttons">`, the one that
    keeps things as they are first, with `data-close`. `open=True`: opened when it arrives.
    """
    return drawn("components/dialog.html", Dialog(content=content, id=id, title=title, wide=wide, open=open))


@register.simple_block_tag(end_name="endtable_box")
def table_box(content: str, label: str) -> SafeString:
    """The focusable box in which a wide table scrolls sideways by itself. `label` names it."""
    return drawn("components/table_box.html", TableBox(content=content, label=label))


@register.simple_block_tag(end_name="endpage_header")
def page_header(content: str, title: str, note: str = "") -> SafeString:
    """The page's one h1, a line below it, and its acts at the end (the content)."""
    return drawn("components/page_header.html", PageHeader(content=content, title=title, note=note))


@register.simple_tag(takes_context=True)
def crumbs(context: template.Context, *parts: object) -> SafeString:
    """The way here: label, address, label, address, …, and the label of this page. A phone shows a back arrow to the last."""
    labels = [str(part) for part in parts]
    links = [Crumb(label=label, url=url) for label, url in zip(labels[:-1:2], labels[1::2], strict=False)]
    return drawn("components/crumbs.html", Crumbs(links=links, here=labels[-1] if labels else ""))


@register.filter
def undo_url(tags: object) -> str:
    """The address in a message's `extra_tags="undo:/inbox/undo/7/"`; empty if there is none. Only own paths count."""
    for tag in str(tags or "").split():
        if tag.startswith("undo:/") and not tag.startswith("undo://"):  # //evil.example is another host
            return tag.removeprefix("undo:")
    return ""


@register.filter
def is_problem(tags: object) -> bool:
    """Whether a message is a warning or an error: those stay on the page, they are no toasts."""
    return bool({"error", "warning"} & set(str(tags or "").split()))


@register.filter
def nav_icon(item: Mapping[str, object]) -> str:
    """The icon of a navigation entry that names none."""
    icons = {
        "home": "layout-grid",
        "inbox": "inbox",
        "alerts": "bell",
        "incidents": "siren",
        "brands": "store",
        "plans": "book-open-check",
        "debriefs": "history",
        "settings": "settings",
    }
    return str(item.get("icon") or icons.get(str(item.get("key")), "circle-dot"))


@register.simple_tag
def paragraph(text: object) -> SafeString:
    """Plain text as paragraphs, split at empty lines; nothing in it is markup."""
    blocks = [block.strip() for block in str(text or "").replace("\r\n", "\n").split("\n\n") if block.strip()]
    return SafeString("".join(format_html('<p dir="auto">{}</p>', block) for block in blocks))
