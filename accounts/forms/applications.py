"""Applications to register, and what somebody agrees to when they connect one."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.brands.models import Brand
from accounts.forms import Lines
from accounts.roles import GRANTED, MEANINGS, NEVER_BY_APPLICATION, SCOPES

SCOPE_TITLES = {
    "read": "Read",
    "monitor": "Monitor",
    "triage": "Triage",
    "incidents": "Incidents",
    "plans": "Plans",
    "manage": "Manage",
}


class ApplicationForm(forms.Form):
    """An application: what people know it as, and where it is answered."""

    name = forms.CharField(label="Name", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    redirect_uris = Lines(label="Redirect addresses")


def meaning_of(scope: str, role: str) -> str:
    """What a scope lets an application do for somebody of this role, in words."""
    held = GRANTED[role] - NEVER_BY_APPLICATION
    return "; ".join(MEANINGS[name] for name in MEANINGS if name in held and SCOPES[name] == scope)


class ConnectForm(forms.Form):
    """What of what was asked for somebody grants, and where."""

    scopes = forms.MultipleChoiceField(
        label="It may, for you",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing it may do."},
    )
    brands = forms.MultipleChoiceField(
        label="Only on these brands", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, scopes: Iterable[str], role: str, brands: Iterable[Brand], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(scope, f"{SCOPE_TITLES.get(scope, scope)}: {meaning_of(scope, role)}") for scope in scopes]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]
        self.fields["scopes"].initial = [scope for scope, _ in choices]
        self.fields["brands"].choices = [(str(one.pk), one.name) for one in brands]  # type: ignore[attr-defined]
