"""What of alerting waits for a person by name: rules that name them as whom to tell."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.models import Membership
from accounts.services.leaving import Held
from monitoring.alerting.services import who_is_told
from monitoring.alerting.services.rules import RuleDraft, change_rule, draft_of
from monitoring.models import AlertRule


class RulesThatName:
    """Alert rules that tell somebody by name."""

    kinds: Mapping[str, str] = {"rule": "Alert rules that tell them"}

    def held_by(self, member: Membership, user_id: int) -> Sequence[Held]:
        """By brand and name."""
        rows = AlertRule.objects.visible_to(member).filter(tell__contains=[user_id]).select_related("brand")
        return [
            Held(
                kind="rule",
                key=f"{row.pk}:{user_id}",
                title=row.name,
                path=f"/brands/{row.brand.slug}/rules/",
                brand=str(row.brand),
            )
            for row in rows.order_by("brand__name", "name")
        ]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """The other is named instead, as a version of the rule; whoever else of those named left is named no more."""
        pk, _, user_id = held.key.partition(":")
        row = AlertRule.objects.visible_to(member).filter(pk=pk).first()
        if row is None or int(user_id) not in row.tell:
            return
        named = [to if one == int(user_id) else one for one in row.tell]
        # The whole draft is checked: one other who has left the brand would have it refused.
        kept = set(who_is_told(named, row.brand_id)) | {to}
        draft = RuleDraft(**{**draft_of(row), "tell": tuple(dict.fromkeys(one for one in named if one in kept))})
        change_rule(member=member, rule=row, draft=draft, now=now)
