"""What people type, checked at the door; the domain's own rules are the services'."""

from django import forms

from accounts.errors import DomainError


def put_errors(form: forms.BaseForm, error: DomainError) -> None:
    """Shows a service's refusal at the fields it names, or above the form."""
    placed = False
    for name, messages in error.fields.items():
        if name in form.fields:
            form.add_error(name, messages)
            placed = True
    if not placed:
        form.add_error(None, error.message)
