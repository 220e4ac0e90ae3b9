"""What is done with a whole incident: each act asks in a dialog (a page without scripts), and its service decides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms import carried_out
from accounts.models import Membership
from accounts.pages import MemberRequest, page
from incidents.forms import command as forms
from incidents.models import Incident
from incidents.services import checklist, command
from incidents.views.act_pages import ActWords, show_act
from incidents.views.lookups import incident_of, row_of
from incidents.views.page_context import back_to, room_url
from playbooks.models import PlanVersion

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what its dialog says, its form, its service."""

    title: str
    button: str
    form: type[forms.IncidentForm]
    run: Callable[[Membership, Incident, Given, datetime], object]
    text: str = ""
    said: str = ""  # the toast
    tab: str = ""
    start: Callable[[Incident, datetime], Given] = lambda _incident, _now: {}


def act_view(capability: str, act: Act) -> Callable[..., HttpResponse]:
    """The view of an act, for members with the capability."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @page(capability)
    def view(request: MemberRequest, number: int) -> HttpResponse:
        incident, now = incident_of(request.member, number), timezone.now()
        posted = request.POST if request.method == "POST" else None
        form = act.form(posted, incident=incident, initial=act.start(incident, now))
        if (
            posted is not None
            and form.is_valid()
            and carried_out(form, lambda: act.run(request.member, incident, form.cleaned_data, now))
        ):
            if act.said:
                messages.success(request, act.said)
            return back_to(incident, act.tab)
        words = ActWords(title=act.title.format(incident=incident), text=act.text, button=act.button)
        return show_act(request, incident, form, words, back_url=room_url(incident, act.tab))

    return view


def _plan(member: Membership, incident: Incident, given: Given, now: datetime) -> None:
    version = row_of(member, PlanVersion, given["plan"], "plan") if given["plan"] else None
    # In triage, choosing a plan or none is how a person confirms it.
    if incident.status == "triage":
        command.confirm(member=member, incident=incident, plan_version=version, now=now)
    else:
        assert version is not None  # the form requires it
        command.adopt_plan(member=member, incident=incident, plan_version=version, now=now)


def _task(member: Membership, incident: Incident, given: Given, now: datetime) -> None:
    checklist.add(member=member, incident=incident, new=checklist.NewTask(**given), now=now)


status = act_view(
    "incidents.run",
    Act(
        title="Change the status of #{incident.number}",
        button="Change status",
        form=forms.StatusForm,
        run=lambda member, incident, given, now: command.change_status(
            member=member, incident=incident, now=now, **given
        ),
        said="Status changed",
    ),
)
severity = act_view(
    "incidents.run",
    Act(
        title="Change the severity of #{incident.number}",
        button="Change severity",
        form=forms.SeverityForm,
        text="Targets follow the severity. A higher one brings the promised update forward.",
        run=lambda member, incident, given, now: command.set_severity(
            member=member, incident=incident, severity=int(given["severity"]), reason=given["reason"], now=now
        ),
        said="Severity changed",
    ),
)
lead = act_view(
    "incidents.run",
    Act(
        title="Hand over the lead of #{incident.number}",
        button="Hand over",
        form=forms.LeadForm,
        text="The new lead is told at once. Open tasks of the lead go along.",
        run=lambda member, incident, given, now: command.hand_over(
            member=member, incident=incident, to=given["to"], note=given["note"], now=now
        ),
        said="Lead handed over",
    ),
)
duty = act_view(
    "incidents.run",
    Act(
        title="Assign a duty in #{incident.number}",
        button="Assign the duty",
        form=forms.DutyForm,
        text="Open tasks of the duty go along, but for those somebody else took.",
        run=lambda member, incident, given, now: command.give_duty(
            member=member, incident=incident, duty=given["duty"], to=given["to"], now=now
        ),
    ),
)
rename = act_view(
    "incidents.run",
    Act(
        title="Rename #{incident.number}",
        button="Rename",
        form=forms.RenameForm,
        start=lambda incident, _now: {"title": incident.title},
        run=lambda member, incident, given, now: command.rename(
            member=member, incident=incident, title=given["title"], now=now
        ),
    ),
)
release_incident = act_view(
    "timeline.release",
    Act(
        title="Release #{incident.number} to the client?",
        button="Release to client",
        form=forms.EmptyForm,
        text="The client will see its title, severity, status and updates, and entries written for or released to them. "
        "This can't be undone.",
        run=lambda member, incident, _given, now: command.release_incident(member=member, incident=incident, now=now),
        said="Released to the client",
    ),
)
plan = act_view(
    "incidents.run",
    Act(
        title="Use a plan in #{incident.number}",
        button="Use this plan",
        form=forms.PlanForm,
        text="Its steps become tasks, due from now. The version stays pinned.",
        run=_plan,
        tab="tasks",
    ),
)
task_add = act_view(
    "tasks.do",
    Act(title="Add a task", button="Add task", form=forms.TaskForm, run=_task, tab="tasks"),
)
