"""People, keys, webhooks, the agency itself, and one's own profile."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from accounts.brands.models import Brand
from accounts.forms import ZoneField
from accounts.models import User
from accounts.notifications.services.timing import Times
from accounts.roles import OWNER, ROLES

ROLE_WORDS = {
    "owner": "Owner: everything, closing the agency included",
    "admin": "Admin: every brand, people, keys, settings",
    "manager": "Manager: runs incidents on their brands",
    "analyst": "Analyst: watches, triages and drafts on their brands",
    "client": "Client: sees what is released on their brands, approves texts",
}


def role_choices(by: str) -> list[tuple[str, str]]:
    """The roles somebody of role `by` may give: only owners make owners."""
    return [(role, ROLE_WORDS[role]) for role in ROLES if role != OWNER or by == OWNER]


class InvitationForm(forms.Form):
    """Whom to invite, as what, on which brands."""

    email = forms.EmailField(label="Email", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect, initial="manager")
    brands = forms.MultipleChoiceField(label="Brands", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, by: str, brands: Iterable[Brand], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = role_choices(by)  # type: ignore[attr-defined]
        self.fields["brands"].choices = [(str(brand.pk), brand.name) for brand in brands]  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = role_choices(by)  # type: ignore[attr-defined]


class PassOnForm(forms.Form):
    """To whom what somebody holds goes, and which kinds of it."""

    to = forms.TypedChoiceField(
        label="Pass on to", coerce=int, error_messages={"required": "Choose who takes it over."}
    )
    kinds = forms.MultipleChoiceField(
        label="What",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind."},
    )

    def __init__(self, *args: Any, holders: Iterable[User], kinds: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        people = [(str(user.pk), str(user)) for user in holders]
        self.fields["to"].choices = [("", "Choose…"), *people]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.fields["kinds"].initial = list(kinds)


class SignatureForm(forms.Form):
    """A message that a receiver got, as it came."""

    message_id = forms.CharField(
        label="webhook-id", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    timestamp = forms.CharField(
        label="webhook-timestamp",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    signature = forms.CharField(
        label="webhook-signature", max_length=1000, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    # Not stripped: a signature is over every byte, a blank at the end as well.
    body = forms.CharField(
        label="Body", max_length=100_000, strip=False, widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})
    )


class AgencyForm(forms.Form):
    """The agency's own settings."""

    name = forms.CharField(label="Agency's name", max_length=100)
    time_zone = ZoneField()
    require_mfa = forms.BooleanField(label="Require a second factor from everybody", required=False)


class CloseForm(forms.Form):
    """Typed, so that it can't happen by a slip."""

    # No suggestion of the browser: it would be typed by one tap.
    slug = forms.CharField(
        label="The agency's address", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class ProfileForm(forms.Form):
    """One's own settings."""

    name = forms.CharField(label="Your name", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = ZoneField(required=False)
    theme = forms.ChoiceField(
        label="Appearance",
        # A word for it: Django takes the empty value of a required choice for none.
        choices=[("system", "Same as the system"), ("light", "Light"), ("dark", "Dark")],
        widget=forms.RadioSelect(attrs={"data-theme-choice": True}),
    )
    keys_on = forms.BooleanField(
        label="Single-key shortcuts are on",
        required=False,
        widget=forms.CheckboxInput(attrs={"data-keys-switch": True}),
    )


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # in the order of `date.weekday`
THROUGH_WORDS = {1: "Critical", 2: "Critical and major", 3: "Critical, major and moderate"}
DIGEST_WORDS = {"hourly": "At every full hour", "daily": "Once a day"}


def _clock(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class TimesForm(forms.Form):
    """When news reaches one: quiet hours, and digests."""

    quiet = forms.BooleanField(label="Use quiet hours", required=False)
    quiet_start = _clock("From")
    quiet_end = _clock("Until")
    quiet_days = forms.TypedMultipleChoiceField(
        label="They start on", choices=list(enumerate(DAYS)), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )  # fmt: skip
    through = forms.TypedChoiceField(
        label="Delivered at any hour", choices=list(THROUGH_WORDS.items()), coerce=int, widget=forms.RadioSelect
    )
    digest = forms.ChoiceField(label="Digests come", choices=list(DIGEST_WORDS.items()), widget=forms.RadioSelect)
    digest_at = _clock("A daily digest comes at")

    @property
    def times(self) -> Times:
        """What was typed, for the service."""
        return Times(**{**self.cleaned_data, "quiet_days": tuple(self.cleaned_data["quiet_days"])})
