"""What is asked of whoever adds a webhook, and what the answers mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.spec import Choice, Number, Option, Sample, Secret, Spec, Text

PLATFORM: Final = "webhook"
STANDARD, GITHUB, SLACK, DISCOURSE = "standard", "github", "slack", "discourse"
TRUSTPILOT, MELTWATER, BEARER, PATH = "trustpilot", "meltwater", "bearer", "path"
# What they send is known: nobody has to point at anything.
KNOWN: Final = frozenset({GITHUB, SLACK, DISCOURSE, TRUSTPILOT})
# Nothing but the address tells them from anybody else.
UNPROVEN: Final = frozenset({TRUSTPILOT, MELTWATER, PATH})
FULL_MARKS: Final = 5
_HEADER: Final = r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}"  # RFC 9110 5.6.2, a token


def _pointer(name: str, label: str, help_text: str = "") -> Text:
    return Text(name=name, label=label, help=help_text, most=300, example=f"/{name}", points_into="sample")


_LIST: Final = _pointer(
    "items", "List of posts", "Where a delivery brings several at once. Empty: it is one, or a list."
)
# By the words of `mapping.py`; each a place in the item (JSON Pointer, RFC 6901).
POINTERS: Final = (
    _pointer("external_id", "Id", "What names it at the sender, so that an update finds it again."),
    _pointer("link", "Link"),
    _pointer("title", "Title"),
    _pointer("text", "Text"),
    _pointer("author", "Author"),
    _pointer("published_at", "Published"),
    _pointer("updated_at", "Updated", "Tells an older delivery that came late from a newer one."),
    _pointer("rating", "Rating"),
    _pointer("action", "What happened", "A word like created, updated or deleted. Empty: each is new, or an update."),
)

SPEC: Final = Spec(
    platform=PLATFORM,
    network=False,
    name="Webhook",
    about="Posts that another service sends here: reviews, issues, alerts of other tools. You get an address for it.",
    fields=(
        Text(
            name="sender",
            label="Sender",
            help="What you call it. Each sender of a brand has an address of its own.",
            required=True,
            in_key=True,
            missing="Say who sends, as you call it.",
            most=100,
            # Behind "webhook:" two slashes would be the beginning of a host.
            pattern=r"[^/\s].*",
            pattern_words="A sender's name begins with a letter or a digit.",
            example="Trustpilot",
        ),
        Choice(
            name="kind",
            label="Kind",
            help="How a delivery proves whose it is, and what it holds.",
            required=True,
            options=(
                Option(value=STANDARD, label="Standard Webhooks (signed)"),
                Option(value=GITHUB, label="GitHub: issues, discussions, comments (signed)"),
                Option(value=SLACK, label="Slack: messages of a channel (signed)"),
                Option(value=DISCOURSE, label="Discourse: posts of a forum (signed)"),
                Option(value=TRUSTPILOT, label="Trustpilot: reviews (address only)"),
                Option(value=MELTWATER, label="Meltwater: alerts (address only)"),
                Option(value=BEARER, label="Zapier, Make, your own program: a token in a header"),
                Option(value=PATH, label="Anything else: address only"),
            ),
            default=STANDARD,
        ),
        Sample(
            name="sample",
            label="Example of a delivery",
            help="Paste one body as it is sent. Its fields are shown, to choose from. It is not kept.",
            front=True,
        ),
        Secret(
            name="secret",
            label="Signing secret or token",
            help="As the sender shows it. Where the sender takes one of yours, save first and make one on the source's page.",
        ),
        Text(
            name="header",
            label="Header of the token",
            help="Empty: Authorization, as “Bearer …”, or as “Basic …” with “user:password” as the token.",
            pattern=_HEADER,
            pattern_words="A header's name has letters, digits and hyphens, like X-Token.",
            example="Authorization",
        ),
        _LIST,
        *POINTERS,
        Number(name="best", label="Best rating there is", least=1, most=1_000, default=FULL_MARKS),
    ),
    scope="private",
    history=False,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`pointers`: by field of a post where it lies in an item, "" for the item itself; empty where nobody pointed."""

    sender: str
    kind: str
    header: str = ""
    items: str = ""
    pointers: Mapping[str, str] = field(default_factory=dict)
    best: int = FULL_MARKS

    @property
    def is_known(self) -> bool:
        """Whether what it sends is read without anybody pointing at it."""
        return self.kind in KNOWN and not self.pointers


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    pointers = {one.name: str(config[one.name]) for one in POINTERS if config.get(one.name)}
    best = config.get("best")
    return Settings(
        sender=str(config["sender"]),
        kind=str(config.get("kind") or STANDARD),
        header=str(config.get("header") or ""),
        items=str(config.get("items") or ""),
        pointers=pointers,
        best=best if isinstance(best, int) else FULL_MARKS,
    )


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """Pointers in the standard's spelling. Raises InvalidConfig naming the field."""
    tidied = {**config, "sender": " ".join(str(config.get("sender") or "").split())}
    for one in (_LIST, *POINTERS):
        if given := str(config.get(one.name) or ""):
            tidied[one.name] = _spelt(given, one.name)
    if config.get("header") and config.get("kind", STANDARD) != BEARER:
        raise InvalidConfig(
            "Only a token has a header of its own: choose that kind, or leave this empty.", field="header"
        )
    return tidied


def _spelt(given: str, name: str) -> str:
    # As people write it: a name alone, or a way of names with dots.
    pointer = given if given.startswith("/") else "/" + given.replace(".", "/")
    if re.search(r"~(?![01])", pointer):
        raise InvalidConfig("A place is written like /review/text.", field=name)
    return pointer
