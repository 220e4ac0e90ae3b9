"""Whether brands have a plan to open an incident with."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from accounts.brands.models import Brand
from playbooks.models import PlanVersion

LABEL = "Plan published"


def of_brands(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, list[tuple[str, bool, str, str]]]:
    """By brand (label, ok, where to mend it, in words) for the readiness list; one query."""
    # Not by visible_to: the list is of brands its caller has narrowed already.
    rows = PlanVersion.objects.filter(
        plan__brand__in=brands, plan__is_archived=False, status__in=["published", "draft"]
    ).values_list("plan__brand_id", "status")
    counts = Counter(rows)

    def words(brand: Brand) -> str:
        published, drafts = counts[brand.pk, "published"], counts[brand.pk, "draft"]
        if published:
            return "1 plan is published" if published == 1 else f"{published} plans are published"
        waits = f"; {drafts} {'draft waits' if drafts == 1 else 'drafts wait'} to be published" if drafts else ""
        return f"none: an alert can propose nothing{waits}"

    return {
        brand.pk: [(LABEL, counts[brand.pk, "published"] > 0, f"/plans/?brand={brand.slug}", words(brand))]
        for brand in brands
    }
