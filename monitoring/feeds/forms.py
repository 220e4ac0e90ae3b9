"""Where posts come from: an address to try, and what is taken from it."""

from django import forms

from monitoring.feeds.services.sources import known_places

EVERYTHING = (
    ("0", "Only what a query of the brand matches"),
    ("1", "Everything here is about the brand"),
)


class AddressForm(forms.Form):
    """An address, as it was pasted."""

    address = forms.CharField(
        label="Address of a feed or of a web page", max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "placeholder": "https://…"}),
        help_text=f"RSS, Atom and JSON Feed are read. Of a web page, its feeds are found. Known by name: {', '.join(known_places())}.",
        error_messages={"required": "Enter the address of a feed or of a web page."},
    )  # fmt: skip


class SourceForm(forms.Form):
    """A feed that was tried: its name here, and what counts as a mention."""

    address = forms.CharField(max_length=2000, widget=forms.HiddenInput)
    name = forms.CharField(label="Name", max_length=200)
    everything = forms.TypedChoiceField(
        label="What is taken",
        choices=EVERYTHING,
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="0",
    )


class SourceEditForm(forms.Form):
    """What of a source can be changed."""

    name = SourceForm.base_fields["name"]
    everything = SourceForm.base_fields["everything"]
