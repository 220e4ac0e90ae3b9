"""A saved search as it is typed."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from accounts.errors import Invalid
from monitoring.inbox.services.queries import check_written
from monitoring.models import Query


class QueryForm(forms.Form):
    """Its name and its text; `version` is the one the editor read."""

    name = forms.CharField(label="Name", max_length=100)
    text = forms.CharField(
        label="Query", max_length=20_000, strip=False,  # mistakes are shown by column
        widget=forms.Textarea(attrs={"rows": 4, "class": "code", "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}),
        help_text='Words, "phrases", AND, OR, NOT or -, brackets, glass*, NEAR/5, title:, lang:, source:, followers:>1000.',
        error_messages={"required": "Write what to look for."},
    )  # fmt: skip
    # A person has seen which posts of the test set the text gets wrong.
    accept_failures = forms.BooleanField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BackfillForm(forms.Form):
    """How far back a query is run."""

    DAYS = ((7, "the last 7 days"), (30, "the last 30 days"), (90, "the last 90 days"), (400, "everything kept"))

    days = forms.TypedChoiceField(label="Posts of", coerce=int, choices=DAYS, initial=30)


class StarForm(forms.Form):
    """What a post must do in a query's test set; "none" takes it out."""

    mention = forms.UUIDField()
    must = forms.ChoiceField(choices=[("yes", "Must match"), ("no", "Must not match"), ("none", "Remove")])


class QueryAdminForm(forms.ModelForm):  # type: ignore[type-arg]  # not a generic at run time
    """A query in the admin: each mistake is named with its column and underlined where it stands."""

    class Meta:
        model = Query
        fields: ClassVar[Any] = ("name", "text")

    def clean_text(self) -> str:
        """The text, if it can be read."""
        text = str(self.cleaned_data["text"])
        try:
            check_written(text, before=self.instance.text)
        except Invalid as error:
            problems: Any = error.data.get("problems") or ()
            raise ValidationError([_underlined(text, one) for one in problems] or [error.message]) from error
        return text


def _underlined(text: str, problem: dict[str, Any]) -> str:
    at = min(len(text), int(problem["column"]) - 1)
    end = min(len(text), at + int(problem["length"]))
    fix = f" Did you mean {problem['fix']}?" if problem["fix"] else ""
    # Escaped piece by piece: the text is whatever somebody typed, and the admin shows an error's markup.
    return format_html(
        "Column {}, {} long: {}.{} <code>{}<u>{}</u>{}</code>",
        problem["column"], problem["length"], problem["message"], fix, text[max(0, at - 60) : at], text[at:end] or "\u00a0",
        text[end : end + 60],
    )  # fmt: skip
