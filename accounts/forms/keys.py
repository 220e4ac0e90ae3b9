"""API keys and machine members."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.brands.models import Brand
from accounts.models import Membership
from accounts.roles import KEY_SCOPES
from accounts.services.api_keys import MAX_DAYS, MAX_OVERLAP, OVERLAP

SCOPE_WORDS = {
    "read": "Read: see everything its member may see",
    "monitor": "Monitor: change sources, queries and alert rules",
    "triage": "Triage: work on mentions, decide alerts",
    "incidents": "Incidents: open and run incidents, write, publish",
    "plans": "Plans: write and publish plans",
    "manage": "Manage: people, brands, webhooks, settings",
}


MACHINE_ROLE_WORDS = {
    "manager": "Manager: opens and runs incidents, changes its brands' settings",
    "analyst": "Analyst: watches, triages and drafts",
    "client": "Client: sees what is released",
}


def _brand_choices(brands: Iterable[Brand]) -> list[tuple[str, str]]:
    return [(str(brand.pk), brand.name) for brand in brands]


class KeyForm(forms.Form):
    """An API key to make: for oneself, or for a machine."""

    name = forms.CharField(label="Name", max_length=100)
    machine_id = forms.TypedChoiceField(label="Acts for", coerce=int, empty_value=None, required=False)
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=[(scope, SCOPE_WORDS.get(scope, scope)) for scope in KEY_SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    brands = forms.MultipleChoiceField(
        label="Only on these brands", required=False, widget=forms.CheckboxSelectMultiple
    )
    # 90 suggested: a key that is forgotten ends within a quarter.
    days = forms.IntegerField(label="Days until it expires", initial=90, min_value=1, max_value=MAX_DAYS)

    def __init__(self, *args: Any, machines: Iterable[Membership], brands: Iterable[Brand], **more: Any) -> None:
        super().__init__(*args, **more)
        # First and by default oneself: a machine is chosen knowingly.
        own = [("", "Me"), *((str(one.pk), str(one.user)) for one in machines)]
        self.fields["machine_id"].choices = own  # type: ignore[attr-defined]
        self.fields["brands"].choices = _brand_choices(brands)  # type: ignore[attr-defined]


class RotationForm(forms.Form):
    """A new secret: how long the one before works, and whether the key lasts longer."""

    hours = forms.IntegerField(
        label="Hours for which the old secret still works", initial=OVERLAP, min_value=0, max_value=MAX_OVERLAP
    )
    days = forms.IntegerField(label="Days until it expires, from now", required=False, min_value=1, max_value=MAX_DAYS)


class MachineForm(forms.Form):
    """What a machine is called, what it may do, and where."""

    name = forms.CharField(label="Name", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    brands = forms.MultipleChoiceField(
        label="Brands", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one brand."}
    )

    def __init__(self, *args: Any, roles: Iterable[str], brands: Iterable[Brand], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = [(role, MACHINE_ROLE_WORDS[role]) for role in roles]  # type: ignore[attr-defined]
        self.fields["brands"].choices = _brand_choices(brands)  # type: ignore[attr-defined]
