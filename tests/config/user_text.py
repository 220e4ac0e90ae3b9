"""Reading templates: where a value that somebody typed is shown, and whether it is kept from reordering what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

# Attributes that a person sees or hears. Nothing can be put around a part of them, so the value itself is isolated.
SHOWN = {"title", "aria-label", "aria-description", "aria-roledescription", "alt", "placeholder", "label", "data-label"}
ISOLATING = {"isolate", "ordered"}
# What comes out of these is ours: figures, dates, addresses, two letters of a name, data for a script.
OURS = {
    "length", "pluralize", "date", "floatformat", "stringformat", "duration", "urlencode", "initials", "json_script",
    "yesno", "choice_label", "version_name", "due_words", "due_short", "with_slots",
}  # fmt: skip
TAGS = {"marked_text"}  # that print what somebody typed
_TOKEN = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})", re.S)
_COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.S)
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "!doctype",
}
_PLAIN = {"title", "option"}  # hold text alone: an element in them is shown as its source


@dataclass
class Element:
    """An open element: its name, and where its start tag stands."""

    name: str
    start: int
    end: int = 0
    attributes: str = ""

    @property
    def isolates(self) -> bool:
        """Whether what stands in it has a direction of its own."""
        return self.name == "bdi" or 'dir="auto"' in self.attributes


@dataclass
class Use:
    """One `{{ … }}`."""

    start: int
    end: int
    expression: str
    attribute: str  # "" in text; "*" in a tag, but in no attribute's value
    elements: list[Element]

    @property
    def name(self) -> str:
        """`title` of `{{ row.incident.title|truncatechars:60 }}`; empty for a literal."""
        found = re.match(r"[\w.]+", self.expression)
        return found.group().rsplit(".", 1)[-1] if found else ""

    @property
    def filters(self) -> set[str]:
        return set(re.findall(r"\|(\w+)", self.expression))

    @property
    def is_plain(self) -> bool:
        """In a page's title or an option."""
        return any(one.name in _PLAIN for one in self.elements)

    @property
    def is_safe(self) -> bool:
        if self.filters & (ISOLATING | OURS):
            return True
        if self.attribute:
            return self.attribute not in SHOWN
        return not self.is_plain and any(one.isolates for one in self.elements)


@dataclass
class _Reader:
    """A walk through a template: what is open, and whether it stands in a tag, in an attribute of it, or in text."""

    elements: list[Element] = field(default_factory=list)
    tag: Element | None = None
    buffer: str = ""
    quote: str = ""
    attribute: str = ""
    saved: list[tuple[list[Element], Element | None, str, str, str]] = field(default_factory=list)

    def literal(self, text: str, at: int) -> None:
        for position, char in enumerate(text, start=at):
            if self.tag is None:
                rest = text[position - at :]
                if char == "<" and (name := re.match(r"</?([a-zA-Z!][\w-]*)", rest)):
                    self.tag = Element(("/" if rest[1] == "/" else "") + name.group(1).lower(), position)
                    self.buffer = ""
                continue
            self._in_tag(char, position)

    def _in_tag(self, char: str, position: int) -> None:
        self.buffer += char
        if self.quote:
            if char == self.quote:
                self.quote = self.attribute = ""
        elif char in "\"'":
            named = re.search(r"([\w:.-]+)=$", self.buffer[:-1])
            self.quote, self.attribute = char, named.group(1).lower() if named else "*"
        elif char == ">":
            self._close(position + 1)

    def _close(self, end: int) -> None:
        tag, self.tag = self.tag, None
        assert tag is not None
        tag.end, tag.attributes = end, self.buffer
        if tag.name.startswith("/"):
            for index in range(len(self.elements) - 1, -1, -1):
                if self.elements[index].name == tag.name[1:]:
                    del self.elements[index:]
                    break
        elif tag.name not in _VOID and not self.buffer.rstrip(">").endswith("/"):
            self.elements.append(tag)

    def control(self, token: str) -> None:
        """Both branches of a condition begin where it began."""
        word = token[2:-2].split()[0]
        here = (list(self.elements), self.tag, self.buffer, self.quote, self.attribute)
        if word in {"if", "for", "ifchanged"}:
            self.saved.append(here)
        elif word in {"else", "elif", "empty"} and self.saved:
            elements, self.tag, self.buffer, self.quote, self.attribute = self.saved[-1]
            self.elements = list(elements)
        elif word in {"endif", "endfor", "endifchanged"} and self.saved:
            self.saved.pop()
        elif word == "block" and "title" in token.split():
            self.elements.append(Element("title", 0))
        elif word == "endblock" and self.elements and self.elements[-1].name == "title":
            self.elements.pop()
        elif self.tag is not None:
            self.buffer += token


def uses(source: str) -> Iterator[Use]:
    """Every `{{ … }}` of a template, with what it stands in."""
    blank = _COMMENT.sub(lambda found: " " * len(found.group()), source)
    reader, at = _Reader(), 0
    for part in _TOKEN.split(blank):
        if part.startswith("{{"):
            attribute = reader.attribute if reader.quote else "*" if reader.tag is not None else ""
            yield Use(at, at + len(part), part[2:-2].strip(), attribute, list(reader.elements))
            if reader.tag is not None:
                reader.buffer += "x"
        elif part.startswith("{%"):
            if part[2:-2].split()[0] in TAGS:
                yield Use(at, at + len(part), part[2:-2].split()[0], "", list(reader.elements))
            reader.control(part)
        elif not part.startswith("{#"):
            reader.literal(part, at)
        at += len(part)


# Fields of text that no person types, or that hold no words: keys, hashes, codes, addresses on our own host, states.
OURS_BY_FIELD = {
    "action", "channel", "code_hash", "dedupe", "digest", "domain", "endpoint_hash", "error_code", "external_id",
    "field", "fingerprint", "host", "identity", "key", "key_hash", "kind", "language", "mail_error", "moved_to",
    "onboarding_step", "origin", "password", "path", "payload_digest", "platform", "position", "prefix", "previous", "progress",
    "request_hash", "salt", "schema_name", "sealed", "sealed_secret", "sentence", "sentiment_model", "session_hash", "slug",
    "source_key", "sql", "state", "state_hash", "subject_kind", "target", "text_sha256", "theme", "time_zone", "token_hash",
    "tool", "topic", "visibility", "zone",
}  # fmt: skip
# What services and views call it on its way to a page; people, who print as their names; a component's words.
BY_CONTEXT = {
    "about", "acknowledged_by", "again_label", "agency", "author", "brand_name", "brands", "by", "cell", "choice_label",
    "comment", "corrected_by", "decided_by", "delegate", "description", "fact", "here", "label", "lane", "link_name",
    "longest_label", "missing", "now", "on_it", "page_title", "person", "preview", "published_by", "quote", "readers",
    "term", "typed", "waiting_for", "was", "who",
}  # fmt: skip
# Our own sentences, which may name somebody or something: `ordered` keeps them in order.
SENTENCES = {
    "because", "headline", "held_sentence", "hint", "in_words", "matching_words", "message", "sentence", "shown", "what", "why", "words",
}  # fmt: skip
PRINTS_AS_TYPED = {"Agency", "AlertRule", "Brand", "Incident", "Membership", "Plan", "PlannedEvent", "Query", "SavedView", "Source", "User"}  # fmt: skip

# Templates in which such a name is a word of ours after all, or a form's control.
OUR_WORDS = {
    "accounts/brand_targets.html": {"cell"},
    "accounts/brand_team.html": {"cell"},
    "accounts/platform_home.html": {"origin"},
    "accounts/signup_progress_part.html": {"origin"},
    "allauth/elements/button.html": {"name", "value"},
    "components/entry.html": {"label"},  # "entry 7"
    "incidents/entry.html": {"label"},
    "incidents/entry_corrected.html": {"label"},
    "incidents/client_room.html": {"corrected_by"},
    "components/deadline_bar.html": {"text"},
    "components/sentiment.html": {"name"},
    "components/severity.html": {"name"},
    "components/visibility.html": {"name"},
    "components/visibility_choice.html": {"label"},
    "components/live_pill.html": {"words"},
    "alerting/rule_mute.html": {"words"},
}


def typed_names() -> set[str]:
    """Names under which a template may print what a person typed: of the models' own fields, and of the context."""
    names = set(BY_CONTEXT | SENTENCES | TAGS)
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in {"accounts", "incidents", "monitoring", "playbooks"}:
            continue
        for one in model._meta.get_fields():
            typed = isinstance(one, models.CharField | models.TextField) and not one.choices
            if (typed and one.name not in OURS_BY_FIELD) or _names_one(one):
                names.add(one.name)
    return names


def _names_one(one: object) -> bool:
    return isinstance(one, models.ForeignKey) and one.related_model.__name__ in PRINTS_AS_TYPED


def unguarded(source: str, template: str, names: set[str]) -> list[str]:
    """The expressions of a template that print what somebody typed without keeping it apart."""
    ours = OUR_WORDS.get(template, set())
    return [
        use.expression
        for use in uses(source)
        if use.name in names - ours and not use.is_safe and not use.expression.startswith(("form.", "save_form."))
    ]


_CONTROLS = re.compile(r'<(textarea|input)\b((?:\{%.*?%\}|\{\{.*?\}\}|"(?:\{\{.*?\}\}|\{%.*?%\}|[^"])*"|[^>])*)>', re.S)


def writable(source: str) -> list[tuple[str, str]]:
    """Name and attributes of each control of the template itself that takes any words."""
    found = []
    for name, attributes in _CONTROLS.findall(_COMMENT.sub("", source)):
        kind = re.search(r'\btype="([^"]*)"', attributes)
        words = name == "textarea" or (
            (kind is None or kind.group(1) in {"text", "search"}) and "readonly" not in attributes
        )
        if words:
            found.append((name, attributes))
    return found
