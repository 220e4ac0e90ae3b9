"""Brands: names, targets, team, contacts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from accounts.brands.models import Brand, BrandTeam
from accounts.brands.targets import TARGETS
from accounts.cleaning import whole_number
from accounts.forms import Lines, ZoneField
from accounts.models import Membership

TARGET_WORDS = {
    "acknowledge": "Alert acknowledged",
    "answer_acknowledge": "First public answer",
    "answer_substantive": "Full public answer",
    "update": "Next status update",
    "approval": "Approver's decision",
}
SEVERITIES = (1, 2, 3, 4)
ORDER_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


class NewBrandForm(forms.Form):
    """A client brand's beginning."""

    name = forms.CharField(label="Brand's name", max_length=100)
    time_zone = ZoneField(required=False)


class BrandForm(forms.Form):
    """What the brand is called, and where its day begins."""

    name = forms.CharField(label="Name", max_length=100)
    spellings = Lines(label="Other spellings")
    handles = Lines(label="Handles")
    products = Lines(label="Products")
    exclusions = Lines(label="Exclusions")
    languages = Lines(label="Languages")
    time_zone = ZoneField()
    version = forms.IntegerField(widget=forms.HiddenInput)


class TargetsForm(forms.Form):
    """Minutes by severity; an empty cell keeps Firebreak's default."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in TARGETS:
            for severity in SEVERITIES:
                # WCAG 2.2 4.1.2: a cell is named by its row and column to the eye only; 86,400 minutes are 60 days.
                label = f"{TARGET_WORDS[name]}, severity {severity}, minutes"
                widget = forms.NumberInput(
                    attrs={"placeholder": TARGETS[name][severity], "aria-label": label, "class": "input input-small"}
                )
                self.fields[f"{name}_{severity}"] = forms.IntegerField(
                    label=label, required=False, min_value=1, max_value=86_400, widget=widget
                )

    @staticmethod
    def initial_of(brand: Brand) -> dict[str, object]:
        """The brand's own cells."""
        cells = {
            f"{name}_{severity}": minutes
            for name, own in brand.targets.items()
            for severity, minutes in own.items()
            if name in TARGETS
        }
        return {**cells, "version": brand.version}

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """For the table: a target's words and its four cells."""
        return [(TARGET_WORDS[name], [self[f"{name}_{severity}"] for severity in SEVERITIES]) for name in TARGETS]

    def targets(self) -> dict[str, dict[str, int]]:
        """As the service takes them."""
        targets: dict[str, dict[str, int]] = {}
        for name in TARGETS:
            own = {str(n): self.cleaned_data[f"{name}_{n}"] for n in SEVERITIES if self.cleaned_data[f"{name}_{n}"]}
            if own:
                targets[name] = own
        return targets


class TeamForm(forms.Form):
    """A choice for each person of the agency: not on the brand, on it, or woken in a place."""

    def __init__(self, *args: Any, people: Sequence[Membership], team: Iterable[BrandTeam], **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = people
        now: Mapping[int, str] = {row.user_id: str(row.page_order or "on") for row in team}
        for member in people:
            choices = [("", "Not on this brand"), ("on", "On the team")]
            if not member.is_client:  # nobody wakes a client
                choices += [(str(n), f"Woken {word}") for n, word in enumerate(ORDER_WORDS, 1)]
            self.fields[f"place_{member.user_id}"] = forms.ChoiceField(
                label=str(member.user),
                required=False,
                choices=choices,
                initial=now.get(member.user_id, ""),
                widget=forms.Select(attrs={"class": "input input-small", "aria-label": f"{member.user}: place"}),
            )

    def rows(self) -> list[tuple[Membership, forms.BoundField]]:
        """For the table."""
        return [(member, self[f"place_{member.user_id}"]) for member in self.people]

    def clean(self) -> dict[str, Any]:
        """Says at whom a place is taken twice."""
        data = super().clean() or {}
        taken: dict[str, str] = {}
        for member in self.people:
            name = f"place_{member.user_id}"
            place = data.get(name, "")
            # At the second of the two: the first may be right, and an error above the table would name neither.
            if place in taken:
                self.add_error(name, f"{taken[place]} is woken {ORDER_WORDS[int(place) - 1]} already.")
            elif whole_number(place) is not None:
                taken[place] = str(member.user)
        return data

    def places(self) -> list[tuple[int, int | None]]:
        """As the service takes them."""
        chosen = [(member.user_id, self.cleaned_data[f"place_{member.user_id}"]) for member in self.people]
        return [(user, whole_number(place)) for user, place in chosen if place]


class ContactForm(forms.Form):
    """Somebody to reach in a crisis."""

    name = forms.CharField(label="Name", max_length=100)
    function = forms.CharField(label="Their role", max_length=100)
    email = forms.CharField(
        label="Email", required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label="Phone", required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    note = forms.CharField(label="Note", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
