"""What two ask for at the same moment and only one can have: the database's refusal, said as the error of the domain."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, transaction

from accounts.errors import DomainError


@contextmanager
def unique(refusal: DomainError, *constraints: str) -> Iterator[None]:
    """A transaction, or a savepoint in the caller's. Raises `refusal` where one of these constraints refused a second row.

    What is asked before tells the one who comes later; this tells the one who comes at the same moment. Of any other
    constraint the IntegrityError goes on: it says something else.
    """
    try:
        with transaction.atomic():
            yield
    # Outside the block: inside, PostgreSQL would take nothing more of this transaction.
    except IntegrityError as error:
        if refused_by(error) not in constraints:
            raise
        raise refusal from error


def refused_by(error: IntegrityError) -> str | None:
    """The name of the constraint that refused."""
    cause = error.__cause__
    return cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
