"""What people write, checked at the door of the services: length, and characters no page or record can hold."""

import re

from accounts.errors import Invalid

# NUL and other controls but tab and line ends, and halves of surrogate pairs: neither JSONB nor UTF-8 holds them.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Marks that show nothing and can reorder or hide what is read. Joiners (200c, 200d) are kept: scripts and emoji need them.
_HIDDEN = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00ad]")
_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]*")
LONGEST = 20_000


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: empty, white space, or marks without a shape."""
    return _BLANK.fullmatch(text) is not None


def name_of(field: str, value: str, *, most: int, what: str, least: int = 1) -> str:
    """What a person, a brand, a query is called: one line, visible characters only, so that no two look the same unseen.

    Raises Invalid at `field`; `what` begins its sentence ("A brand's name").
    """
    name = " ".join(value.split())
    if not least <= len(name) <= most or not name.isprintable():
        raise Invalid.field(field, f"{what} has {least} to {most} visible characters.")
    return name


def text_of(field: str, value: str, *, most: int = LONGEST, required: bool = True) -> str:
    """The text with ends trimmed and line ends as \\n.

    Raises Invalid at `field` where it is missing, longer than `most` characters, or holds what can't be kept.
    """
    if _UNHOLDABLE.search(value):
        raise Invalid.field(field, "This text contains characters that can't be stored.", code="bad_characters")
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if required and is_blank(text):
        raise Invalid.field(field, "Write something here.", code="required")
    if len(text) > most:
        raise Invalid.field(
            field, f"This is {len(text):,} characters long; {most:,} is the most.", code="too_long", data={"most": most}
        )
    return text


def line_of(field: str, value: str, *, most: int, required: bool = True) -> str:
    """The same for one line: line ends become spaces, so that no mail header or list row is broken by it."""
    return " ".join(text_of(field, value, most=most, required=required).split())


def public_text(field: str, value: str, *, most: int = LONGEST) -> str:
    """The same for the public: characters that hide or reorder what an approver reads are refused.

    Raises Invalid (`hidden_characters`): what is approved must be what is seen.
    """
    text = text_of(field, value, most=most)
    hidden = _HIDDEN.search(text)
    if hidden:
        raise Invalid.field(
            field,
            f"There is an invisible character at position {hidden.start() + 1}. Remove it: approvers could not see it.",
            code="hidden_characters",
            data={"position": hidden.start() + 1},
        )
    return text
