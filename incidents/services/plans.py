"""The plan an incident follows: one published version, pinned, its steps at work as tasks."""

from datetime import datetime, timedelta

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid
from accounts.models import Membership
from incidents.models import Incident, Task, TeamPlace
from incidents.services import telling, timeline
from playbooks.models import PlanVersion


def published_version(member: Membership, version: PlanVersion, brand: Brand) -> PlanVersion:
    """The version as it is now. Raises Invalid where it is another brand's, Conflict where it is not published."""
    fresh = (
        PlanVersion.objects.visible_to(member).select_related("plan").filter(pk=version.pk, plan__brand=brand).first()
    )
    if fresh is None:
        raise Invalid.field("plan_version", "This plan belongs to another brand.", code="unknown_plan")
    if fresh.status != "published":
        raise Conflict(
            f"{fresh} is {fresh.status} now. Choose the published version.",
            code="plan_not_published",
            data={"current": fresh.status},
        )
    return fresh


def pin_plan(*, incident: Incident, actor: Membership, version: PlanVersion, now: datetime) -> list[Task]:
    """Pins the version and makes its steps the incident's tasks, due from `now`, owned by duty, else by the lead."""
    Incident.objects.filter(pk=incident.pk).update(plan_version=version)
    incident.plan_version = version
    owners = dict(TeamPlace.objects.filter(incident=incident).values_list("duty", "user_id"))
    first = Task.objects.filter(incident=incident).count()  # behind what was added before it had a plan
    tasks = [
        Task(
            incident=incident,
            step=step,
            order=first + at,
            phase=step.phase,
            title=step.title,
            instructions=step.instructions,
            duty=step.duty,
            owner_id=owners.get(step.duty, incident.lead_id),
            due_at=now + timedelta(minutes=step.due_minutes),
            required=step.required,
        )
        for at, step in enumerate(version.steps.order_by("order"), start=1)
    ]
    Task.objects.bulk_create(tasks)
    payload = {"plan": version.plan.name, "version": version.number, "version_id": version.pk, "tasks": len(tasks)}
    entry = timeline.append(incident=incident, actor=actor, fact=timeline.Fact("plan_pinned", payload), now=now)
    # One message a person: of each task its owner would get a dozen at once.
    for owner in sorted({task.owner_id for task in tasks if task.owner_id and task.owner_id != actor.user_id}):
        own = [task for task in tasks if task.owner_id == owner]
        about = telling.News(
            kind="task",
            title=f"{len(own)} {'task' if len(own) == 1 else 'tasks'} for you in #{incident.number} {incident.title}",
            body="\n".join(task.title for task in own[:5]),
        )
        telling.tell(incident, [owner], about, now, of=entry.event)
    return tasks
