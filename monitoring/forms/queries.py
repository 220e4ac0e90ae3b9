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
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
