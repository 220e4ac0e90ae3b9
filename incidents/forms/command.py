"""Running an incident: each act's form. All are made with the incident they are about."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Membership
from accounts.permissions import may
from incidents.models import INCIDENT, SEVERITIES, Incident, Task
from incidents.services import checklist, ending, people
from playbooks.models import DUTIES, PHASES, PlanVersion

_VERBS = {
    "respond": "Responding",
    "stabilise": "Stabilised",
    "resolve": "Resolved",
    "dismiss": "Dismissed: not an incident",
    "reopen": "Reopen",
}
WORDS = {name: name.replace("_", " ").capitalize() for name in (*DUTIES, *PHASES)}


def choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Sets what a field offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def able(incident: Incident, capability: str, *, but: int | None = None) -> list[tuple[str, str]]:
    """Whom of the brand's people a field can offer, as (user id, name)."""
    members: list[Membership] = [one for one in people.on_brand(incident.brand_id) if may(one, capability)]
    return [(str(one.user_id), str(one.user)) for one in members if one.user_id != but]


class IncidentForm(forms.Form):
    """A form about one incident."""

    def __init__(self, *args: Any, incident: Incident, **more: Any) -> None:
        super().__init__(*args, **more)
        self.incident = incident
        self.offer(incident)

    def offer(self, incident: Incident) -> None:
        """Fills the choices that depend on the incident."""


class StatusForm(IncidentForm):
    """The next status. Dismissing and reopening want a reason; closing is the debrief's."""

    action = forms.ChoiceField(label="New status", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason", required=False, max_length=500, help_text="Needed to dismiss and to reopen."
    )
    waiver = forms.CharField(
        label="Why this is left undone",
        required=False,
        max_length=500,
        help_text="Needed to resolve while the list above is open. The record keeps the list and your reason.",
    )

    def offer(self, incident: Incident) -> None:
        """What is possible from where it stands."""
        possible = INCIDENT.actions_from(incident.status)
        choose(self, "action", [(name, label) for name, label in _VERBS.items() if name in possible])
        self.owed = ending.owed(incident) if "resolve" in possible else []
        if not self.owed:
            del self.fields["waiver"]


class SeverityForm(IncidentForm):
    """Another severity, with the reason."""

    severity = forms.ChoiceField(label="Severity", widget=forms.RadioSelect)
    reason = forms.CharField(label="Reason", max_length=500)

    def offer(self, incident: Incident) -> None:
        """All but the present one."""
        levels = [(str(n), f"{n} {name}") for n, name in SEVERITIES.items() if n != incident.severity]
        choose(self, "severity", levels)


class LeadForm(IncidentForm):
    """Who leads from now on."""

    to = forms.TypedChoiceField(label="New lead", coerce=int)
    note = forms.CharField(label="What they should know", required=False, max_length=500)

    def offer(self, incident: Incident) -> None:
        """Those of the brand who may run incidents."""
        choose(self, "to", able(incident, "incidents.run", but=incident.lead_id))


class DutyForm(IncidentForm):
    """Who has a duty."""

    duty = forms.ChoiceField(label="Duty", choices=[(name, WORDS[name]) for name in DUTIES if name != "lead"])
    # Django's empty value is "", which is no user id; here it stands for nobody.
    to = forms.TypedChoiceField(label="Person", coerce=int, required=False, empty_value=None)

    def offer(self, incident: Incident) -> None:
        """Those of the brand who do tasks, or nobody."""
        choose(self, "to", [("", "Nobody; the lead takes its tasks"), *able(incident, "tasks.do")])


class RenameForm(IncidentForm):
    """Another title."""

    title = forms.CharField(label="Title", max_length=200)


class PlanForm(IncidentForm):
    """The plan that goes to work."""

    plan = forms.ChoiceField(label="Plan", widget=forms.RadioSelect)

    def offer(self, incident: Incident) -> None:
        """The brand's published plans."""
        rows = PlanVersion.objects.filter(status="published", plan__brand=incident.brand_id, plan__is_archived=False)
        choices = [(str(one.pk), f"{one.plan.name}, version {one.number}") for one in rows.select_related("plan")]
        if incident.status == "triage":
            choices.append(("", "No plan yet"))
            self.fields["plan"].required = False
        choose(self, "plan", choices)


class TaskForm(IncidentForm):
    """A task no plan foresaw."""

    title = forms.CharField(label="What is to be done", max_length=200)
    due_minutes = forms.IntegerField(label="Due in", min_value=0, max_value=525_600, initial=30, help_text="Minutes.")
    owner = forms.TypedChoiceField(label="Who", coerce=int, required=False, empty_value=None)
    phase = forms.ChoiceField(label="Phase", choices=[(name, WORDS[name]) for name in PHASES], initial="respond")
    instructions = forms.CharField(
        label="How", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def offer(self, incident: Incident) -> None:
        """The brand's people; without a choice the lead."""
        choose(self, "owner", [("", "The lead"), *able(incident, "tasks.do")])


class EmptyForm(IncidentForm):
    """An act without a question."""


class SkipForm(forms.Form):
    """Why a task is left out."""

    reason = forms.CharField(label="Reason", max_length=300, required=False)

    def __init__(self, *args: Any, task: Task, **more: Any) -> None:
        super().__init__(*args, **more)
        if task.required:
            self.fields["reason"].required = True
            self.fields["reason"].help_text = "The plan requires this task, so say why it is left out."


class GiveForm(forms.Form):
    """Who does a task from now on."""

    to = forms.TypedChoiceField(label="Person", coerce=int)

    def __init__(self, *args: Any, task: Task, **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self, "to", able(task.incident, "tasks.do", but=task.owner_id))


class ChangeForm(forms.Form):
    """What a task says and when it is due, from now on."""

    title = forms.CharField(label="What is to be done", max_length=200)
    due_at = forms.DateTimeField(
        label="Due",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="In your time zone.",
    )
    instructions = forms.CharField(
        label="How", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(label="Reason", max_length=500, help_text="The record keeps it, with what it said before.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, task: Task) -> None:
        # The field shows minutes: a start with seconds would count as changed whenever the form comes back.
        due_at = timezone.localtime(task.due_at).replace(second=0, microsecond=0)
        start = {"title": task.title, "due_at": due_at, "instructions": task.instructions, "version": task.version}
        super().__init__(data, initial=start)

    @property
    def change(self) -> checklist.Change:
        """What was changed: a time is typed to the minute, so one left alone is not a change of its seconds."""
        given = dict(self.cleaned_data)
        if "due_at" not in self.changed_data:
            given["due_at"] = None
        return checklist.Change(**given)
