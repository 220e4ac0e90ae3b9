"""Looking back: a lesson, and the change of a plan it asks for."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from django import forms
from django.forms.utils import pretty_name

from playbooks.forms import PART_FORMS
from playbooks.models import Plan

# In words, and which field of a part is its name: those of playbooks' editor.
PART_WORDS = {
    "step": ("Step", "Steps"), "statement": ("Holding statement", "Holding statements"), "contact": ("Contact", "Contacts"),
    "trigger": ("Trigger", "Triggers"), "section": ("Section", "Sections"),
}  # fmt: skip
_NAMED_BY = {"contact": ("function", "name"), "trigger": ("name",)}
NEW = "new"
Parts = Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]


class LessonForm(forms.Form):
    """One thing learned."""

    text = forms.CharField(label="Lesson", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class FinishForm(forms.Form):
    """Why what the incident still owes is left; asked only where it owes something."""

    waiver = forms.CharField(
        label="Why this is left undone",
        required=False,
        max_length=500,
        help_text="The record keeps the list and your reason.",
    )


class PlanChoice(forms.Form):
    """Which of the brand's plans learns it, and which part of it."""

    plan = forms.ChoiceField(label="Plan")
    about = forms.ChoiceField(label="What should change")

    def __init__(self, *args: Any, plans: Sequence[Plan], parts: Parts, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["plan"].choices = [(str(plan.pk), plan.name) for plan in plans]  # type: ignore[attr-defined]
        groups = [(many, list(_named(kind, one, parts.get(kind, ())))) for kind, (one, many) in PART_WORDS.items()]
        self.fields["about"].choices = groups  # type: ignore[attr-defined]


def _named(kind: str, word: str, parts: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterable[tuple[str, str]]:
    """The parts of a kind as choices "kind:key", and a new one."""
    for key, fields in parts:
        names = [str(fields.get(name, "")) for name in _NAMED_BY.get(kind, ("title",))]
        yield f"{kind}:{key}", ", ".join(name for name in names if name)[:120]
    yield f"{kind}:{NEW}", f"A new {word.lower()}"


def _plain(value: Any) -> Any:
    """Browsers end lines their own way; parts are kept with plain ends."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class PartChangeForm(forms.Form):
    """A new part of a plan; or another wording of one there is, which is shown as it stands; or its removal."""

    title = forms.CharField(label="What the proposal is called", max_length=200)
    op = forms.ChoiceField(
        label="What happens to it",
        choices=[("change", "It changes as written below"), ("remove", "It is removed")],
        widget=forms.RadioSelect,
        initial="change",
    )

    def __init__(self, *args: Any, kind: str, key: str, current: Mapping[str, Any] | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind, self.key, self.current = kind, key, current
        if current is None:
            del self.fields["op"]
        # What is removed needs no words: empty fields must not keep it.
        removed = current is not None and self.data.get("op") == "remove"
        for name, field in PART_FORMS[kind].base_fields.items():
            # A copy: these belong to playbooks' form class, and its next form would begin with what is set here.
            own = deepcopy(field)
            own.label = own.label or pretty_name(name)
            own.initial = (current or {}).get(name, own.initial)
            own.required = own.required and not removed
            self.fields[f"part_{name}"] = own

    def clean(self) -> dict[str, Any]:
        """A change changes something."""
        given = super().clean() or {}
        if self.current is not None and given.get("op") == "change" and not self.errors and not self._different():
            raise forms.ValidationError("Nothing has changed yet. Write what it should be.")
        return given

    def _different(self) -> dict[str, object]:
        written = {name: _plain(self.cleaned_data.get(f"part_{name}")) for name in PART_FORMS[self.kind].base_fields}
        before = self.current or {}
        return {name: value for name, value in written.items() if self.current is None or value != before.get(name)}

    def change(self) -> dict[str, object]:
        """The operation as playbooks take it: of a change only what is different. Call after `is_valid`."""
        if self.current is None:
            return {"op": "add", "part": self.kind, "key": None, "fields": self._different()}
        if self.cleaned_data["op"] == "remove":
            return {"op": "remove", "part": self.kind, "key": self.key, "fields": {}}
        fields = self._different()
        if self.kind == "statement" and "text" in fields:
            # The blanks that stay keep their labels and examples.
            fields["slots"] = self.current.get("slots", [])
        return {"op": "change", "part": self.kind, "key": self.key, "fields": fields}
