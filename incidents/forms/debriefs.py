"""Looking back: a lesson, and the change of a plan it asks for."""

from collections.abc import Sequence
from typing import Any

from django import forms

from playbooks.models import DUTIES, PHASES, Plan


class LessonForm(forms.Form):
    """One thing learned."""

    text = forms.CharField(label="Lesson", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class StepChangeForm(forms.Form):
    """A new step, or another wording, time or duty of one there is; or its removal."""

    title = forms.CharField(label="What the proposal is called", max_length=200)
    op = forms.ChoiceField(
        label="What should change",
        choices=[("change", "Change the step"), ("add", "Add a step"), ("remove", "Remove the step")],
        widget=forms.RadioSelect,
        initial="change",
    )
    step = forms.ChoiceField(label="Step", required=False)
    step_title = forms.CharField(label="Step's title", max_length=200, required=False)
    instructions = forms.CharField(label="Instructions", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    phase = forms.ChoiceField(
        label="Phase", required=False, choices=[("", "As it is"), *((one, one.capitalize()) for one in PHASES)]
    )
    duty = forms.ChoiceField(
        label="Duty",
        required=False,
        choices=[("", "As it is"), *((one, one.replace("_", " ").capitalize()) for one in DUTIES)],
    )
    due_minutes = forms.IntegerField(
        label="Due", required=False, min_value=0, help_text="Minutes from opening. Empty: as it is."
    )

    def __init__(self, *args: Any, steps: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a step"), *steps]

    def clean(self) -> dict[str, Any]:
        """A change or removal names its step; a new step has all that a step needs."""
        given = super().clean() or {}
        if given.get("op") != "add" and not given.get("step"):
            self.add_error("step", "Choose the step this is about.")
        if given.get("op") == "add":
            for name, words in (("step_title", "Give the new step a title."), ("phase", "Choose its phase."),
                                ("duty", "Choose who does it."), ("due_minutes", "Say when it is due.")):  # fmt: skip
                if given.get(name) in ("", None):
                    self.add_error(name, words)
        return given

    def change(self) -> dict[str, Any]:
        """The operation as playbooks take it. Call after `is_valid`."""
        given = self.cleaned_data
        names = {"title": "step_title", "instructions": "instructions", "phase": "phase", "duty": "duty",
                 "due_minutes": "due_minutes"}  # fmt: skip
        fields = {name: given[source] for name, source in names.items() if given.get(source) not in ("", None)}
        if given["op"] == "add":
            fields["required"] = True
        key = None if given["op"] == "add" else given["step"]
        return {"op": given["op"], "part": "step", "key": key, "fields": {} if given["op"] == "remove" else fields}


class PlanChoice(forms.Form):
    """Which of the brand's plans learns it."""

    plan = forms.ChoiceField(label="Plan")

    def __init__(self, *args: Any, plans: Sequence[Plan], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(plan.pk), plan.name) for plan in plans]
