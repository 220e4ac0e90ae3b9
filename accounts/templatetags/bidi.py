"""Filters for text that others typed, where no `<bdi>` and no `dir="auto"` can stand: attributes, titles, options, sentences."""

from django import template

from accounts import bidi

register = template.Library()


@register.filter(is_safe=True)
def isolate(text: object) -> str:
    """A name, a title, a text: one thing of its own direction."""
    return "" if text is None else bidi.isolate(text)


@register.filter(is_safe=True)
def ordered(sentence: object) -> str:
    """A sentence of ours that came whole, with names and titles in it."""
    return "" if sentence is None else bidi.isolate_within(sentence)
