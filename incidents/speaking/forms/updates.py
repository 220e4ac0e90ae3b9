"""Telling how it goes."""

from django import forms

from incidents.forms.command import IncidentForm
from incidents.models import Incident
from incidents.services.timeline import NO_PUBLIC_PAGE


class UpdateForm(IncidentForm):
    """What is told about progress, and when the next word comes. The client reads it, if the incident is released to them."""

    audience = forms.ChoiceField(
        label="Who reads it",
        choices=[("client", "The client, by email and in their room")],
        error_messages={"invalid_choice": NO_PUBLIC_PAGE},
    )
    text = forms.CharField(label="Update", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    next_due_at = forms.DateTimeField(
        label="Next update by",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="In your time zone. Empty: nothing more is promised.",
    )
    release = forms.BooleanField(
        label="Release the incident to the client with it",
        required=False,
        help_text="They can’t see it yet. From then on they see its title, severity, status and updates, and entries written for "
        "or released to them. This can’t be undone.",
    )

    def offer(self, incident: Incident) -> None:
        """The release, where the client can't read it yet."""
        if incident.released_to_client_at is not None or incident.is_drill:
            del self.fields["release"]
