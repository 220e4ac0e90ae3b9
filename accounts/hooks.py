"""Questions that a lower room asks and a higher one answers.

Each is a Protocol, declared in the `hooks.py` of the app that asks and filled once, in the `ready` of the app that answers: the
type checker reads both sides. An answer nobody gave refuses to start (`refuse_unfilled`, called by the app that starts last).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypedDict, TypeVar
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from accounts.models import AccessLog, Membership, User

T = TypeVar("T")


class Hook(Generic[T]):
    """One such question. `asks` says it in words, for whoever left it without an answer."""

    declared: ClassVar[list["Hook[Any] | Hooks[Any]"]] = []

    def __init__(self, asks: str) -> None:
        self.asks = asks
        self._answer: T | None = None
        Hook.declared.append(self)

    def fill(self, answer: T) -> None:
        """Names who answers. Raises ImproperlyConfigured where somebody else does already."""
        if self._answer is not None:
            raise ImproperlyConfigured(f"Two answers to: {self.asks}")
        self._answer = answer

    @property
    def filled(self) -> bool:
        """Whether somebody answers."""
        return self._answer is not None

    @property
    def answer(self) -> T:
        """Who answers. Raises ImproperlyConfigured where nobody does."""
        if self._answer is None:
            raise ImproperlyConfigured(f"Nobody answers: {self.asks}")
        return self._answer


class Hooks(Generic[T]):
    """A question that several rooms answer, each for what is its own."""

    def __init__(self, asks: str) -> None:
        self.asks = asks
        self.answers: list[T] = []
        Hook.declared.append(self)

    def add(self, answer: T) -> None:
        """One more who answers; a repeat changes nothing."""
        if answer not in self.answers:
            self.answers.append(answer)

    @property
    def filled(self) -> bool:
        """Whether somebody answers."""
        return bool(self.answers)


def refuse_unfilled() -> None:
    """Raises ImproperlyConfigured naming each question that nobody answers."""
    missing = [one.asks for one in Hook.declared if not one.filled]
    if missing:
        raise ImproperlyConfigured(f"Nobody answers: {'; '.join(missing)}")


class Brands(Protocol):
    """What of brands a room below them must know."""

    def places_of(self, user_id: int) -> list[UUID]:
        """The brands a person is on, in the current agency."""

    def visible(self, member: "Membership", brand_ids: Collection[Any]) -> set[UUID]:
        """Those of them the member may see. Raises ValueError or ValidationError where one is no id at all."""

    def put_on(self, person: "User", brand_ids: Collection[UUID]) -> None:
        """Puts the person on these brands of the current agency and on no other; those that are gone are passed over."""


class Audit(Protocol):
    """Who keeps an agency's record of events."""

    def logged(self, entry: "AccessLog", *, about: str, brand: UUID | None) -> None:
        """An entry of the access log was written that concerns an agency; in the same transaction."""


class Shapes(Protocol):
    """Who knows how the API shows a row."""

    def shown(self, kind: str, ids: Collection[str], member: "Membership") -> dict[str, dict[str, Any]]:
        """Rows of one kind ("incident", as events name their subjects), each by its id in the API's own shape, narrowed to the member.

        Left out: what the member may not see, what is gone, and kinds that have no address of their own. As many queries for many
        rows as for one.
        """


class NextDeadline(TypedDict):
    """The deadline in the head of every page."""

    label: str
    url: str
    due_at: datetime
    brand: str
    started_at: datetime | None
    drill: bool


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What the frame of a page shows of the rooms above it. `counts`: by the key of a place in the navigation."""

    search_url: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    next_deadline: NextDeadline | None = None


class FrameFinder(Protocol):
    """Who knows what waits for a member."""

    def __call__(self, member: "Membership") -> FrameFacts:
        """For every page, so in few queries."""


class MailedPath(Protocol):
    """Who knows where a notification leads when it is read in an email: further than on a page, by a link signed for that person."""

    def __call__(self, *, subject_kind: str, subject_id: UUID | None, user_id: int, path: str) -> str:
        """For this person and what the news is about; `path` is where it leads on a page. Made while sending, stored nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """What a person's calendar shows of one thing. `ends_at` None: a deadline. `sequence` grows with its changes.

    No words of posts and no names of their authors: what a calendar has fetched, nobody can erase.
    """

    kind: str  # "task", "update", "debrief", "planned_event"
    id: UUID
    title: str
    brand: str
    path: str
    starts_at: datetime
    ends_at: datetime | None = None
    changed_at: datetime
    sequence: int
    drill: bool = False


class Calendar(Protocol):
    """Who knows of deadlines and dates."""

    def __call__(self, member: "Membership", *, since: datetime, until: datetime) -> Sequence[CalendarEntry]:
        """Those of this time that the member sees and may still act on, in few queries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """What a person's feed reader shows of one thing; of posts no more than a calendar entry says."""

    id: UUID
    title: str
    text: str
    words: tuple[str, ...]  # to sort it by: its brand, kind and severity
    path: str
    published_at: datetime
    changed_at: datetime


class AlertFeed(Protocol):
    """Who knows of alerts."""

    def __call__(self, member: "Membership", *, most: int) -> Sequence[FeedEntry]:
        """The newest that the member sees, the newest first, in few queries."""


brands = Hook[Brands]("accounts.hooks.brands: which brands a person is on")
audit = Hook[Audit]("accounts.hooks.audit: the record of events in which the access log stands, too")
shapes = Hook[Shapes]("accounts.hooks.shapes: how the API shows a row")
frame = Hook[FrameFinder]("accounts.hooks.frame: what waits for a member, for the frame of every page")
mailed_path = Hook[MailedPath]("accounts.hooks.mailed_path: where a notification leads when it is read in an email")
calendars = Hooks[Calendar]("accounts.hooks.calendars: which deadlines and dates a person has")
alert_feed = Hook[AlertFeed]("accounts.hooks.alert_feed: which alerts a person sees")
