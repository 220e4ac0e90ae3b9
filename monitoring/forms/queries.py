"""A saved search as it is typed."""

from django import forms


class QueryForm(forms.Form):
    """Its name and its text; `version` is the one the editor read."""

    name = forms.CharField(label="Name", max_length=100)
    text = forms.CharField(
        label="Query", max_length=20_000, strip=False,
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
    must = forms.ChoiceField(choices=[("yes", "Must match"), ("no", "Must not match"), ("none", "Take out")])
