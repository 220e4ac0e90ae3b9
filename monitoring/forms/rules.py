"""When a brand's people are woken: one form per kind of rule."""

from collections.abc import Iterable
from typing import Any

from django import forms

from monitoring.models import AlertRule, Query
from monitoring.services.alerting import RuleDraft

SENSITIVITY_WORDS = {
    "low": ("Careful", "wakes rarely: only what is far outside of what is usual here"),
    "normal": ("Normal", "wakes for what is clearly unusual"),
    "high": ("Early", "wakes sooner, and more often for nothing"),
}
SEVERITIES = (("1", "1 Critical"), ("2", "2 Major"), ("3", "3 Moderate"), ("4", "4 Minor"))


class RuleForm(forms.Form):
    """What every rule has."""

    kind = ""
    name = forms.CharField(label="Name", max_length=100)
    severity = forms.TypedChoiceField(label="Severity it proposes", choices=SEVERITIES, coerce=int, initial="3")
    cool_down_minutes = forms.IntegerField(
        label="Quiet after an alert, minutes", min_value=0, max_value=10_080, initial=60,
        help_text="So long, the rule stays silent unless it gets worse.",
    )  # fmt: skip
    may_open_incident = forms.BooleanField(
        label="May open an incident by itself", required=False,
        help_text="An alert of this rule opens one at once, with the plan that fits best. Off: people decide.",
    )  # fmt: skip
    is_active = forms.BooleanField(label="On", required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, queries: Iterable[Query] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if "query" in self.fields:
            choices = [("", "All mentions of the brand"), *((str(query.pk), query.name) for query in queries)]
            self.fields["query"].choices = choices  # type: ignore[attr-defined]

    def settings(self) -> dict[str, Any]:
        """The kind's own settings."""
        return {}

    def draft(self) -> RuleDraft:
        """As the service takes it."""
        given = self.cleaned_data
        return RuleDraft(
            kind=self.kind, name=given["name"], settings=self.settings(), severity=given["severity"],
            cool_down_minutes=given["cool_down_minutes"], may_open_incident=given["may_open_incident"],
            is_active=given["is_active"], query_id=given.get("query") or None,
        )  # fmt: skip


class SpikeForm(RuleForm):
    """More than is usual for this brand at this hour."""

    kind = "spike"
    sensitivity = forms.ChoiceField(
        label="Sensitivity", choices=[(key, f"{word}: {text}") for key, (word, text) in SENSITIVITY_WORDS.items()],
        widget=forms.RadioSelect, initial="normal",
    )  # fmt: skip
    minimum_posts = forms.IntegerField(
        label="Never below, mentions in 15 minutes", min_value=1, max_value=100_000, initial=5
    )
    stream = forms.ChoiceField(
        label="What is counted",
        choices=(
            ("both", "All mentions, and negative ones"),
            ("all", "All mentions"),
            ("negative", "Negative mentions only"),
        ),
    )
    query = forms.ChoiceField(label="Of", required=False)

    def settings(self) -> dict[str, Any]:
        """Sensitivity, least number, streams."""
        given = self.cleaned_data
        streams = ["all", "negative"] if given["stream"] == "both" else [given["stream"]]
        return {"sensitivity": given["sensitivity"], "minimum_posts": given["minimum_posts"], "streams": streams}


class ThresholdForm(RuleForm):
    """At least so many in so long."""

    kind = "threshold"
    posts = forms.IntegerField(label="At least, mentions", min_value=1, max_value=1_000_000, initial=50)
    minutes = forms.IntegerField(
        label="Within, minutes",
        min_value=5,
        max_value=1440,
        initial=60,
        help_text="A multiple of 5, at most a day (1440).",
    )
    stream = forms.ChoiceField(
        label="What is counted", choices=(("all", "All mentions"), ("negative", "Negative mentions only"))
    )
    query = forms.ChoiceField(label="Of", required=False)

    def settings(self) -> dict[str, Any]:
        """Number, minutes, stream."""
        return {name: self.cleaned_data[name] for name in ("posts", "minutes", "stream")}


class SilenceForm(RuleForm):
    """A source of the brand can't be read."""

    kind = "silence"


FORMS: dict[str, type[RuleForm]] = {"spike": SpikeForm, "threshold": ThresholdForm, "silence": SilenceForm}


def initial_of(rule: AlertRule) -> dict[str, Any]:
    """A stored rule as its form shows it."""
    own = dict(rule.settings)
    if rule.kind == "spike":
        streams = own.pop("streams", ["all", "negative"])
        own["stream"] = "both" if len(streams) > 1 else streams[0]
    return {
        "name": rule.name, "severity": str(rule.severity), "cool_down_minutes": rule.cool_down_minutes, "query": str(rule.query_id or ""),
        "may_open_incident": rule.may_open_incident, "is_active": rule.is_active, "version": rule.version, **own,
    }  # fmt: skip
