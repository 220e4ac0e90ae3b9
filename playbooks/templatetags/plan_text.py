"""`{% load plan_text %}`: a plan's words on a page."""

from django import template
from django.utils.safestring import SafeString

from playbooks import rendering
from playbooks.forms import label_of
from playbooks.models import HoldingStatement, PlanVersion

register = template.Library()


@register.filter
def markdown(text: str, heading: int = 4) -> SafeString:
    """Markdown as safe HTML, its headings at this level."""
    return rendering.markdown(text, heading=heading)


@register.filter
def plain(text: str) -> str:
    """The start of a Markdown text as plain words, for a preview of two lines."""
    return rendering.plain(text)


@register.filter
def due_words(minutes: int) -> str:
    """`start +8 min`."""
    return rendering.due_in_words(minutes)


@register.filter
def due_short(minutes: int) -> str:
    """`+8 min`, for a narrow column."""
    return rendering.due_in_words(minutes).removeprefix("start ")


@register.filter
def choice_label(name: str) -> str:
    """A phase, duty or channel in words."""
    return label_of(name)


@register.filter
def in_words(query: str) -> str:
    """A trigger's query read out."""
    return rendering.query_in_words(query)


@register.filter
def with_slots(statement: HoldingStatement) -> SafeString:
    """A holding statement's text, its slots marked."""
    return rendering.with_slots(statement.text, statement.slots)


@register.filter
def version_name(version: PlanVersion) -> str:
    """`version 6`, or `the draft`."""
    return f"version {version.number}" if version.number else "the draft"
