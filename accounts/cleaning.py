"""What people write, checked at the door of the services: length, and characters no page or record can hold."""

import re
import unicodedata

import regex

from accounts.errors import Invalid

# NUL and other controls but tab and line ends, and halves of surrogate pairs: neither JSONB nor UTF-8 holds them.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Everything that shows nothing, as Unicode's classes name it, with the blank of braille and the empty note head that they
# leave out; number signs that enclose what follows (U+0600…) are format characters that can be seen.
_UNSEEN = r"[[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\U0001D159]--[\t\n\p{Prepended_Concatenation_Mark}]]"
_JOINS = r"[\p{Joining_Type=D}\p{Joining_Type=L}\p{Joining_Type=R}]"
# Where a script or an emoji is not written rightly without one. Everywhere else the same mark is refused.
_NEEDED = "|".join(
    (
        # Arabic, Persian, Syriac…: kept apart inside a word, or a joined form shown alone.
        rf"(?<={_JOINS}\p{{Mn}}{{0,4}})\u200C(?=\p{{Mn}}{{0,4}}{_JOINS})",
        r"(?<=[\p{Joining_Type=D}\p{Joining_Type=L}]\p{Mn}{0,4})\u200D",
        r"\u200D(?=[\p{Joining_Type=D}\p{Joining_Type=R}])",
        # Indic scripts: how a virama joins.
        r"(?<=\p{ccc=9})[\u200C\u200D]",
        r"(?<=\p{L})\u200D(?=\p{ccc=9})",
        # Scripts without spaces between words: where a line may break.
        r"(?<=\p{Line_Break=SA})\u200B(?=\p{Line_Break=SA})",
        # Mongolian: shapes of letters, and the separated vowel at a word's end.
        r"(?<=[\p{Script=Mongolian}&&\p{L}])[\u180B-\u180D\u180F]",
        r"(?<=[\p{Script=Mongolian}&&\p{L}])\u180E(?=[\u1820\u1821])",
        # The shape of one ideograph (Japanese names), of one Myanmar letter (Khamti).
        r"(?<=\p{Unified_Ideograph})[\uFE00-\uFE02\U000E0100-\U000E01EF]",
        r"(?<=[\p{Script=Myanmar}&&\p{L}])\uFE00",
        # Emoji: picture or text, keycaps, what is one picture together, the flags of England, Scotland and Wales.
        r"(?<=[\p{Emoji}--[0-9#*]])[\uFE0E\uFE0F]",
        r"(?<=[0-9#*])\uFE0F(?=\u20E3)",
        r"(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})",
        r"(?<=\U0001F3F4)\U000E0067\U000E0062(?:\U000E0065\U000E006E\U000E0067|\U000E0073\U000E0063\U000E0074"
        r"|\U000E0077\U000E006C\U000E0073)\U000E007F",
    )
)
_MARKS = regex.compile(rf"(?V1)(?:{_NEEDED})|(?P<unseen>{_UNSEEN})")
_TURNING = regex.compile(r"\p{Bidi_Control}")
_BLANK = regex.compile(rf"(?V1)[\s{_UNSEEN}]*")


LONGEST = 20_000
MOST_INTEGER, MOST_BIGINT = 2**31 - 1, 2**63 - 1  # what PostgreSQL's columns hold


def whole_number(text: str, *, least: int = 0, most: int = MOST_INTEGER) -> int | None:
    """The number that these digits 0 to 9 write, if it lies within the bounds; None for everything else."""
    # “²” is a digit to isdigit() and none to int(), which refuses 4,301 digits besides.
    if not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    number = int(digits) if len(digits) <= len(str(most)) else None
    return number if number is not None and least <= number <= most else None


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: empty, white space, or marks without a shape."""
    return _BLANK.fullmatch(text) is not None


def find_invisible(text: str) -> int | None:
    """Where the first character stands that shows nothing and that no script or emoji needs there; None: nowhere."""
    return next((mark.start() for mark in _MARKS.finditer(text) if mark.group("unseen")), None)


def clean_name(field: str, value: str, *, most: int, what: str, least: int = 1) -> str:
    """What a person, a brand, a query is called: one line, visible characters only, so that no two look the same unseen.

    Raises Invalid at `field`; `what` begins its sentence ("A brand's name").
    """
    name = " ".join(value.split())
    # `isprintable` refuses unassigned and private code points, too: fonts show a box for them, or nothing.
    seen = find_invisible(name) is None and _MARKS.sub("", name).isprintable()
    if not least <= len(name) <= most or not seen:
        raise Invalid.field(field, f"{what} has {least} to {most} visible characters.")
    return name


def clean_text(field: str, value: str, *, most: int = LONGEST, required: bool = True) -> str:
    """The text with ends trimmed and line ends as \\n.

    Raises Invalid at `field` where it is missing, longer than `most` characters, or holds what can't be kept.
    """
    if _UNHOLDABLE.search(value):
        raise Invalid.field(field, "This text contains characters that can't be stored.", code="bad_characters")
    # Browsers send CRLF, programs LF: the same words must have the same SHA-256, to which an approval is bound.
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if required and is_blank(text):
        raise Invalid.field(field, "Write something here.", code="required")
    if len(text) > most:
        raise Invalid.field(
            field, f"This is {len(text):,} characters long; {most:,} is the most.", code="too_long", data={"most": most}
        )
    return text


def clean_line(field: str, value: str, *, most: int, required: bool = True) -> str:
    """The same for one line: line ends become spaces, so that no mail header or list row is broken by it.

    Raises Invalid (`hidden_characters`) for marks that turn the reading direction: a title stands beside other words.
    """
    line = " ".join(clean_text(field, value, most=most, required=required).split())
    turning = _TURNING.search(line)
    if turning:
        raise _hidden(field, line, turning.start(), "It changes the reading direction of the text next to it.")
    return line


def strip_bidi(text: str) -> str:
    """Words the software quotes, without the marks that turn the reading direction: a line of ours may carry them on."""
    return str(_TURNING.sub("", text))


def clean_public_text(field: str, value: str, *, most: int = LONGEST) -> str:
    """The same for the public: characters that hide or reorder what an approver reads are refused.

    Joiners, variation selectors and tags pass where a script or an emoji is not written rightly without them. Raises
    Invalid (`hidden_characters`), which names the first: what is approved must be what is seen.
    """
    text = clean_text(field, value, most=most)
    at = find_invisible(text)
    if at is not None:
        raise _hidden(field, text, at, "Approvers could not see it.")
    return text


def _hidden(field: str, text: str, at: int, why: str) -> Invalid:
    code = f"U+{ord(text[at]):04X}"
    called = f"{name}, {code}" if (name := unicodedata.name(text[at], "")) else code
    before = text[max(0, at - 12) : at].split("\n")[-1]
    after = f", after “{before}”" if before.strip() and find_invisible(before) is None else ""
    message = f"There is an invisible character at position {at + 1}{after} ({called}). Remove it. {why}"
    return Invalid.field(field, message, code="hidden_characters", data={"position": at + 1, "character": code})
