"""What the parts of the room hand their templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from incidents import hooks
from incidents.forms.record import NoteForm
from incidents.models import Incident, PublicAnswer, Task, TeamPlace
from incidents.views.figures import ClockItem
from incidents.views.page_context import Stage
from incidents.views.wording import Face
from monitoring.models import Mention


@dataclass(frozen=True, kw_only=True)
class Part:
    """What each part tells its template."""

    incident: Incident
    now: datetime


@dataclass(frozen=True, kw_only=True)
class ChangingPart(Part):
    """One that is fetched again when the incident changed."""

    live_changed: str


@dataclass(frozen=True, kw_only=True)
class Merge:
    """Where a merged incident went, by whom, when and why."""

    into: Incident
    who: str
    at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class HeadPart(ChangingPart):
    """Title, status, team, what the member may do."""

    stages: Sequence[Stage]
    team: Sequence[TeamPlace]
    merge: Merge | None
    moves: Sequence[str]
    may_release: bool
    can_update: bool
    can_run: bool
    can_merge: bool
    can_debrief: bool


@dataclass(frozen=True, kw_only=True)
class ClocksPart(ChangingPart):
    """The clocks of this incident."""

    clocks: Sequence[ClockItem]


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task with what its row says besides."""

    task: Task
    started_at: datetime
    owner: str


@dataclass(frozen=True, kw_only=True)
class Phase:
    """The open tasks of one phase."""

    name: str
    tasks: Sequence[TaskRow]


@dataclass(frozen=True, kw_only=True)
class TasksPart(ChangingPart):
    """Open tasks by phase, late ones said so; done and skipped ones folded. `went_on`: those that went along with a merge."""

    phases: Sequence[Phase]
    finished: Sequence[TaskRow]
    went_on: Sequence[TaskRow]
    open_count: int
    all_count: int
    late_count: int
    mine_count: int
    can_do: bool
    can_run: bool


@dataclass(frozen=True, kw_only=True)
class EntriesPart(Part):
    """Entries of the timeline, each with what the member may do about it."""

    entries: Sequence[Face]
    can_correct: bool
    can_release: bool


@dataclass(frozen=True, kw_only=True)
class RecordFilter:
    """One way to narrow the timeline."""

    key: str
    label: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class RecordPart(EntriesPart):
    """One page of the timeline, newest first, and the composer. `older`: the token of the page after it."""

    live_new: str
    older: str
    from_newest: bool
    shown: str
    filters: Sequence[RecordFilter]
    can_note: bool
    may_client: bool
    form: NoteForm | None = None


@dataclass(frozen=True, kw_only=True)
class AnswersPart(ChangingPart):
    """The public answers, the newest open one first, each with its approvals."""

    answers: Sequence[hooks.AnswerCard]
    withdrawn: Sequence[PublicAnswer]
    can_draft: bool
    can_publish: bool


@dataclass(frozen=True, kw_only=True)
class MentionsPart(Part):
    """One page of the linked mentions, newest first, and (unless they are another incident's matter) those that arrive."""

    linked: Sequence[Mention] = ()
    linked_count: int = 0
    linked_older: str = ""
    linked_from_newest: bool = True
    newest: Sequence[Mention] = ()
    lately: int = 0
    arrives: bool = True
    can_link: bool = False


@dataclass(frozen=True, kw_only=True)
class NowPart(Part):
    """On the phone: the next step, what is held, the latest."""

    live_any: str
    next_task: Task | None
    next_is_mine: bool
    late_mine: Sequence[Task]
    held_answer: hooks.AnswerCard | None
    latest: Sequence[Face]
    moves: Sequence[str]
    can_run: bool
    can_debrief: bool
