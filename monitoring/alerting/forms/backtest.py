"""What is asked of a back-test: how far back, what stands beside it, which moment is to be explained."""

from typing import Any

from django import forms

from monitoring.alerting.kinds import KINDS
from monitoring.alerting.kinds.fields import SENSITIVITY_WORDS
from monitoring.models import AlertRule

PREFIX = "try"  # its names stand beside a rule's own, which has days and minutes too
DAYS = (("14", "14 days"), ("30", "30 days"), ("90", "90 days"))
HOURS = (("0", "Not at all"), ("4", "4 hours"), ("12", "12 hours"), ("24", "A day"), ("72", "3 days"))


class TryForm(forms.Form):
    """How a setting is to be tried. `suggested`: there is a suggestion to see beside it."""

    prefix = PREFIX
    days = forms.TypedChoiceField(label="Over the last", choices=DAYS, coerce=int, initial="30")
    beside = forms.ChoiceField(label="Beside it", required=False)
    # None where it is left out: 0 is an answer, “not at all”.
    incident_hours = forms.TypedChoiceField(
        label="Each opens an incident of", choices=HOURS, coerce=int, initial="4", required=False, empty_value=None
    )
    at = forms.DateTimeField(
        label="Why not at",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-why-at": True}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(
        self, *args: Any, kind: str, rule: AlertRule | None = None, suggested: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choices = [("saved", "The rule as saved")] if rule is not None else []
        choices += [("suggested", "The suggestion")] if suggested else []
        choices += [("", "Nothing")]
        if KINDS[kind].has_sensitivity:
            choices += [(key, f"Sensitivity: {word.lower()}") for key, (word, _) in SENSITIVITY_WORDS.items()]
        self.fields["beside"].choices = choices  # type: ignore[attr-defined]
        self.fields["beside"].initial = choices[0][0]
