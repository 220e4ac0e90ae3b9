"""What the tools answer: of the API's rows what an assistant needs, with the words of strangers marked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from accounts.mcp.untrusted import Facts, Untrusted


class Shape(BaseModel):
    """Takes the API's row; fields it does not name are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Brand(Shape):
    """A brand: one client of the agency."""

    id: UUID
    name: str
    status: str
    time_zone: str
    languages: list[str]
    spellings: list[str]
    products: list[str]


class Person(Shape):
    """Somebody on the brand's team."""

    user_id: int
    name: str


class Alert(Shape):
    """Something worth a person's look. `status`: open (nobody decided yet), joined or opened (part of an incident), dismissed."""

    id: UUID
    brand: UUID
    kind: str
    severity: int = Field(description="1 Critical to 4 Minor")
    status: str
    sentence: Untrusted
    window_start: datetime
    window_end: datetime
    since: datetime | None
    seen: int | None
    expected: float | None
    low: float | None = Field(description="The expected range begins here")
    high: float | None = Field(description="The expected range ends here")
    raised_at: datetime
    acknowledge_due_at: datetime | None
    acknowledged_at: datetime | None


class Post(Shape):
    """What somebody published, as it was stored."""

    origin: str
    kind: str
    url: Untrusted
    author: Untrusted
    author_handle: Untrusted
    followers: int | None
    title: Untrusted
    text: Untrusted
    language: str
    published_at: datetime
    state: str = Field(description="live, or gone where the source took it away")


class Mention(Shape):
    """A post that concerns a brand, with its triage state."""

    id: UUID
    brand: UUID
    status: str
    assignee: int | None
    sentiment: str
    risks: list[Facts]
    published_at: datetime
    post: Post


class Note(Shape):
    """What a colleague wrote about a mention."""

    id: UUID
    by: str
    text: Untrusted
    at: datetime


class Incident(Shape):
    """A situation being handled. `next_update_due_at`: when the next word to the client is promised."""

    id: UUID
    brand: UUID
    number: int
    title: Untrusted
    status: str
    severity: int = Field(description="1 Critical to 4 Minor")
    lead: int | None = Field(description="A user's id")
    plan_version: UUID | None
    opened_at: datetime
    resolved_at: datetime | None
    next_update_due_at: datetime | None
    is_drill: bool


class Task(Shape):
    """A step at work in an incident."""

    id: UUID
    incident: UUID
    phase: str
    title: str
    instructions: str
    duty: str
    owner: int | None = Field(description="A user's id")
    due_at: datetime | None
    required: bool
    status: str


class Entry(Shape):
    """One entry of an incident's timeline."""

    id: UUID
    seq: int
    at: datetime
    kind: str
    actor_label: str
    visibility: str
    payload: Facts | None
    corrected_by: int | None


class Update(Shape):
    """A status update that was sent, and when the next is promised."""

    id: UUID
    audience: str
    text: str
    sent_at: datetime
    next_due_at: datetime | None


class PublicAnswer(Shape):
    """What the brand says in public, or means to."""

    id: UUID
    incident: UUID
    channel: str
    title: str
    text: str
    status: str = Field(description="A draft says nothing in public: people approve and publish it in Firebreak")


class Source(Shape):
    """Where posts come from, and how that fares."""

    id: UUID
    name: Untrusted
    platform: str
    status: str
    state: str
    sentence: str
    last_success_at: datetime | None
    gaps: int = Field(description="Times of the last 14 days that are not covered")


class Plan(Shape):
    """A crisis plan and its state."""

    id: UUID
    brand: UUID
    name: str
    published: UUID | None = Field(description="The published version's id")
    published_number: int | None
    review_due_at: datetime | None
    draft: UUID | None
    open_proposals: int


class PlanVersion(Shape):
    """What a plan says. Each part has a `key`, by which a change is proposed."""

    id: UUID
    plan: UUID
    number: int | None
    status: str
    summary: str
    sections: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    triggers: list[dict[str, Any]]


class Proposal(Shape):
    """A change that was proposed. People accept or reject it."""

    id: UUID
    plan: UUID
    title: str
    status: str
    proposed_at: datetime


class Subject(Shape):
    """What an event is about, as it was called then."""

    kind: str
    id: str
    label: Untrusted


class Actor(Shape):
    """Who did it; `key`: by which API key."""

    kind: str
    id: int | None
    label: Untrusted
    key: UUID | None


class Event(Shape):
    """One thing that happened."""

    position: int
    at: datetime
    action: str
    subject: Subject
    incident: UUID | None
    brand: UUID | None
    actor: Actor
    data: Facts


class Page(Shape):
    """Rows, and where they go on."""

    next_cursor: str | None = Field(description="Give it as `cursor` for more; null at the end")


class Brands(Page):
    """Brands the key may see."""

    brands: list[Brand]


class Alerts(Page):
    """Alerts, newest first."""

    alerts: list[Alert]


class Mentions(Page):
    """Mentions, newest first. A page may hold fewer than asked for while `next_cursor` goes on."""

    mentions: list[Mention]


class Incidents(Page):
    """Incidents, newest first."""

    incidents: list[Incident]


class Tasks(Page):
    """Tasks, by due time."""

    tasks: list[Task]


class Happened(Shape):
    """What happened, in order. Go on with `after=position`: nothing is missed and nothing comes twice."""

    events: list[Event]
    position: int
    more: bool


class Explained(Shape):
    """An alert's account of itself: its figures against what was expected, what carries it, and examples."""

    alert: Alert
    account: Facts = Field(description="By the alert's kind: window, figures, rule, sources, queries, authors, words")
    examples: list[Mention]


class ReadMention(Shape):
    """A mention and what colleagues wrote about it."""

    mention: Mention
    notes: list[Note]


class ReadIncident(Shape):
    """An incident with its newest entries first, its open and done tasks, what was promised, and its public answers."""

    incident: Incident
    timeline: list[Entry]
    tasks: list[Task]
    updates: list[Update]
    answers: list[PublicAnswer]


class Situation(Shape):
    """What is going on at a brand. `left_out`: what this key may not see, or what was cut short."""

    brand: Brand
    team: list[Person]
    running_incidents: list[Incident]
    open_alerts: list[Alert]
    promised_updates: list[Incident] = Field(description="Running incidents with a promised update, the next due first")
    open_tasks: list[Task] = Field(description="Of the running incidents, the next due first")
    sources: list[Source]
    left_out: list[str]


class ReadPlan(Shape):
    """A plan as it is published, else its draft; `version` null where it is empty."""

    plan: Plan
    version: PlanVersion | None


class Plans(Page):
    """Plans of a brand."""

    plans: list[Plan]
