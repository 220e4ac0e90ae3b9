"""What a connector asks of whoever adds a source: typed fields, each checked by itself, with refusals in a person's words.

Pages, the API and its description are all made of this: a field that is declared here is everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal

from accounts.outside.failures import InvalidConfig

Value = str | int | bool
# public: whoever adds the same address shares one feed. app: shared as well, read with the operator's own key.
# private: always the agency's own.
Scope = Literal["public", "app", "private"]
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")  # as long as `Credential.field` takes
# PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair.
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
# What a source has of its own, beside what its platform asks.
TAKEN: Final = frozenset({"id", "brand", "platform", "name", "address", "everything", "fields", "step", "next"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """`in_key`: part of what tells two feeds apart. `missing`: the refusal of a required field that was left empty.
    `front`: asked of everybody, though it may be left out."""

    kind: ClassVar[str]
    name: str
    label: str
    help: str = ""
    required: bool = False
    in_key: bool = False
    missing: str = ""
    front: bool = False

    @property
    def empty(self) -> Value:
        """What it is where nothing was entered."""
        return ""

    def read(self, given: object) -> Value:
        """The value as it is kept. Raises InvalidConfig in a sentence that stands at the field."""
        raise NotImplementedError

    def refusal(self, sentence: str) -> InvalidConfig:
        """At this field."""
        return InvalidConfig(sentence, field=self.name)

    def refused_empty(self) -> InvalidConfig:
        """Of a required field."""
        return self.refusal(self.missing or f"Fill in: {self.label}.")

    def _line(self, given: object, most: int) -> str:
        if not isinstance(given, str):
            raise self.refusal("Send text.")
        if len(given) > most:
            raise self.refusal(f"At most {most} characters; these are {len(given)}.")
        if _CONTROLS.search(given):
            raise self.refusal("This contains characters that can't be stored.")
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(_Asked):
    """One line. `pattern` (all of it must match) says in `pattern_words` what is expected. `points_into`: the name of a sample
    whose fields are offered."""

    kind: ClassVar[str] = "text"
    most: int = 200
    pattern: str = ""
    pattern_words: str = ""
    example: str = ""
    points_into: str = ""

    def read(self, given: object) -> Value:
        """The line, trimmed."""
        line = self._line(given.strip() if isinstance(given, str) else given, self.most)
        if line and self.pattern and not re.fullmatch(self.pattern, line):
            raise self.refusal(self.pattern_words or "This doesn't have the expected form.")
        return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Url(_Asked):
    """An address that is fetched. Whether it may be is asked of the guarded client before anything is kept."""

    kind: ClassVar[str] = "url"
    most: int = 2_000
    example: str = "https://…"

    def read(self, given: object) -> Value:
        """The address, trimmed."""
        line = given.strip() if isinstance(given, str) else given
        if isinstance(line, str) and len(line) > self.most:
            raise self.refusal("The address is too long.")
        return self._line(line, self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(_Asked):
    """One of a few."""

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]
    default: str = ""

    @property
    def empty(self) -> Value:
        """The answer that nobody chose."""
        return self.default

    def read(self, given: object) -> Value:
        """The chosen value."""
        if not isinstance(given, str) or given not in {one.value for one in self.options}:
            raise self.refusal(f"Choose one of: {', '.join(one.label for one in self.options)}.")
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(_Asked):
    """A whole number."""

    kind: ClassVar[str] = "number"
    least: int = 0
    most: int = 1_000_000
    default: int | None = None

    @property
    def empty(self) -> Value:
        """The number that nobody entered."""
        return "" if self.default is None else self.default

    def read(self, given: object) -> Value:
        """The number, within its bounds."""
        if isinstance(given, bool) or not isinstance(given, int):  # JSON's true is an int to Python
            raise self.refusal("Enter a whole number.")
        if not self.least <= given <= self.most:
            raise self.refusal(f"Enter a number from {self.least} to {self.most}.")
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(_Asked):
    """On or off."""

    kind: ClassVar[str] = "switch"
    default: bool = False

    @property
    def empty(self) -> Value:
        """How it stands unless somebody changes it."""
        return self.default

    def read(self, given: object) -> Value:
        """Whether it is on."""
        if not isinstance(given, bool):
            raise self.refusal("Send true or false.")
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret(_Asked):
    """A password, token or key: encrypted, never shown again, never part of a configuration, handed over for a fetch only."""

    kind: ClassVar[str] = "secret"
    most: int = 500

    def read(self, given: object) -> Value:
        """As it was typed: white space may be part of it. What is refused is not repeated."""
        return self._line(given, self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(_Asked):
    """An example of what will come, of several lines: looked at while a source is tried, and not kept."""

    kind: ClassVar[str] = "sample"
    most: int = 100_000

    def read(self, given: object) -> Value:
        """As it was pasted."""
        if not isinstance(given, str):
            raise self.refusal("Send text.")
        if len(given) > self.most:
            raise self.refusal(f"At most {self.most} characters; these are {len(given)}.")
        return given.strip()


Field = Text | Url | Choice | Number | Switch | Secret | Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was filled in, read by a spec: `config` holds what differs from empty, `faults` a sentence by field."""

    config: Mapping[str, Value]
    secrets: Mapping[str, str] = field(repr=False)
    faults: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    samples: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One platform to whoever chooses among them, and what it asks. The first field is where the source lies.

    `history`: what was published before it was added can be read. `replies`: posts can be answered from here.
    `network`: people speak there of any brand; else it is one place, such as a feed, a forum, a mailbox.
    """

    platform: str
    name: str
    about: str
    fields: tuple[Field, ...]
    scope: Scope = "public"
    history: bool = True
    replies: bool = False
    network: bool = True

    def __post_init__(self) -> None:
        names = [one.name for one in self.fields]
        wrong = [name for name in names if not _NAME.fullmatch(name) or name in TAKEN or names.count(name) > 1]
        if wrong or not names:
            raise ValueError(f"Fields of {self.platform}: {', '.join(wrong) or 'none'}. Each needs a name of its own.")
        if isinstance(self.fields[0], Secret) or any(one.in_key for one in self.secrets):
            raise ValueError(f"A secret of {self.platform} tells no feeds apart.")

    @property
    def first(self) -> Field:
        """Where what concerns the source as a whole is said."""
        return self.fields[0]

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Those that are kept apart."""
        return tuple(one for one in self.fields if isinstance(one, Secret))

    @property
    def key_names(self) -> frozenset[str]:
        """The fields that tell feeds apart: all that a shared feed knows of a configuration."""
        return frozenset(one.name for one in self.fields if one.in_key)

    def read(self, given: Mapping[str, object], *, kept: Collection[str] = ()) -> Answers:
        """Reads what was given, field by field; None and "" are nothing. `kept`: secrets that are stored already."""
        config: dict[str, Value] = {}
        apart: dict[type, dict[str, str]] = {Secret: {}, Sample: {}}  # no part of a configuration
        faults: dict[str, str] = {}
        for one in self.fields:
            value = given.get(one.name)
            try:
                read = one.empty if value is None or value == "" else one.read(value)
                if one.required and read == "" and one.name not in kept:
                    raise one.refused_empty()
            except InvalidConfig as refusal:
                faults[one.name] = refusal.sentence
                continue
            if isinstance(one, Secret | Sample):
                apart[type(one)] |= {one.name: str(read)} if read != "" else {}
            elif read != one.empty:
                config[one.name] = read
        unknown = tuple(sorted(set(given) - {one.name for one in self.fields}))
        return Answers(config=config, secrets=apart[Secret], faults=faults, unknown=unknown, samples=apart[Sample])
