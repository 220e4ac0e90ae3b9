"""What of the inbox waits for a person by name: mentions they were given."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.template.defaultfilters import truncatechars

from accounts.models import Membership
from accounts.services.leaving import Held
from monitoring.inbox.services.mentions import assign
from monitoring.models import Mention

OPEN = ("open", "in_progress")


class MentionsGiven:
    """Open mentions that somebody was given."""

    kinds: Mapping[str, str] = {"mention": "Mentions given to them"}

    def held_by(self, member: Membership, user_id: int) -> Sequence[Held]:
        """Newest first."""
        rows = Mention.objects.visible_to(member).filter(assignee_id=user_id, status__in=OPEN)
        rows = rows.select_related("post", "brand").order_by("-published_at", "-id")
        return [
            Held(
                kind="mention",
                key=str(row.pk),
                title=truncatechars(" ".join((row.post.title or row.post.text).split()) or "A mention", 120),
                path=f"/mentions/{row.pk}/",
                brand=str(row.brand),
            )
            for row in rows
        ]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """Assigns it anew, unless somebody did meanwhile."""
        row = Mention.objects.visible_to(member).filter(pk=held.key).first()
        if row is not None:
            assign(member=member, mention=row, user_id=to, now=now)
