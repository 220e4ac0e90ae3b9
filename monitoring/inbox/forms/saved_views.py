"""A saved view, as it is named and changed."""

from django import forms

from monitoring.inbox.services.saved_views import LONGEST_NAME


class ViewForm(forms.Form):
    """Its name, its text in the query language, whether the brand's team has it, whether one's inbox opens with it."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME)
    text = forms.CharField(
        label="Query text", required=False, max_length=20_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "code", "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}),
        help_text="In the language of queries. Empty: the filters alone.",
    )  # fmt: skip
    shared = forms.BooleanField(label="Share it with the brand's team", required=False)
    default = forms.BooleanField(label="Open my inbox with it", required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
