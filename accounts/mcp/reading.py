"""The tools that read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import Field

from accounts.mcp import shapes
from accounts.mcp.declaring import ById, OfBrand, Paged, Taken, Tool, tool
from accounts.mcp.operations import Caller, Refused, cursor_of

Rows = list[dict[str, Any]]
RUNNING: Final = frozenset({"triage", "open", "responding", "stabilised"})
OPEN_TASKS: Final = frozenset({"todo", "doing"})
_MOST_INCIDENTS: Final = 5
_ENTRIES: Final = 50
_FORBIDDEN: Final = 403
READING: list[Tool] = []


@tool(READING, title="List brands", takes=Paged, gives=shapes.Brands, reads=True)
def list_brands(caller: Caller, given: Paged) -> shapes.Brands:
    """The brands this key may see, with their ids, which most other tools ask for. Begin here."""
    page = caller.get("brands/", page_size=given.limit, cursor=given.cursor)
    return shapes.Brands(brands=page["results"], next_cursor=cursor_of(page))


@tool(READING, title="A brand's situation", takes=OfBrand, gives=shapes.Situation, reads=True)
def brand_situation(caller: Caller, given: OfBrand) -> shapes.Situation:
    """What is going on at a brand now, in one call: running incidents, alerts nobody has decided, updates promised to the client,
    open tasks, and how its sources fare. What this key may not see is named in `left_out`."""
    brand, left_out = given.brand, list[str]()

    def part(name: str, read: Callable[[], Rows]) -> Rows:
        try:
            return read()
        except Refused as refused:
            if refused.status != _FORBIDDEN:  # one part a key may not see hides no other
                raise
            left_out.append(f"{name}: this key may not see them")
            return []

    def rows(path: str, **query: object) -> Rows:
        page = caller.get(path, brand=brand, page_size=100, **query)
        if cursor_of(page):
            left_out.append(f"{path.rstrip('/')}: only the newest 100 were read")
        results: Rows = page["results"]
        return results

    incidents = part("incidents", lambda: [row for row in rows("incidents/") if row["status"] in RUNNING])
    if len(incidents) > _MOST_INCIDENTS:
        left_out.append(f"tasks: of the newest {_MOST_INCIDENTS} running incidents only")
    tasks = part("tasks", lambda: _open_tasks(caller, [row["id"] for row in incidents[:_MOST_INCIDENTS]]))
    situation = {
        "brand": caller.get("brands/{id}/", brand),
        "team": part("team", lambda: caller.get("brands/{id}/team/", brand)),
        "running_incidents": incidents,
        "open_alerts": part("alerts", lambda: rows("alerts/", status="open")),
        "promised_updates": sorted((row for row in incidents if row["next_update_due_at"]), key=_next_update),
        "open_tasks": sorted(tasks, key=lambda row: row["due_at"] or "9999"),  # without a due time last
        "sources": part("sources", lambda: [_source(row) for row in rows("sources/")]),
        "left_out": left_out,
    }
    return shapes.Situation.model_validate(situation)


def _next_update(incident: dict[str, Any]) -> str:
    return str(incident["next_update_due_at"])


def _open_tasks(caller: Caller, incidents: list[str]) -> Rows:
    pages = [caller.get("tasks/", incident=pk, page_size=100)["results"] for pk in incidents]
    return [row for page in pages for row in page if row["status"] in OPEN_TASKS]


def _source(row: dict[str, Any]) -> dict[str, Any]:
    health = row["health"]
    kept = {name: health[name] for name in ("state", "sentence", "last_success_at")}
    return {**row, **kept, "gaps": len(health["gaps"])}


class AlertsAsked(Paged):
    """Which alerts."""

    brand: UUID | None = None
    status: Literal["open", "joined", "opened", "dismissed"] | None = Field(default=None, description="open: undecided")
    severity: int | None = Field(default=None, ge=1, le=4)


@tool(READING, title="List alerts", takes=AlertsAsked, gives=shapes.Alerts, reads=True)
def list_alerts(caller: Caller, given: AlertsAsked) -> shapes.Alerts:
    """Alerts, newest first, each with the sentence that says in numbers why it fired. People decide them, in Firebreak."""
    page = caller.get(
        "alerts/",
        brand=given.brand,
        status=given.status,
        severity=given.severity,
        page_size=given.limit,
        cursor=given.cursor,
    )
    return shapes.Alerts(alerts=page["results"], next_cursor=cursor_of(page))


@tool(READING, title="Why an alert fired", takes=ById, gives=shapes.Explained, reads=True)
def explain_alert(caller: Caller, given: ById) -> shapes.Explained:
    """Why an alert fired: what was seen and expected over which time, the rule with its settings, which sources, queries, authors
    and words carry it, and up to three example mentions."""
    row = caller.get("alerts/{id}/", given.id)
    account = {name: value for name, value in row["explanation"].items() if name != "examples"}
    examples = []
    for pk in row["explanation"].get("examples", ()):
        try:
            examples.append(caller.get("mentions/{id}/", UUID(pk)))
        except Refused:  # erased since, or not for this key to see
            continue
    return shapes.Explained(alert=row, account=account, examples=examples)


class MentionsAsked(Paged):
    """Which mentions."""

    brand: UUID | None = None
    text: str | None = Field(default=None, max_length=500, description="Words that are in the post")
    matching: str | None = Field(
        default=None,
        max_length=4000,
        description='A text of the query language: AND, OR, NOT, "phrases", wild*, NEAR/5, (groups)',
    )
    sentiment: Literal["negative", "neutral", "positive", "unscored"] | None = None
    status: Literal["open", "in_progress", "done", "irrelevant"] | None = None
    since: datetime | None = Field(default=None, description="Published at or after; with its time zone")
    until: datetime | None = Field(default=None, description="Published before; with its time zone")


@tool(READING, title="Search mentions", takes=MentionsAsked, gives=shapes.Mentions, reads=True)
def search_mentions(caller: Caller, given: MentionsAsked) -> shapes.Mentions:
    """Mentions, newest first, by brand, words, query, sentiment, triage status and time."""
    asked = given.model_dump(mode="json", exclude={"limit"})
    page = caller.get("mentions/", page_size=given.limit, **asked)
    return shapes.Mentions(mentions=page["results"], next_cursor=cursor_of(page))


@tool(READING, title="Read a mention", takes=ById, gives=shapes.ReadMention, reads=True)
def read_mention(caller: Caller, given: ById) -> shapes.ReadMention:
    """One mention with its whole post, and what colleagues noted about it."""
    mention, notes = caller.get("mentions/{id}/", given.id), caller.get("mentions/{id}/notes/", given.id)
    return shapes.ReadMention(mention=mention, notes=notes)


class IncidentsAsked(Paged):
    """Which incidents."""

    brand: UUID | None = None
    status: (
        Literal["triage", "open", "responding", "stabilised", "resolved", "closed", "dismissed", "merged"] | None
    ) = None
    q: str | None = Field(default=None, max_length=200, description="`#12`, or words of its title, lead or brand")


@tool(READING, title="List incidents", takes=IncidentsAsked, gives=shapes.Incidents, reads=True)
def list_incidents(caller: Caller, given: IncidentsAsked) -> shapes.Incidents:
    """Incidents, newest first: situations that are or were handled, with status, severity, lead and the next promised update."""
    page = caller.get(
        "incidents/",
        brand=given.brand,
        status=given.status,
        q=given.q,
        page_size=given.limit,
        cursor=given.cursor,
    )
    return shapes.Incidents(incidents=page["results"], next_cursor=cursor_of(page))


@tool(READING, title="Read an incident", takes=ById, gives=shapes.ReadIncident, reads=True)
def read_incident(caller: Caller, given: ById) -> shapes.ReadIncident:
    """One incident: its state, its newest 50 timeline entries, its tasks, the updates sent and promised, and its public answers."""
    return shapes.ReadIncident(
        incident=caller.get("incidents/{id}/", given.id),
        timeline=caller.get("incidents/{id}/timeline/", given.id, page_size=_ENTRIES)["results"],
        tasks=caller.get("tasks/", incident=given.id, page_size=200)["results"],
        updates=caller.get("updates/", incident=given.id)["results"],
        answers=caller.get("answers/", incident=given.id)["results"],
    )


class PlansAsked(Paged):
    """Which plans."""

    brand: UUID | None = None


@tool(READING, title="List plans", takes=PlansAsked, gives=shapes.Plans, reads=True)
def list_plans(caller: Caller, given: PlansAsked) -> shapes.Plans:
    """Crisis plans, newest first, with their published version and how many change proposals wait."""
    page = caller.get("plans/", brand=given.brand, page_size=given.limit, cursor=given.cursor)
    return shapes.Plans(plans=page["results"], next_cursor=cursor_of(page))


@tool(READING, title="Read a plan", takes=ById, gives=shapes.ReadPlan, reads=True)
def read_plan(caller: Caller, given: ById) -> shapes.ReadPlan:
    """What a plan says as published (else its draft): sections, steps, holding statements, contacts, triggers. Each part has the `key`
    by which propose_change names it."""
    plan = caller.get("plans/{id}/", given.id)
    version = plan["published"] or plan["draft"]
    return shapes.ReadPlan(
        plan=plan, version=caller.get("plan-versions/{id}/", UUID(version)) if version is not None else None
    )


class TasksAsked(Paged):
    """Which tasks."""

    incident: UUID | None = None
    owner: int | None = Field(default=None, ge=1, description="A user's id")
    status: Literal["todo", "doing", "done", "skipped"] | None = None


@tool(READING, title="List tasks", takes=TasksAsked, gives=shapes.Tasks, reads=True)
def list_tasks(caller: Caller, given: TasksAsked) -> shapes.Tasks:
    """Tasks by due time, of an incident, of a person or by status."""
    page = caller.get(
        "tasks/",
        incident=given.incident,
        owner=given.owner,
        status=given.status,
        page_size=given.limit,
        cursor=given.cursor,
    )
    return shapes.Tasks(tasks=page["results"], next_cursor=cursor_of(page))


class ChangesAsked(Taken):
    """From where, and of what."""

    after: int | Literal["latest"] = Field(
        default=0, description="The `position` of the answer before; 0 for all that is kept, latest for what comes"
    )
    limit: int = Field(default=50, ge=1, le=200)
    brand: UUID | None = None
    incident: UUID | None = None
    action: str | None = Field(
        default=None, max_length=2000, description="Names and patterns: `incident.opened,task.*`"
    )


@tool(READING, title="What changed", takes=ChangesAsked, gives=shapes.Happened, reads=True)
def what_changed(caller: Caller, given: ChangesAsked) -> shapes.Happened:
    """What happened since a position, in order, and by whom: nothing is missed and nothing comes twice. Go on with `after=position`."""
    page = caller.get(
        "events/",
        after=given.after,
        brand=given.brand,
        incident=given.incident,
        action=given.action,
        page_size=given.limit,
    )
    return shapes.Happened(events=page["results"], position=page["position"], more=page["more"])
