"""What people type, checked at the door; the domain's own rules are the services'."""

from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.errors import Conflict, DomainError, Invalid, TooMany, Unavailable


def put_errors(form: forms.BaseForm, error: DomainError) -> None:
    """Shows a service's refusal at the fields it names, or above the form."""
    placed = False
    for name, messages in error.fields.items():
        # A service names fields of the API, too, of which this form may have none.
        if name in form.fields:
            form.add_error(name, messages)
            placed = True
    if not placed:
        form.add_error(None, error.message)


def carried_out(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Runs the service: True where it is done; what another try may mend goes to the form. Forbidden and NotFound pass through."""
    try:
        act()
    except (Invalid, Conflict, TooMany, Unavailable) as error:
        put_errors(form, error)
        return False
    return True


class Lines(forms.CharField):
    """A list of words, one to a line."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=20_000, **more)

    def prepare_value(self, value: Any) -> Any:
        """The list as lines; what was typed as it was typed."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that hold something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


@cache
def _zone_options() -> SafeString:
    # Without old aliases (EST5EDT, Cuba), and Etc/, whose signs are the other way round: Etc/GMT+3 is UTC−3.
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "System")))
    return format_html_join("", '<option value="{}"></option>', ((name,) for name in ("UTC", *names)))


class ZoneInput(forms.TextInput):
    """A text field that offers every zone's name while one types."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The input and its list."""
        options_id = f"{(attrs or {}).get('id', name)}-zones"
        given = {**(attrs or {}), "list": options_id, "autocomplete": "off", "spellcheck": "false"}
        field = super().render(name, value, given, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', field, options_id, _zone_options())


class ZoneField(forms.CharField):
    """A time zone's name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=64, widget=ZoneInput, **{"label": "Time zone", **more})
