"""Mapping by example: the fields of a body that was pasted, what they probably are, and an item read by where they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from accounts.outside.failures import InvalidConfig, Malformed
from monitoring.feeds.connectors.protocol import SampleField
from monitoring.feeds.connectors.webhook.said import Said
from monitoring.feeds.connectors.webhook.settings import POINTERS, Settings
from monitoring.feeds.connectors.webhook.times import moment_of

MOST_ITEMS: Final = 500
_MOST_FIELDS, _DEEPEST, _EXAMPLE = 100, 8, 80
# By field of a post the names it goes by elsewhere, the likeliest first.
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "external_id": ("external_id", "id", "_id", "uuid", "guid", "review_id", "post_id", "document_id", "mention_id", "key"),
    "link": ("url", "link", "permalink", "html_url", "href", "web_url", "source_url", "document_url"),
    "title": ("title", "subject", "headline", "document_title"),
    "text": ("text", "body", "content", "message", "comment", "review", "description", "summary", "snippet", "excerpt"),
    "author": ("author_name", "author", "display_name", "username", "user_name", "user", "name", "login", "from", "source_name"),
    "published_at": ("published_at", "published", "created_at", "created", "publish_date", "date", "posted_at", "timestamp", "time"),
    "updated_at": ("updated_at", "updated", "modified_at", "edited_at", "last_modified"),
    "rating": ("rating", "stars", "score", "rating_value"),
    "action": ("action", "event", "event_type", "event_name", "type"),
}  # fmt: skip
# What says of an author that a name is theirs, and not a product's or a shop's.
_OF_AUTHORS: Final = ("author", "user", "consumer", "reviewer", "customer", "from", "sender", "creator")
# "undelete" says delete, too: first what takes a deletion back.
_ACTIONS: Final = (
    ("restore", ("restor", "recover", "undelet")),
    ("delete", ("delet", "destroy", "remov", "withdraw")),
    ("update", ("updat", "edit", "chang", "modif")),
    ("create", ("creat", "new", "add", "open", "publish", "insert")),
)


def action_of(word: str) -> str:
    """create, update, delete or restore; "" of a word that says none of them."""
    said = word.casefold()
    return next((action for action, stems in _ACTIONS if any(stem in said for stem in stems)), "")


def at(item: object, pointer: str) -> object:
    """What lies at a place (RFC 6901); None where nothing does."""
    here = item
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(here, Mapping):
            here = here.get(name)
        elif isinstance(here, list) and name.isascii() and name.isdigit() and len(name) < 6 and int(name) < len(here):
            here = here[int(name)]
        else:
            return None
    return here


def text_at(item: object, pointer: str) -> str:
    """A text, or a number as it is written: ids above 2^53 are numbers to some, and names to us."""
    value = at(item, pointer) if pointer else None
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def items_of(body: object, pointer: str) -> list[object]:
    """The posts of a body. Raises Malformed."""
    found = at(body, pointer)
    items = found if isinstance(found, list) else [found]
    if found is None or any(not isinstance(one, Mapping) for one in items):
        where = f"at {pointer}" if pointer else "in the body"
        raise Malformed(f"There is neither an object nor a list of objects {where}.")
    if len(items) > MOST_ITEMS:
        raise Malformed(f"At most {MOST_ITEMS} posts a delivery; these are {len(items)}.")
    return items


def read(item: object, settings: Settings) -> Said:
    """An item by where its fields lie."""
    said: dict[str, Any] = {name: text_at(item, pointer) for name, pointer in settings.pointers.items()}
    said["action"] = action_of(said.get("action", ""))
    return replace(Said(best=settings.best, item=item if isinstance(item, Mapping) else {}), **said)


def fields_of(body: object, pointer: str) -> tuple[SampleField, ...]:
    """Every field of the first item, in its order, as far as one may be pointed at."""
    items = items_of(body, pointer)
    return tuple(_leaves(items[0], ""))[:_MOST_FIELDS] if items else ()


def _leaves(value: object, path: str, depth: int = 0) -> Iterator[SampleField]:
    if isinstance(value, Mapping) and depth < _DEEPEST:
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}/{str(name).replace('~', '~0').replace('/', '~1')}", depth + 1)
    elif isinstance(value, list) and value and depth < _DEEPEST:
        yield from _leaves(value[0], f"{path}/0", depth + 1)
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and path:
        yield SampleField(path, " ".join(str(value).split())[:_EXAMPLE])


def guessed(body: object) -> dict[str, str]:
    """By field of the configuration where it probably lies; without what nothing looks like."""
    best: dict[str, str] = {}
    for pointer in ("", *_lists(body)):
        try:
            # What lies in a list is one of several: those are posts by themselves, or none of them is this one's.
            found = _pointers([one for one in fields_of(body, pointer) if "0" not in one.pointer.split("/")])
        except Malformed:
            continue
        # Of two that tell as much the body itself, which comes first.
        if len(found) > len({name for name in best if name != "items"}):
            best = {**found, **({"items": pointer} if pointer else {})}
    return best


def _lists(body: object, path: str = "", depth: int = 0) -> Iterator[str]:
    if not isinstance(body, Mapping):
        return
    for name, inner in body.items():
        here = f"{path}/{str(name).replace('~', '~0').replace('/', '~1')}"
        if isinstance(inner, list) and inner and all(isinstance(one, Mapping) for one in inner[:MOST_ITEMS]):
            yield here
        elif isinstance(inner, Mapping) and depth < 2:
            yield from _lists(inner, here, depth + 1)


def _pointers(fields: Sequence[SampleField]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, known in _NAMES.items():
        ranked = [
            (rank, one.pointer.count("/"), one) for one in fields if (rank := _rank(name, one, known)) is not None
        ]
        if ranked:
            found[name] = min(ranked, key=lambda triple: triple[:2])[2].pointer
    return found


def _rank(name: str, field: SampleField, known: tuple[str, ...]) -> int | None:
    """How much a field looks like what is looked for, the least the most; None: not at all."""
    *above, last = (_snake(part) for part in field.pointer.split("/")[1:])
    of_author = bool(above) and above[-1] in _OF_AUTHORS
    if name == "author" and of_author and last in ("name", "display_name", "username", "login", "handle"):
        return -1
    # An author's id, link or a name of anything else is none of the post's.
    if last not in known or (name != "author" and of_author) or (name == "author" and last == "name"):
        return None
    if name in ("published_at", "updated_at") and moment_of(field.example) is None:
        return None
    if name == "link" and not field.example.startswith(("http://", "https://")):
        return None
    if name == "rating" and not re.fullmatch(r"\d{1,3}(?:\.\d+)?", field.example):
        return None
    if name == "action" and not action_of(field.example):
        return None
    return known.index(last)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").replace(" ", "_").lower()


def refuse_blank(body: object, settings: Settings) -> None:
    """Raises InvalidConfig at the first field whose place is nowhere in the example, or can't be what it is meant to be."""
    try:
        items = items_of(body, settings.items)
    except Malformed as error:
        raise InvalidConfig(f"{error.sentence[:-1]} of the example.", field="items") from error
    if not items:
        raise InvalidConfig("The list is empty in the example: paste one that brings a post.", field="items")
    for one in POINTERS:
        pointer = settings.pointers.get(one.name, "")
        values = [value for item in items if (value := text_at(item, pointer))]
        if not pointer:
            continue
        if not values:
            there = any(at(item, pointer) is not None for item in items)
            wrong = "is neither a text nor a number" if there else "is nothing"
            raise InvalidConfig(f"At {pointer} {wrong} in the example.", field=one.name)
        if one.name in ("published_at", "updated_at") and moment_of(values[0]) is None:
            raise InvalidConfig(f"“{values[0][:40]}” at {pointer} is not a date.", field=one.name)
        if one.name == "rating" and Said(rating=values[0], best=settings.best).stars is None:
            best = f"a number from 0 to {settings.best}"
            raise InvalidConfig(f"“{values[0][:40]}” at {pointer} is not {best}.", field=one.name)
    if not settings.pointers.keys() & {"text", "title"}:
        raise InvalidConfig("Say where the text lies, or the title.", field="text")
