"""One post that a person adds: a link to be read, or what it says."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.brands.models import Brand
from monitoring.inbox.services.adding import WHERES, MentionDraft

_ADDRESS = {
    "inputmode": "url",
    "autocomplete": "off",
    "spellcheck": "false",
    "autocapitalize": "off",
    "placeholder": "https://…",
}


class AddForm(forms.Form):
    """What is known of the post. The service says what is amiss; a link alone is enough to have its page read."""

    brand = forms.ChoiceField(label="Brand")
    url = forms.CharField(
        label="Link", required=False, widget=forms.TextInput(attrs=_ADDRESS), help_text="Of one post, anywhere."
    )
    where = forms.ChoiceField(
        label="Where it was, if it has no link", required=False, choices=[("", "It has a link"), *WHERES.items()]
    )
    title = forms.CharField(label="Headline", required=False)
    text = forms.CharField(
        label="What it says", required=False, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )
    author = forms.CharField(label="Author", required=False)
    author_url = forms.CharField(required=False, widget=forms.HiddenInput)
    published_at = forms.DateTimeField(
        label="When", required=False, help_text="In your time zone. Empty: now.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip

    def __init__(self, brands: Sequence[Brand], data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        choices: Any = self.fields["brand"]
        choices.choices = [(brand.slug, brand.name) for brand in brands]

    def draft(self) -> MentionDraft:
        """As the service takes it."""
        data = self.cleaned_data
        names = ("url", "title", "text", "author", "author_url", "where", "published_at")
        return MentionDraft(**{name: data[name] for name in names})


def initial_of(facts: Mapping[str, str]) -> dict[str, Any]:
    """What a page says, to be looked over."""
    known = {name: facts.get(name, "") for name in ("url", "title", "text", "author", "author_url")}
    at = facts.get("published_at", "")
    return known | ({"published_at": timezone.localtime(datetime.fromisoformat(at))} if at else {})
