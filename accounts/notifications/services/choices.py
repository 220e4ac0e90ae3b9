"""Which news comes by which way, for each member."""

from accounts.errors import Invalid
from accounts.models import Membership
from accounts.notifications.models import CHANNELS, Choice
from accounts.permissions import require

KINDS = {
    "alert": "An alert needs a decision",
    "incident": "An incident opens, changes hands or ends",
    "task": "A task is assigned to me, or overdue",
    "approval": "A text needs my approval",
    "update_due": "A promised update is due",
    "source": "A source can't be read",
    "proposal": "A change to a plan is proposed",
    "webhook": "A webhook was disabled",
    "key": "An API key is about to expire",
}
# A client is told of nothing else.
OF_CLIENTS = {"incident": "An incident is updated", "approval": KINDS["approval"]}
PERSONAL = ("mail", "push")


def chosen(user_ids: list[int], kind: str) -> dict[int, list[str]]:
    """The ways for each person: both unless they chose otherwise. One query."""
    off = {
        (choice.user_id, choice.channel) for choice in Choice.objects.filter(user_id__in=user_ids, kind=kind, on=False)
    }
    return {user: [channel for channel in PERSONAL if (user, channel) not in off] for user in user_ids}


def matrix(member: Membership) -> list[tuple[str, str, dict[str, bool]]]:
    """(kind, its words, {channel: on}) for the page."""
    rows = {(row.kind, row.channel): row.on for row in Choice.objects.visible_to(member).filter(user_id=member.user_id)}
    kinds = OF_CLIENTS if member.is_client else KINDS
    return [(kind, words, {way: rows.get((kind, way), True) for way in PERSONAL}) for kind, words in kinds.items()]


def choose(member: Membership, *, kind: str, channel: str, on: bool) -> None:
    """Keeps a choice. Raises Invalid for an unknown kind or way."""
    require(member, "notifications.set")
    if kind not in KINDS:
        raise Invalid.field("kind", f"Choose among {', '.join(KINDS)}.")
    if channel not in CHANNELS or channel not in PERSONAL:
        raise Invalid.field("channel", f"Choose among {', '.join(PERSONAL)}.")
    Choice.objects.update_or_create(user_id=member.user_id, kind=kind, channel=channel, defaults={"on": on})
