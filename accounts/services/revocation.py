"""What ends with power: rooms above say what of theirs goes when somebody loses a place, a role or a brand."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django_tenants.utils import tenant_context

from accounts.models import Agency


class Ending(Protocol):
    """Ends what people hold that they may not hold any more: asks again for each, in the agency's schema, in the caller's transaction."""

    def __call__(self, agency: Agency, user_ids: Collection[int], *, now: datetime) -> None: ...


_ENDINGS: list[Ending] = []


def on_power_lost(ending: Ending) -> None:
    """Adds one; called in an app's `ready`. A repeat changes nothing."""
    if ending not in _ENDINGS:
        _ENDINGS.append(ending)


class LogInEnding(Protocol):
    """Ends what was opened from log-ins of the agency's host, in its schema, in the caller's transaction.

    `all_of`: the id of a person all of whose log-ins have ended, also those of which nothing is known any more.
    """

    def __call__(self, session_hashes: Collection[str], *, now: datetime, all_of: int | None = None) -> None: ...


_LOG_IN_ENDINGS: list[LogInEnding] = []


def on_sessions_ended(ending: LogInEnding) -> None:
    """Adds one; called in an app's `ready`. A repeat changes nothing."""
    if ending not in _LOG_IN_ENDINGS:
        _LOG_IN_ENDINGS.append(ending)


def sessions_ended(
    agency: Agency, session_hashes: Collection[str], *, now: datetime, all_of: int | None = None
) -> None:
    """To be called with the hashes (encryption.token_hash) of the agency's sessions that have ended, or with whose all have."""
    with tenant_context(agency):
        for ending in _LOG_IN_ENDINGS:
            ending(session_hashes, now=now, all_of=all_of)


@transaction.atomic
def power_lost(agency: Agency, user_ids: Collection[int], *, now: datetime) -> None:
    """To be called by every act that takes a place, a role or a brand from these people, in its transaction."""
    if user_ids:
        with tenant_context(agency):
            for ending in _ENDINGS:
                ending(agency, user_ids, now=now)
