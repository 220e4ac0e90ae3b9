"""Where posts come from: an address to paste, or what a platform asks; and what is taken from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import charset_normalizer
from django import forms
from django.forms.boundfield import BoundField

from monitoring.feeds.services import batches, sources
from monitoring.feeds.services.sources import StoredSecret

EVERYTHING = (
    ("0", "Only what a query of the brand matches"),
    ("1", "Everything here is about the brand"),
)
# A phone's keyboard would capitalise and mend an address.
_ADDRESS = {"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
_PASTED = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off", "dir": "ltr"}
PREFIX = "field"  # names of a platform's fields stand beside a source's own
_USUAL = sources.spec_of(sources.usual_platform()).first


class AddressForm(forms.Form):
    """An address, as it was pasted."""

    address = forms.CharField(
        label=_USUAL.label, max_length=2000, widget=forms.TextInput(attrs={**_ADDRESS, "placeholder": "https://…"}),
        help_text=_USUAL.help,
    )  # fmt: skip


class SeveralForm(forms.Form):
    """A line for each source, pasted or from a file."""

    text = forms.CharField(
        label="One source a line", required=False, strip=False,
        widget=forms.Textarea(attrs={**_PASTED, "rows": 8, "placeholder": "https://…\nr/coffee\n#aldercoffee"}),
        help_text="Addresses, handles, hashtags, forums: whatever can be added one by one. Or the text of an OPML file.",
    )  # fmt: skip
    file = forms.FileField(
        label="Or a list from a feed reader", required=False, help_text="OPML, as feed readers export it."
    )
    everything = forms.ChoiceField(
        label="What to keep", choices=EVERYTHING, widget=forms.RadioSelect, initial="0",
        help_text="The same for all of them. Each can be changed later.",
    )  # fmt: skip

    def clean_file(self) -> str:
        """Its words."""
        file = self.cleaned_data.get("file")
        if file is None:
            return ""
        if file.size > batches.MOST_LETTERS:
            raise forms.ValidationError(f"This file is larger than {batches.MOST_LETTERS // 1_000_000} MB. Split it.")
        found = charset_normalizer.from_bytes(file.read()).best()
        if found is None:
            raise forms.ValidationError("This file is no text. Export it from your feed reader as OPML.")
        return str(found)

    def listed(self) -> str:
        """The list, from wherever it came."""
        return str(self.cleaned_data.get("file") or self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        """One of both, since two lists would hide each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("file") and cleaned.get("text", "").strip():
            self.add_error("file", "Choose a file or paste lines, not both.")
        cleaned["everything"] = cleaned.get("everything") == "1"
        return cleaned


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One field of a platform on a page; of a secret that is there, since when."""

    bound: BoundField
    stored: StoredSecret | None


class PlatformForm(forms.Form):
    """What one platform asks, made of its spec. `stored`: the secrets that are there, which need not be entered again."""

    def __init__(
        self,
        spec: sources.Spec,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        stored: Iterable[StoredSecret] = (),
    ) -> None:
        super().__init__(data, prefix=PREFIX, initial=dict(initial or {}))
        self.spec = spec
        self.stored = {one.field: one for one in stored}
        for one in spec.fields:
            self.fields[one.name] = _field(one, stored=one.name in self.stored)

    @staticmethod
    def is_in(data: Iterable[str]) -> bool:
        """Whether any of its fields was sent."""
        return any(name.startswith(f"{PREFIX}-") for name in data)

    @staticmethod
    def data_of(values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as if they had been typed."""
        return {f"{PREFIX}-{name}": value for name, value in values.items()}

    def given(self) -> dict[str, object]:
        """What was filled in; a secret that was left empty is left out, so that the one there stays."""
        return {
            one.name: self.cleaned_data.get(one.name)
            for one in self.spec.fields
            if not (isinstance(one, sources.Secret) and self.cleaned_data.get(one.name) in (None, ""))
        }

    @property
    def needed(self) -> list[Asked]:
        """What stands in front: where it lies, and what can't be left out."""
        return [self._asked(one) for at, one in enumerate(self.spec.fields) if _is_in_front(at, one)]

    @property
    def more(self) -> list[Asked]:
        """What most sources do without."""
        return [self._asked(one) for at, one in enumerate(self.spec.fields) if not _is_in_front(at, one)]

    @property
    def more_names(self) -> str:
        """What it is, for whoever decides whether to look."""
        labels = [one.label for at, one in enumerate(self.spec.fields) if not _is_in_front(at, one)]
        return ", ".join(f"{label[:1].lower()}{label[1:]}" for label in labels)

    @property
    def more_is_set(self) -> bool:
        """Whether anything of it has an answer, or a refusal to show."""
        empty = {one.name: str(one.empty) for one in self.spec.fields}
        return any(
            one.bound.errors or one.stored or str(one.bound.value() or "") not in ("", empty[one.bound.name])
            for one in self.more
        )

    def _asked(self, one: sources.Field) -> Asked:
        bound = self[one.name]
        if isinstance(one, sources.Secret) and not bound.errors:
            # Never printed back; what was typed stays in the browser while the rest of the form is renewed.
            bound.field.widget.attrs["hx-preserve"] = "true"
        return Asked(bound=bound, stored=self.stored.get(one.name))


def _is_in_front(at: int, one: sources.Field) -> bool:
    return one.required or one.front or not at


def _field(one: sources.Field, *, stored: bool) -> forms.Field:
    more: dict[str, Any] = {
        "label": one.label, "help_text": one.help, "required": one.required and not stored,
        "error_messages": {"required": one.refused_empty().sentence},
    }  # fmt: skip
    match one:
        case sources.Text():
            offered = {"list": f"{PREFIX}-{one.points_into}-fields"} if one.points_into else {}
            return forms.CharField(max_length=one.most, widget=_line({"placeholder": one.example, **offered}), **more)
        case sources.Sample():
            # The spec tells how long it may be: Django would count line ends as two.
            return forms.CharField(widget=forms.Textarea(attrs={**_PASTED, "rows": 6}), strip=False, **more)
        # No URLField: handles and names of places are taken too, and the spec refuses in words of its own.
        case sources.Url():
            return forms.CharField(widget=_line({**_ADDRESS, "placeholder": one.example}), **more)
        case sources.Choice():
            options = [(option.value, option.label) for option in one.options]
            return forms.ChoiceField(choices=options, initial=one.default, **more)
        case sources.Number():
            bounds = forms.NumberInput(attrs={"min": one.least, "max": one.most})  # the spec says it better than Django
            return forms.IntegerField(widget=bounds, initial=one.default, **more)
        case sources.Switch():
            return forms.BooleanField(initial=one.default, **{**more, "required": False})  # Django's: must be on
        case sources.Secret():
            # Browsers pass over "off" at a password, and would fill in the member's own for this desk.
            attrs = {"autocomplete": "new-password", "spellcheck": "false"}
            hidden = forms.PasswordInput(attrs=attrs, render_value=False)
            return forms.CharField(max_length=one.most, widget=hidden, strip=False, **more)  # blanks may be part of it


def _line(attrs: Mapping[str, str]) -> forms.TextInput:
    return forms.TextInput(attrs={name: value for name, value in attrs.items() if value})


class SourceForm(forms.Form):
    """A source's name here, and what of it counts as a mention."""

    name = forms.CharField(label="Name", max_length=200)
    everything = forms.TypedChoiceField(
        label="What is taken",
        choices=EVERYTHING,
        coerce=lambda value: value == "1",  # bool("0") is true
        widget=forms.RadioSelect,
        initial="0",
    )
