"""The careful acts: each adds something that people read, decide on or withdraw. None speaks to anybody outside."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from accounts.mcp import shapes
from accounts.mcp.declaring import Act, Tool, tool
from accounts.mcp.operations import Caller

ACTING: list[Tool] = []


class DraftAnswer(Act):
    """A draft of a public answer: one's own words, or a holding statement of the incident's plan with its blanks filled."""

    incident: UUID
    channel: Literal["any", "social", "press", "web", "customer_care"] = "any"
    title: str = Field(default="", max_length=200, description="With words of your own")
    text: str = Field(default="", max_length=20_000, description="Words of your own")
    statement: UUID | None = Field(default=None, description="The `key` of a holding statement, as read_plan shows it")
    values: dict[str, str] = Field(default_factory=dict, description="What the statement's slots say, by slot")


@tool(ACTING, title="Draft a public answer", takes=DraftAnswer, gives=shapes.PublicAnswer, reads=False)
def draft_answer(caller: Caller, given: DraftAnswer) -> shapes.PublicAnswer:
    """Writes a draft of a public answer for an incident. Nothing is said in public: people edit it, approve the exact text and publish
    it, in Firebreak."""
    body = given.model_dump(mode="json", exclude={"idempotency_key"})
    return shapes.PublicAnswer(**caller.post("answers/", body=body, idempotency_key=given.idempotency_key or ""))


class AddNote(Act):
    """A note for the team."""

    on: Literal["mention", "incident"] = Field(description="What the note is about")
    id: UUID = Field(description="The mention's or the incident's id")
    text: str = Field(min_length=1, max_length=5000)


class Noted(shapes.Shape):
    """A note as it was written. Notes are never edited."""

    id: UUID
    on: Literal["mention", "incident"]


@tool(ACTING, title="Add a note", takes=AddNote, gives=Noted, reads=False)
def add_note(caller: Caller, given: AddNote) -> Noted:
    """Writes a note for the team, on a mention or into an incident's timeline. It stays internal: the client does not see it. Notes can't
    be edited or removed."""
    key = given.idempotency_key or ""
    if given.on == "mention":
        made = caller.post("mentions/{id}/add_note/", given.id, body={"text": given.text}, idempotency_key=key)
    else:
        # Not a choice of the tool's: what the client or the public sees is released by a person.
        body = {"text": given.text, "visibility": "internal"}
        made = caller.post("incidents/{id}/note/", given.id, body=body, idempotency_key=key)
    return Noted(id=made["id"], on=given.on)


class AssignMention(Act):
    """Who looks at a mention."""

    id: UUID
    user_id: int | None = Field(ge=1, description="A user's id, as brand_situation lists the team; null for nobody")


@tool(ACTING, title="Assign a mention", takes=AssignMention, gives=shapes.Mention, reads=False)
def assign_mention(caller: Caller, given: AssignMention) -> shapes.Mention:
    """Gives a mention to somebody who works on the brand, or to nobody."""
    body, key = {"user_id": given.user_id}, given.idempotency_key or ""
    return shapes.Mention(**caller.post("mentions/{id}/assign/", given.id, body=body, idempotency_key=key))


class AddTask(Act):
    """A task no plan foresaw."""

    incident: UUID
    title: str = Field(min_length=1, max_length=200)
    due_minutes: int = Field(ge=0, le=86_400, description="From now")
    duty: Literal["lead", "comms", "legal", "monitor", "scribe", "client_liaison"] = "lead"
    phase: Literal["triage", "respond", "stabilise", "resolve", "learn"] = "respond"
    instructions: str = Field(default="", max_length=20_000)
    owner: int | None = Field(default=None, ge=1, description="A user's id; null leaves it to the duty")


@tool(ACTING, title="Add a task", takes=AddTask, gives=shapes.Task, reads=False)
def add_task(caller: Caller, given: AddTask) -> shapes.Task:
    """Adds a task to a running incident, with a due time. People take, do or skip it."""
    body = given.model_dump(mode="json", exclude={"idempotency_key"})
    return shapes.Task(**caller.post("tasks/", body=body, idempotency_key=given.idempotency_key or ""))


class Change(BaseModel):
    """One change of one part of a plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    op: Literal["add", "change", "remove"]
    part: Literal["section", "step", "statement", "contact", "trigger"]
    key: UUID | None = Field(default=None, description="Of the part, as read_plan shows it; none to add one")
    fields: dict[str, Any] = Field(default_factory=dict, description="As read_plan shows parts of the kind")


class ProposeChange(Act):
    """A change to a plan, for people to accept or reject."""

    plan: UUID
    title: str = Field(min_length=1, max_length=200)
    reason: str = Field(default="", max_length=5000)
    changes: list[Change] = Field(min_length=1, max_length=200)


@tool(ACTING, title="Propose a change to a plan", takes=ProposeChange, gives=shapes.Proposal, reads=False)
def propose_change(caller: Caller, given: ProposeChange) -> shapes.Proposal:
    """Proposes a change to a crisis plan: parts to add, change or remove, with the reason. The plan stays as it is until somebody accepts
    the proposal and publishes a new version, in Firebreak."""
    body = given.model_dump(mode="json", exclude={"idempotency_key", "changes"})
    body["changes"] = [one.model_dump(mode="json", exclude_unset=True) for one in given.changes]
    return shapes.Proposal(**caller.post("proposals/", body=body, idempotency_key=given.idempotency_key or ""))
