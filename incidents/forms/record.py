"""Writing to the timeline."""

from django import forms

from incidents.services.timeline import NO_PUBLIC_PAGE

_NOBODY = {"invalid_choice": NO_PUBLIC_PAGE}


class NoteForm(forms.Form):
    """A note. It starts at Internal; anything wider is confirmed first."""

    text = forms.CharField(label="Note", max_length=20_000, widget=forms.Textarea(attrs={"rows": 2}))
    visibility = forms.ChoiceField(
        required=False, choices=[("internal", "Internal"), ("client", "Client")], error_messages=_NOBODY
    )
    confirmed = forms.BooleanField(required=False)

    def clean_visibility(self) -> str:
        """Internal where nothing was chosen."""
        return str(self.cleaned_data.get("visibility") or "internal")


class TextForm(forms.Form):
    """A correction."""

    text = forms.CharField(label="What is right", max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))


class AudienceForm(forms.Form):
    """Who may read an entry from now on."""

    audience = forms.ChoiceField(choices=[("client", "Client")], error_messages=_NOBODY)
