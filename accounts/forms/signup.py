"""Founding an agency, accepting an invitation."""

from django import forms


class AgencyForm(forms.Form):
    """The agency itself."""

    name = forms.CharField(label="Agency's name", max_length=100)
    slug = forms.CharField(label="Address", max_length=40)


class FounderForm(AgencyForm):
    """The agency and its first owner, who has no account yet."""

    person = forms.CharField(label="Your name", max_length=100)
    email = forms.EmailField(label="Your email")
    # WCAG 2.2 3.3.8: a password manager offers and fills it, nobody need remember.
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=200
    )


class NewcomerForm(forms.Form):
    """Somebody invited who has no account yet."""

    name = forms.CharField(label="Your name", max_length=100)
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=200
    )
