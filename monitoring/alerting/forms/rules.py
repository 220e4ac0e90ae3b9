"""When a brand's people are woken: what every rule's form has. `rule_kinds` adds what each kind has."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from accounts.models import Membership
from monitoring.alerting.services import RuleDraft
from monitoring.models import Query

SEVERITIES = (("1", "1 Critical"), ("2", "2 Major"), ("3", "3 Moderate"), ("4", "4 Minor"))
DAYS = tuple(
    (str(day), name)
    for day, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
)


class RuleForm(forms.Form):
    """What every rule has. A kind adds its `own` fields, and says which of the shared ones it has no use for."""

    kind = ""
    own: ClassVar[Sequence[str]] = ()  # in the order they stand
    without: ClassVar[Sequence[str]] = ()
    name = forms.CharField(label="Name", max_length=100)
    severity = forms.TypedChoiceField(label="Severity it proposes", choices=SEVERITIES, coerce=int, initial="3")
    may_open_incident = forms.BooleanField(
        label="May open an incident by itself", required=False,
        help_text="An alert of this rule opens one at once, with the plan that fits best. Off: people decide.",
    )  # fmt: skip
    is_active = forms.BooleanField(label="On", required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)  # as it was read; a new rule has none
    cool_down_minutes = forms.IntegerField(
        label="Quiet after an alert, minutes", min_value=0, max_value=10_080, initial=60,
        help_text="For this long, the rule stays silent unless it gets worse.",
    )  # fmt: skip
    persistence_minutes = forms.IntegerField(
        label="Must hold for, minutes", min_value=0, max_value=1440, initial=0, required=False,
        help_text="0 alerts at once. 10 waits to see whether it lasts.",
    )  # fmt: skip
    query = forms.ChoiceField(label="Of", required=False)
    filter = forms.CharField(
        label="Only mentions that match", required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "class": "input query-text"}),
        help_text="In the query language, such as: recall OR splinters -giveaway",
    )  # fmt: skip
    tell = forms.TypedMultipleChoiceField(
        label="Who is told", required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text="Nobody chosen: the brand's first person, then the next if they don't acknowledge.",
    )  # fmt: skip
    digest = forms.BooleanField(
        label="Gather in a digest", required=False,
        help_text="It wakes nobody; each person finds it in their next digest. Not for critical rules.",
    )  # fmt: skip
    on_days = forms.TypedMultipleChoiceField(
        label="Days", choices=DAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="None chosen: every day.",
    )  # fmt: skip
    # Django's own format has seconds, which browsers then offer to set.
    starts = forms.TimeField(
        label="From", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label="To", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="An end before the beginning runs past midnight.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, queries: Iterable[Query] = (), people: Iterable[Membership] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        # Deleted, not hidden: what is posted for them all the same must not be read.
        for name in self.without:
            del self.fields[name]
        if "query" in self.fields:
            choices = [("", "All mentions of the brand"), *((str(query.pk), query.name) for query in queries)]
            self.fields["query"].choices = choices  # type: ignore[attr-defined]
        named = [(str(one.user_id), one.user.name or one.user.email) for one in people]
        self.fields["tell"].choices = named  # type: ignore[attr-defined]

    def own_fields(self) -> list[BoundField]:
        """The kind's own, for the page."""
        return [self[name] for name in self.own]

    def more_is_set(self) -> bool:
        """Whether anything behind the disclosure differs from what a new rule has, or is wrong: then it stands open."""
        names = ("persistence_minutes", "filter", "tell", "digest", "on_days", "starts", "ends")
        # What was typed is text, what is stored a number: nothing is “0” or 0.
        given = self.data if self.is_bound else self.initial
        return any(given.get(name) not in (None, "", 0, "0", [], False) for name in names) or any(
            name in self.errors for name in (*names, "cool_down_minutes", "quiet_hours")
        )

    def clean(self) -> dict[str, Any]:
        """One end of the hours asks for the other."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name, other in (("starts", "ends"), ("ends", "starts")):
            if given.get(name) is None and given.get(other) is not None:
                self.add_error(name, "Give both times, or none.")
        return given

    def settings(self) -> dict[str, object]:
        """The kind's own settings: those of its fields that were given."""
        return {name: self.cleaned_data[name] for name in self.own if self.cleaned_data.get(name) is not None}

    @classmethod
    def shown(cls, settings: dict[str, object]) -> dict[str, object]:
        """Stored settings as the kind's own fields show them."""
        return dict(settings)

    def _schedule(self) -> dict[str, object]:
        given = self.cleaned_data
        start, end = given["starts"], given["ends"]
        if not given["on_days"] and start is None:
            return {}
        hours = {} if start is None or end is None else {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
        return {"days": sorted(given["on_days"]) or list(range(7)), **hours}

    def draft(self) -> RuleDraft:
        """As the service takes it."""
        given = self.cleaned_data
        return RuleDraft(
            kind=self.kind, name=given["name"], settings=self.settings(), severity=given["severity"],
            cool_down_minutes=given["cool_down_minutes"], persistence_minutes=given["persistence_minutes"] or 0,
            schedule=self._schedule(), filter=given.get("filter", ""), tell=tuple(given["tell"]), digest=given["digest"],
            may_open_incident=given["may_open_incident"], is_active=given["is_active"], query_id=given.get("query") or None,
        )  # fmt: skip


class MuteForm(forms.Form):
    """Until when a rule is silent: one of the short ones, or a moment of the reader's clock."""

    SHORT: ClassVar = (("60", "1 hour"), ("240", "4 hours"), ("1440", "1 day"))
    minutes = forms.TypedChoiceField(choices=SHORT, coerce=int, required=False, empty_value=None)
    until = forms.DateTimeField(
        label="Until", required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
