"""What is said when an alert is dismissed."""

from django import forms

from monitoring.models.alerts import OUTCOMES

OUTCOME_WORDS = {
    "noise": "Noise: nothing happened",
    "known_campaign": "Known campaign: it was expected",
    "issue": "Issue: real, but no crisis",
    "crisis": "Crisis: handled elsewhere",
}


class DismissForm(forms.Form):
    """What it was, and in a few words why."""

    outcome = forms.ChoiceField(
        label="What was it?", choices=[(name, OUTCOME_WORDS[name]) for name in OUTCOME_WORDS if name in OUTCOMES],
        widget=forms.RadioSelect, error_messages={"required": "Choose what it was."},
    )  # fmt: skip
    reason = forms.CharField(label="Reason", required=False, max_length=300, widget=forms.TextInput)
