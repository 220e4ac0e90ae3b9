"""A file of mentions: brought, and which of its columns is what."""

from typing import Any
from zoneinfo import available_timezones

from django import forms

from monitoring.inbox.services import importing
from monitoring.models import Import

_ORDERS = (("", "The dates tell it"), ("1", "The day: 31/12/2026"), ("0", "The month: 12/31/2026"))
# What most files have; the rest stands behind a fold.
FIRST = ("text", "title", "url", "author", "published_at")


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="CSV or XLSX file",
        help_text=f"An export of another tool, or any table with a text or a link in each row. At most {importing.MOST_BYTES // 2**20} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty.",
            "max_length": "The file's name is too long: at most 255 characters.",
        },
        max_length=255,
    )

    def clean_file(self) -> Any:
        """Refuses one that is too large before anything of it is read."""
        file = self.cleaned_data["file"]
        if file.size and file.size > importing.MOST_BYTES:
            raise forms.ValidationError(importing.too_large(file.size).message)
        return file


class MappingForm(forms.Form):
    """Which column is what, and how its times are meant."""

    zone = forms.ChoiceField(label="Time zone", help_text="Of times that name none.")
    day_first = forms.ChoiceField(
        label="In dates comes first", choices=_ORDERS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, upload: Import, data: Any = None) -> None:
        order = {None: "", True: "1", False: "0"}[upload.day_first]
        super().__init__(data, initial={**upload.mapping, "zone": upload.zone, "day_first": order})
        zone: Any = self.fields["zone"]
        zone.choices = [(name, name) for name in sorted(available_timezones())]
        choices = [("", "None"), *((column, column) for column in upload.columns)]
        for name, label in importing.FIELDS.items():
            # What is no column is refused by the service, which names the row where the names stand.
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def first(self) -> list[forms.BoundField]:
        """What stands in front."""
        return [self[name] for name in FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        """What many files do without."""
        return [self[name] for name in importing.FIELDS if name not in FIRST]

    def given(self) -> dict[str, Any]:
        """As the service takes it."""
        data = self.cleaned_data
        mapping = {name: data[name] for name in importing.FIELDS if data.get(name)}
        order = {"1": True, "0": False}.get(data.get("day_first", ""))
        return {"mapping": mapping, "zone": data["zone"], "day_first": order}
