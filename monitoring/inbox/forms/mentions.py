"""The inbox: what narrows it, and what is said of a mention."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import QueryDict

from monitoring.inbox.services.mentions import LONGEST_NOTE, UNASSIGNED, Filters
from monitoring.inbox.services.saved_views import ME
from monitoring.inbox.services.saved_views import SPANS as HOURS
from monitoring.models import MENTION, SENTIMENTS

_SPAN_WORDS = {"1h": "Last hour", "24h": "Last 24 h", "7d": "Last 7 days", "30d": "Last 30 days"}
SPANS = {name: (_SPAN_WORDS[name], hours) for name, hours in HOURS.items()}


class NarrowForm(forms.Form):
    """The inbox's address. What can't be read is refused at its filter, the rest still narrows."""

    brand = forms.SlugField(required=False, max_length=60)
    query = forms.UUIDField(required=False)
    source = forms.UUIDField(required=False)
    sentiment = forms.ChoiceField(required=False, choices=[(name, name) for name in (*SENTIMENTS, "unscored")])
    status = forms.ChoiceField(required=False, choices=[(name, name) for name in (*MENTION.statuses, "all")])
    assignee = forms.RegexField(r"^(me|none|\d{1,9})$", required=False)  # nine digits fit PostgreSQL's integer
    span = forms.ChoiceField(required=False, choices=[(name, words) for name, (words, _) in SPANS.items()])
    since = forms.DateTimeField(required=False)
    until = forms.DateTimeField(required=False)
    q = forms.CharField(required=False, max_length=500)
    view = forms.UUIDField(required=False)
    matching = forms.CharField(required=False, max_length=4_000, strip=False)  # mistakes are shown by column


@dataclass(slots=True)
class Narrowing:
    """What the address asks for: given values by name, the words of what could not be read."""

    given: dict[str, Any]
    raw: dict[str, str]
    problems: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Open unless said otherwise; a search looks everywhere."""
        return str(self.given.get("status") or ("all" if self.given.get("q") else "open"))

    def filters(self, *, brand: UUID | None, user_id: int, now: datetime) -> Filters:
        """As the service takes them."""
        asked = self.given.get("assignee") or None
        span = SPANS.get(self.given.get("span") or "")
        return Filters(
            brand=brand,
            query=self.given.get("query"),
            source=self.given.get("source"),
            sentiment=self.given.get("sentiment") or "",
            status="" if self.status == "all" else self.status,
            assignee=user_id if asked == ME else asked if asked in (None, UNASSIGNED) else int(str(asked)),
            since=now - timedelta(hours=span[1]) if span else self.given.get("since"),
            until=None if span else self.given.get("until"),
            text=self.given.get("q") or "",
        )

    def address(self, **changes: str) -> str:
        """The query string with some of it changed; "" takes one out. With its "?", or empty."""
        wanted = {name: value for name, value in {**self.raw, **changes}.items() if value}
        return f"?{urlencode(wanted)}" if wanted else ""


def narrowing(query: QueryDict) -> Narrowing:
    """Reads an address; a NUL, a wrong id or an unknown word is told, and left out."""
    form = NarrowForm(query)
    # Whatever it says: Django leaves what is refused out of `cleaned_data`, and the rest still narrows.
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    raw = {name: query.get(name, "") for name in given}
    problems = [
        f"{name}: “{query.get(name, '')[:60]}” can't be used here." for name in form.errors if name in form.fields
    ]
    return Narrowing(given, raw, problems)


class NoteForm(forms.Form):
    """A note for the team."""

    text = forms.CharField(
        label="Note",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "For the team only"}),
    )


class BulkForm(forms.Form):
    """One act on the chosen mentions."""

    mention = forms.TypedMultipleChoiceField(coerce=UUID)
    action = forms.ChoiceField(
        choices=[
            (name, name) for name in ("finish", "discard", "reopen", "start", "assign_me", "assign_none", *SENTIMENTS)
        ]
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        # Any id may come: which of them this member may touch is the service's question, asked for each.
        self.fields["mention"].choices = [(one, one) for one in data.getlist("mention")]  # type: ignore[attr-defined]
