"""What a kind of alert rule declares: how it is called, set, said and judged. A kind's own module fills it in."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar

from django import forms

from monitoring import detection
from monitoring.detection import Finding

Given = Mapping[str, Any]
R = TypeVar("R", bound=detection.AnyRule)
_CALM_HOURS = 12  # with which the detector's false alarms were measured


class Begins(NamedTuple):
    """The rule of a kind that a new brand begins with."""

    name: str
    settings: Mapping[str, Any] = {}
    severity: int = 3


class Kind(Generic[R]):
    """One kind of alert rule. What stands here without a value every kind must say; the rest is for those that differ."""

    key: str  # as it is stored, and called by the API
    rule: type[R]  # the detector's

    # In words
    name: str  # to choose it by
    about: str
    alert_name: str  # of its alerts, in lists
    icon: str
    api: str  # the shape of its settings

    # What is set: each setting's name in a rule's history, and the fields of its form in the order they stand.
    settings: ClassVar[Mapping[str, str]]
    fields: ClassVar[Mapping[str, forms.Field]]
    behind: ClassVar[tuple[str, ...]] = ()  # of the fields, those behind the form's "more"
    percents: ClassVar[tuple[str, ...]] = ()  # of the settings, shares of one that people read as per cent
    no_query = ""  # why it takes no query, where it takes none
    begins: ClassVar[Begins | None] = None

    # How it is judged
    learned = False  # it learns what is usual: of a query, which has counts of its own, never of a filter
    asked_together = (
        False  # `hot` may answer for all series: it never misses what `judge` finds without the history's posts
    )
    asks: ClassVar[frozenset[Literal["sources", "critics"]]] = frozenset()  # what was before, of each new mention
    own_band = False  # its band is made of the counts it looks at, with a filter too
    untried = ""  # what of it a back-test leaves out
    watches: Literal["", "volume", "sources"] = ""  # what of a brand is not blind while there is such a rule

    # How its alerts read
    counted = False  # its numbers make the headline; the others' sentences say more than a count does
    limited = False  # its limit stands beside them

    @property
    def of_posts(self) -> bool:
        """Whether it is judged from each new mention as it comes, not from the counts of a series."""
        return issubclass(self.rule, detection.PostRule)

    @property
    def has_sensitivity(self) -> bool:
        """Whether one word sets how soon it speaks."""
        return "sensitivity" in self.settings

    def make(self, given: Given) -> R:
        """The detector's rule of settings whose names are known. Raises Invalid naming the field."""
        raise NotImplementedError

    def says(self, own: Given, of: str) -> str:
        """A rule of these settings, in a sentence. `of`: the query's name in words, or nothing."""
        raise NotImplementedError

    def quiet_hours(self, given: Given) -> int:
        """How long nothing must be seen until it is news again. Raises Invalid."""
        return _CALM_HOURS

    def reads(self, rule: R) -> str:
        """The query in the query language that every mention is asked, where it has one."""
        return ""

    def of_negative(self, rule: R) -> bool:
        """Whether it looks at negative mentions alone."""
        return False

    def fell(self, finding: Finding) -> bool:
        """Whether a finding is of too few: what carries it are then those that bring less."""
        return False

    def only_history(self, rule: R, finding: Finding, awake: Callable[[], float]) -> bool:
        """Whether a finding is nothing without the posts that came as history; `awake`: how many posts are left without.

        Limits are judged without history already, and a lull has no posts to doubt.
        """
        return False

    def problem(self, given: Given) -> tuple[str, str] | None:
        """What is wrong with fields that are right one by one: the field and the words."""
        return None

    def stored(self, given: Given) -> dict[str, Any]:
        """The settings of what was typed in its fields; those left empty are not among them."""
        return {name: value / 100 if name in self.percents else value for name, value in given.items()}

    def shown(self, settings: Given) -> dict[str, Any]:
        """Stored settings as its fields show them."""
        return {name: round(100 * value, 2) if name in self.percents else value for name, value in settings.items()}
