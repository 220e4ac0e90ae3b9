"""What people type about plans. The services decide; these forms carry the words there and the refusals back."""

from typing import Any

from django import forms

from accounts.errors import DomainError
from playbooks.models import DUTIES, PHASES
from playbooks.parts import CHANNELS

LABELS = {
    "client_liaison": "Client liaison",
    "customer_care": "Customer care",
    "any": "Any channel",
}


def label_of(name: str) -> str:
    """A choice in words: `client_liaison` → Client liaison."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, label_of(name)) for name in names]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SectionForm(forms.Form):
    """A chapter of the plan."""

    title = forms.CharField(max_length=200)
    body = forms.CharField(
        required=False, widget=_area(6), label="Text", help_text="Markdown: **bold**, - lists, [links](https://…)"
    )


class StepForm(forms.Form):
    """One instruction."""

    title = forms.CharField(max_length=200, label="What to do")
    instructions = forms.CharField(required=False, widget=_area(3), help_text="Markdown")
    phase = forms.ChoiceField(choices=_choices(PHASES))
    duty = forms.ChoiceField(choices=_choices(DUTIES), label="Who")
    due_minutes = forms.IntegerField(  # no min_value: the part's reader says why not
        label="Due, minutes after the start", widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    required = forms.BooleanField(required=False, label="Required")


class StatementForm(forms.Form):
    """A prepared first answer."""

    title = forms.CharField(max_length=200, label="Name")
    text = forms.CharField(
        widget=_area(5),
        help_text="Blanks to fill in: {{product:text}}, {{next_update:time}}, {{page:url}}, {{reports:number}}",
    )
    channel = forms.ChoiceField(choices=_choices(CHANNELS))
    language = forms.CharField(max_length=8, help_text="Two letters: en, de, fr")


class ContactForm(forms.Form):
    """Whom to reach."""

    function = forms.CharField(max_length=100, label="Function")
    name = forms.CharField(max_length=100, required=False)
    reach = forms.CharField(max_length=200, required=False, label="How to reach them")
    when = forms.CharField(max_length=300, required=False, label="When to call")


class TriggerForm(forms.Form):
    """Words that suggest the plan."""

    name = forms.CharField(max_length=100)
    # Operators and half words would be underlined in red from end to end.
    query = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "class": "code", "spellcheck": "false"}))
    why = forms.CharField(max_length=300, required=False, label="Why these words")


PART_FORMS: dict[str, type[forms.Form]] = {
    "section": SectionForm,
    "step": StepForm,
    "statement": StatementForm,
    "contact": ContactForm,
    "trigger": TriggerForm,
}


class SummaryForm(forms.Form):
    """What the plan is for."""

    summary = forms.CharField(required=False, max_length=4000, widget=_area(2), label="What this plan is for")


class NewPlanForm(forms.Form):
    """A plan's beginning."""

    brand = forms.ChoiceField(label="Brand")
    starter = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="Begin with")  # "" is a choice: empty
    name = forms.CharField(max_length=100, required=False, help_text="Left empty, it is called like its starter.")

    def __init__(
        self, *args: Any, brands: list[tuple[str, str]], starters: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brand"].choices = brands  # type: ignore[attr-defined]
        self.fields["starter"].choices = [*starters, ("", "An empty plan")]  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    """The change note, and the state of the draft that was looked at."""

    change_note = forms.CharField(max_length=500, required=False, widget=_area(2), label="What changed, and why")
    lock = forms.IntegerField(widget=forms.HiddenInput)


class LockForm(forms.Form):
    """The state of the draft that was looked at."""

    lock = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """Why a proposal is rejected."""

    reason = forms.CharField(
        max_length=500,
        widget=_area(2),
        error_messages={"required": "Say why, so that the next debrief doesn't have to ask again."},
    )


class OrderForm(forms.Form):
    """Keys, comma-separated: as read, and as they shall be."""

    before = forms.CharField(max_length=20_000)  # 200 keys of 37 characters, and room
    order = forms.CharField(max_length=20_000)


def put_errors(form: forms.Form, error: DomainError) -> None:
    """A service's refusal at the form's fields; at its head where it is about none of them."""
    placed = False
    for name, messages in error.fields.items():
        if name in form.fields:
            placed = True
            for message in messages:
                form.add_error(name, message)
    if not placed:
        form.add_error(None, error.message)
