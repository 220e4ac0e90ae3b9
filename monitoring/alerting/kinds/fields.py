"""The form fields that kinds share, and the words of their choices."""

from django import forms

SENSITIVITY_WORDS = {
    "low": ("Careful", "alerts rarely: only on what is far outside the usual here"),
    "normal": ("Normal", "alerts on what is clearly unusual"),
    "high": ("Early", "alerts sooner, with more false alarms"),
}
STREAMS = (("all", "All mentions"), ("negative", "Negative mentions only"))


def minutes_field(most: int = 1440) -> forms.IntegerField:
    """Within how long."""
    return forms.IntegerField(
        label="Within, minutes", min_value=5, max_value=most, initial=60, help_text=f"A multiple of 5, at most {most}."
    )


def count_field(label: str, initial: int | None, hint: str = "") -> forms.IntegerField:
    """How many."""
    return forms.IntegerField(label=label, min_value=1, max_value=1_000_000, initial=initial, help_text=hint)


def stream_field() -> forms.ChoiceField:
    """Of what."""
    return forms.ChoiceField(label="What is counted", choices=STREAMS)
