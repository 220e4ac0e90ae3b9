"""One form per kind of alert rule: its own fields, and how its settings look in them."""

from typing import Any, ClassVar

from django import forms

from accounts.forms import Lines
from monitoring.forms.rules import SENSITIVITY_WORDS, STREAMS, RuleForm
from monitoring.models import AlertRule


def _minutes(most: int = 1440) -> forms.IntegerField:
    return forms.IntegerField(
        label="Within, minutes", min_value=5, max_value=most, initial=60, help_text=f"A multiple of 5, at most {most}."
    )


def _count(label: str, initial: int | None, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=1_000_000, initial=initial, help_text=hint)


def _stream() -> forms.ChoiceField:
    return forms.ChoiceField(label="What is counted", choices=STREAMS)


class SpikeForm(RuleForm):
    """More than is usual for this brand at this hour."""

    kind = "spike"
    own = ("sensitivity", "minimum_posts", "stream", "query")
    without = ("filter",)
    sensitivity = forms.ChoiceField(
        label="Sensitivity", choices=[(key, f"{word}: {text}") for key, (word, text) in SENSITIVITY_WORDS.items()],
        widget=forms.RadioSelect, initial="normal",
    )  # fmt: skip
    minimum_posts = forms.IntegerField(
        label="Never below, mentions in 15 minutes", min_value=1, max_value=100_000, initial=5
    )
    stream = forms.ChoiceField(label="What is counted", choices=(("both", "All mentions, and negative ones"), *STREAMS))
    quiet_hours = forms.IntegerField(
        label="One spike lasts until it was calm for, hours", min_value=4, max_value=24, initial=12, required=False,
        help_text="4 to 24. Shorter tells sooner of a second wave.",
    )  # fmt: skip

    def settings(self) -> dict[str, Any]:
        """Sensitivity, least number, streams, and where given the calm that ends a spike."""
        given = self.cleaned_data
        streams = ["all", "negative"] if given["stream"] == "both" else [given["stream"]]
        calm = {} if given["quiet_hours"] is None else {"quiet_hours": given["quiet_hours"]}
        return {
            "sensitivity": given["sensitivity"],
            "minimum_posts": given["minimum_posts"],
            "streams": streams,
            **calm,
        }

    @classmethod
    def shown(cls, settings: dict[str, Any]) -> dict[str, Any]:
        """Both streams are one choice."""
        own = dict(settings)
        streams = own.pop("streams", ["all", "negative"])
        return {**own, "stream": "both" if len(streams) > 1 else streams[0]}


class _Plain(RuleForm):
    """A form whose fields are its settings; `percents` are kept as shares of one."""

    percents: ClassVar[tuple[str, ...]] = ()

    def settings(self) -> dict[str, Any]:
        """The fields that were given, but for the query, which is the rule's."""
        found = {name: value for name, value in super().settings().items() if name != "query"}
        return {name: value / 100 if name in self.percents else value for name, value in found.items()}

    @classmethod
    def shown(cls, settings: dict[str, Any]) -> dict[str, Any]:
        """Shares as per cent."""
        return {name: round(100 * value, 2) if name in cls.percents else value for name, value in settings.items()}


class ThresholdForm(_Plain):
    """At least so many in so long."""

    kind = "threshold"
    own = ("posts", "minutes", "stream", "query")
    posts = _count("At least, mentions", 50)
    minutes = _minutes()
    stream = _stream()


class ChangeForm(_Plain):
    """So much more, or less, than just before."""

    kind = "change"
    own = ("direction", "percent", "minutes", "minimum_posts", "stream", "query")
    direction = forms.ChoiceField(
        label="Which way", choices=(("up", "More"), ("down", "Fewer")), widget=forms.RadioSelect
    )
    percent = forms.FloatField(label="By, per cent", min_value=1, max_value=100_000, initial=100)
    minutes = _minutes(720)
    minimum_posts = _count("Never below, mentions", 10, "In the larger of the two stretches.")
    stream = _stream()

    def clean(self) -> dict[str, Any]:
        """Nothing falls by more than all."""
        given = super().clean()
        if given.get("direction") == "down" and (given.get("percent") or 0) > 100:
            self.add_error("percent", "A fall is at most 100 per cent.")
        return given

    def settings(self) -> dict[str, Any]:
        """A fall is a percentage below 0."""
        found = super().settings()
        sign = -1 if found.pop("direction") == "down" else 1
        return {**found, "percent": sign * found["percent"]}

    @classmethod
    def shown(cls, settings: dict[str, Any]) -> dict[str, Any]:
        """The sign as a direction."""
        percent = settings.get("percent", 100)
        return {**settings, "percent": abs(percent), "direction": "down" if percent < 0 else "up"}


class NegativeShareForm(_Plain):
    """So large a part of them is negative."""

    kind = "negative_share"
    own = ("share", "minimum_posts", "minutes", "query")
    percents = ("share",)
    share = forms.FloatField(label="At least negative, per cent", min_value=1, max_value=100, initial=50)
    minimum_posts = _count("Of at least, mentions", 20, "A share of few says little.")
    minutes = _minutes()


class DropForm(_Plain):
    """Far fewer than is usual."""

    kind = "drop"
    own = ("percent", "minimum_expected", "query")
    without = ("filter",)
    percent = forms.FloatField(label="Below what is usual by, per cent", min_value=1, max_value=100, initial=60)
    minimum_expected = _count("Only where at least so many are usual in two hours", 20)


class SilenceForm(_Plain):
    """A source of the brand can't be read, or hardly anything comes."""

    kind = "silence"
    own = ("share", "minimum_expected")
    percents = ("share",)
    without = ("filter", "query")
    share = forms.FloatField(
        label="Also below this part of the usual in two hours, per cent", min_value=1, max_value=100, initial=10,
        required=False,
    )  # fmt: skip
    minimum_expected = forms.IntegerField(
        label="Where at least so many are usual in two hours",
        min_value=1,
        max_value=1_000_000,
        initial=10,
        required=False,
    )


class NegativePostForm(_Plain):
    """Every negative post of a quiet brand."""

    kind = "negative_post"
    own = ("below_posts_per_week", "query")
    below_posts_per_week = forms.FloatField(
        label="While there are fewer than, mentions a week", min_value=1, max_value=1000, initial=3,
        help_text="Above that, unusual volume says more than single posts.",
    )  # fmt: skip


class VipForm(_Plain):
    """Somebody whose word carries far."""

    kind = "vip"
    own = ("authors", "followers", "verified", "query")
    authors = Lines(label="Names or handles", help_text="One to a line. With or without @.")
    followers = forms.IntegerField(
        label="Or anybody with at least so many followers", min_value=0, max_value=1_000_000_000, initial=0, required=False,
        help_text="0: followers don't matter.",
    )  # fmt: skip
    verified = forms.BooleanField(label="Or anybody whom the platform calls verified", required=False)


class WordsForm(_Plain):
    """Words that are worth a look in every single post."""

    kind = "words"
    own = ("text", "query")
    text = forms.CharField(
        label="Words", max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "input query-text"}),
        help_text='In the query language, such as: splinters OR "food poisoning" OR lawsuit',
    )  # fmt: skip


class NewSourceForm(_Plain):
    """The first post somewhere."""

    kind = "new_source"
    own = ("quiet_days", "query")
    quiet_days = forms.IntegerField(
        label="After so many days without one, days", min_value=1, max_value=365, initial=30,
        help_text="A source that never had one counts, too.",
    )  # fmt: skip


class ReturningCriticForm(_Plain):
    """Somebody who was negative before comes back."""

    kind = "returning_critic"
    own = ("days", "query")
    days = forms.IntegerField(
        label="After at least, days", min_value=1, max_value=365, initial=7,
        help_text="Since their last negative post.",
    )  # fmt: skip


FORMS: dict[str, type[RuleForm]] = {
    form.kind: form
    for form in (
        SpikeForm, ThresholdForm, ChangeForm, NegativeShareForm, DropForm, SilenceForm, NegativePostForm, VipForm,
        WordsForm, NewSourceForm, ReturningCriticForm,
    )
}  # fmt: skip


def initial_of(rule: AlertRule) -> dict[str, Any]:
    """A stored rule as its form shows it."""
    schedule = rule.schedule
    return {
        "name": rule.name, "severity": str(rule.severity), "cool_down_minutes": rule.cool_down_minutes,
        "persistence_minutes": rule.persistence_minutes, "query": str(rule.query_id or ""), "filter": rule.filter,
        "tell": [str(user) for user in rule.tell], "digest": rule.digest, "on_days": [str(day) for day in schedule.get("days", ())],
        "starts": schedule.get("start"), "ends": schedule.get("end"), "may_open_incident": rule.may_open_incident,
        "is_active": rule.is_active, "version": rule.version, **FORMS[rule.kind].shown(rule.settings),
    }  # fmt: skip
