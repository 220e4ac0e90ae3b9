"""The platform's operators: made at the machine only, never by a page."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.errors import Invalid
from accounts.models import User
from accounts.services.access_log import log
from accounts.services.agencies import new_person, take_over
from accounts.services.sessions import end_person
from accounts.services.unconfirmed import unconfirmed


def make_operator(*, email: str, password: str = "") -> tuple[User, bool]:
    """The operator, and whether `password` is theirs now. Whoever has an account keeps it, password and places too.

    Whoever runs commands on the machine vouches for the address, not for a password: one that was chosen before anybody
    confirmed the address is replaced. Raises Invalid at `email` or `password`.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid.field("email", f"“{email}” is not a valid email address.") from None
    with transaction.atomic():
        user, earlier = User.objects.filter(email__iexact=email).first(), unconfirmed(email)
        is_new = user is None or earlier is not None
        if earlier is not None:
            user = take_over(earlier, name="", password=password)
        elif user is None:
            user = new_person(email=email, name="", password=password)
        else:
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
        User.objects.filter(pk=user.pk).update(is_operator=True)
        user.is_operator = True
        log("operator.made", agency=None, actor=None, subject=email)
    return user, is_new


def deactivate_person(user: User, *, by: User) -> None:
    """Nobody can log in as this person any more, anywhere; their work stays under their name. Never oneself."""
    if user.pk == by.pk:
        raise Invalid("You can't deactivate yourself.")
    with transaction.atomic():
        # A repeat writes no second entry.
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            return
        end_person(user, now=timezone.now())
        log("person.deactivated", agency=None, actor=by, subject=user.email)


def reactivate_person(user: User, *, by: User) -> None:
    """They can log in again. Raises Invalid for a machine: nobody logs in as one."""
    if user.is_machine:
        raise Invalid("This is a machine: nobody logs in as one.")
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        log("person.reactivated", agency=None, actor=by, subject=user.email)
