"""The platform's operators: made at the machine only, never by a page."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.errors import Invalid
from accounts.models import User
from accounts.services.agencies import new_person
from accounts.services.record import log


def make_operator(*, email: str, password: str = "") -> tuple[User, bool]:
    """The operator, and whether the account is new. Whoever has an account keeps it, password and places too.

    Whoever runs commands on the machine vouches for the address: it counts as confirmed. Raises Invalid at `email` or
    `password`.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid.field("email", f"“{email}” is no e-mail address.") from None
    with transaction.atomic():
        user = User.objects.filter(email__iexact=email).first()
        is_new = user is None
        if user is None:
            user = new_person(email=email, name="", password=password, verified=True)
        else:
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
        User.objects.filter(pk=user.pk).update(is_operator=True)
        user.is_operator = True
        log("operator.made", agency=None, actor=None, subject=email)
    return user, is_new


def has_account(email: str) -> bool:
    """Whether somebody can log in with this address already."""
    return User.objects.filter(email__iexact=email.strip()).exists()


def deactivate_person(user: User, *, by: User) -> None:
    """Nobody can log in as this person any more, anywhere; their work stays under their name. Never oneself."""
    if user.pk == by.pk:
        raise Invalid("You can't deactivate yourself.")
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        log("person.deactivated", agency=None, actor=by, subject=user.email)


def reactivate_person(user: User, *, by: User) -> None:
    """They can log in again."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        log("person.reactivated", agency=None, actor=by, subject=user.email)
