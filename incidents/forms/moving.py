"""What is asked when an alert leaves its incident, or an incident goes into another."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.bidi import isolate
from accounts.formats import format_time
from incidents.forms.command import choose
from incidents.models import Incident
from incidents.services.outlook import Choice


class OutForm(forms.Form):
    """Why an alert does not belong here."""

    reason = forms.CharField(label="Reason", max_length=500)


class MoveForm(OutForm):
    """Into which incident, and why."""

    to = forms.ChoiceField(label="Into", widget=forms.RadioSelect)
    field_order = ("to", "reason")

    def __init__(self, data: Any = None, *, others: Iterable[Incident]) -> None:
        super().__init__(data)
        choose(self, "to", [(str(one.pk), str(one)) for one in others])


class MergeForm(forms.Form):
    """Into which incident the whole goes, and why."""

    into = forms.ChoiceField(label="Into", widget=forms.RadioSelect)
    reason = forms.CharField(label="Reason", max_length=500, help_text="Both records keep it, and the teams read it.")

    def __init__(self, data: Any = None, *, choices: Iterable[Choice]) -> None:
        super().__init__(data)
        choose(self, "into", [(str(one.incident.pk), _label(one)) for one in choices])


def _label(choice: Choice) -> str:
    """ "#12 Glass in a jar · Major, opened 14:10 CET · becomes Critical"."""
    one = choice.incident
    state = "in triage, " if one.status == "triage" else ""
    return " · ".join(
        [isolate(one), f"{one.get_severity_display()}, {state}opened {format_time(one.opened_at)}", *choice.brings]
    )
