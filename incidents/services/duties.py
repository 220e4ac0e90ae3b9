"""Who takes which duty when an incident opens. Pure: a suggestion by role, which people change."""

from collections.abc import Sequence

from playbooks.models import DUTIES

# Whom a duty falls to, in order of preference; whoever leads takes what nobody is there for.
_BY_ROLE = {
    "comms": ("manager",),
    "monitor": ("analyst",),
    "scribe": ("analyst",),
    "legal": ("admin", "owner"),
    "client_liaison": ("manager",),
}


def places(lead: int | None, team: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Duty → user id. `team` has the brand team's (user id, role), most responsible first; clients get no duty.

    Of several fitting people the one with the fewest duties takes it, the lead last.
    """
    taken: dict[str, int] = {"lead": lead} if lead is not None else {}
    for duty in DUTIES[1:]:
        fitting = [user_id for user_id, role in team if role in _BY_ROLE[duty]]
        load = list(taken.values())
        choice = min(fitting, key=lambda user_id: (user_id == lead, load.count(user_id)), default=lead)
        if choice is not None:
            taken[duty] = choice
    return taken
