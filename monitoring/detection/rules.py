"""Alert rules, as data: immutable, checked when made, one per kind.

A rule says what counts as worth a look. `judging` applies those over counts to a moment, `posts` those over single
posts to a post, and `firing` says when a finding becomes an alert. Every rule is made with sensible defaults; minutes
are whole 5-minute buckets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sensitivity = Literal["low", "normal", "high"]
Stream = Literal["all", "negative"]
SENSITIVITIES: dict[str, float] = {"low": 2.35, "normal": 2.15, "high": 1.95}
# What each word means on the public benchmark: labelled windows found, of 33, and false alarms per brand and month.
SENSITIVITY_FIGURES: dict[str, tuple[int, float]] = {"low": (27, 1.3), "normal": (32, 2.0), "high": (32, 3.2)}
HISTORY_MINUTES = 1440  # the longest stretch a rule may look back over
QUIET_POSTS_PER_WEEK = 3.0


def _check_minutes(minutes: int, most: int = HISTORY_MINUTES) -> None:
    if minutes % 5 or not 5 <= minutes <= most:
        raise ValueError(f"minutes must be a multiple of 5 from 5 to {most}, not {minutes}")


def _check_share(share: float) -> None:
    if not 0 < share <= 1:
        raise ValueError(f"a share lies above 0 and at most at 1, not {share}")


@dataclass(frozen=True, slots=True)
class SpikeRule:
    """More than is usual for this brand at this hour, in any of the ways of `ways`: over minutes to two hours, in a quarter
    of an hour alone, in six hours where few are usual, in a day looked back upon in the evening; or a turn of tone. While
    learning also: an absolute jump against the hour before."""

    sensitivity: Sensitivity = "normal"
    minimum_posts: int = 5  # in the last 15 minutes, in up to six hours; twice as many in a day
    streams: tuple[Stream, ...] = ("all", "negative")

    def __post_init__(self) -> None:
        """Raises ValueError for an unknown sensitivity or no stream."""
        if self.sensitivity not in SENSITIVITIES or not self.streams or set(self.streams) - {"all", "negative"}:
            raise ValueError(f"unknown sensitivity or streams: {self.sensitivity}, {self.streams}")


@dataclass(frozen=True, slots=True)
class ThresholdRule:
    """At least `posts` in the last `minutes`."""

    posts: int
    minutes: int = 60
    stream: Stream = "all"

    def __post_init__(self) -> None:
        """Raises ValueError for impossible minutes or a limit below 1."""
        _check_minutes(self.minutes)
        if self.posts < 1:
            raise ValueError(f"the limit is at least 1 post, not {self.posts}")


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """The last `minutes` against the same length before: up (or, if negative, down) by `percent` or more."""

    percent: float
    minutes: int = 60
    minimum_posts: int = 10  # in the larger of the two
    stream: Stream = "all"

    def __post_init__(self) -> None:
        """Raises ValueError for impossible minutes, or a change of nothing or below -100 percent."""
        _check_minutes(self.minutes, HISTORY_MINUTES // 2)
        if self.percent == 0 or self.percent < -100:
            raise ValueError(f"a change is not 0 and not below -100 percent: {self.percent}")


@dataclass(frozen=True, slots=True)
class NegativeShareRule:
    """Negative mentions make up `share` (0…1) or more of at least `minimum_posts` in the last `minutes`.

    `above_usual`: and surprisingly more than this brand's own usual share, as learned; `share` is then the least besides,
    0 for none.
    """

    share: float
    minutes: int = 60
    minimum_posts: int = 20
    above_usual: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for impossible minutes or share."""
        _check_minutes(self.minutes)
        if not (self.above_usual and self.share == 0):
            _check_share(self.share)


@dataclass(frozen=True, slots=True)
class NegativePostRule:
    """Every negative post, while the brand is too quiet for statistics."""

    below_posts_per_week: float = QUIET_POSTS_PER_WEEK


@dataclass(frozen=True, slots=True)
class DropRule:
    """Two hours at least `percent` below the expected volume and below the usual band, where enough posts are
    expected."""

    percent: float = 60.0
    minimum_expected: float = 20.0

    def __post_init__(self) -> None:
        """Raises ValueError unless 0 < percent <= 100."""
        _check_share(self.percent / 100.0)


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """Two hours below `share` (0…1) of the expected volume, where enough posts are expected."""

    share: float = 0.1
    minimum_expected: float = 10.0

    def __post_init__(self) -> None:
        """Raises ValueError for an impossible share."""
        _check_share(self.share)


@dataclass(frozen=True, slots=True)
class VipRule:
    """A post by somebody on the list, with enough followers, or whom the platform calls verified: any of them."""

    authors: tuple[str, ...] = ()  # handles (with or without @) and names, whatever their case
    followers: int = 0  # 0: not asked for
    verified: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError where it asks for nobody."""
        if not self.authors and self.followers < 1 and not self.verified:
            raise ValueError("name somebody, a number of followers, or verified authors")


@dataclass(frozen=True, slots=True)
class WordsRule:
    """A post that the query `text` matches. The caller says whether it does: the language is not read here."""

    text: str

    def __post_init__(self) -> None:
        """Raises ValueError for an empty query."""
        if not self.text.strip():
            raise ValueError("write what to look for")


@dataclass(frozen=True, slots=True)
class NewSourceRule:
    """The first post on a source that had none before, or none for `quiet_days`."""

    quiet_days: int = 30

    def __post_init__(self) -> None:
        """Raises ValueError for no day at all."""
        if self.quiet_days < 1:
            raise ValueError(f"at least one day, not {self.quiet_days}")


@dataclass(frozen=True, slots=True)
class ReturningCriticRule:
    """A negative post by somebody whose negative post before it was `days` or more ago."""

    days: int = 7

    def __post_init__(self) -> None:
        """Raises ValueError for no day at all."""
        if self.days < 1:
            raise ValueError(f"at least one day, not {self.days}")


Rule = SpikeRule | ThresholdRule | ChangeRule | NegativeShareRule | NegativePostRule | DropRule | SilenceRule
PostRule = NegativePostRule | VipRule | WordsRule | NewSourceRule | ReturningCriticRule
AnyRule = Rule | PostRule
