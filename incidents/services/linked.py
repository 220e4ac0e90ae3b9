"""Which mentions incidents are about."""

from collections.abc import Collection
from uuid import UUID

from incidents.models import IncidentMention


def mentions_in_incidents(mentions: Collection[UUID]) -> set[UUID]:
    """Those of them that are linked to an incident, whatever its brand and status."""
    return set(IncidentMention.objects.filter(mention__in=mentions).values_list("mention_id", flat=True))
