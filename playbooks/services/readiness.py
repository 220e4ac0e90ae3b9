"""Whether a brand has a plan to open an incident with."""

from datetime import datetime
from typing import Any

from accounts.brands.models import Brand
from playbooks.models import PlanVersion


def of_brand(member: Any, brand: Brand, *, now: datetime) -> list[tuple[str, bool, str, str]]:
    """(label, ok, where to mend it, in words) for the brand's readiness list."""
    count = PlanVersion.objects.filter(plan__brand=brand, plan__is_archived=False, status="published").count()
    words = {0: "none: an alert can propose nothing", 1: "1 plan is published"}.get(
        count, f"{count} plans are published"
    )
    if not count:
        drafts = PlanVersion.objects.filter(plan__brand=brand, plan__is_archived=False, status="draft").count()
        words += f"; {drafts} {'draft waits' if drafts == 1 else 'drafts wait'} to be published" if drafts else ""
    return [("Plan published", count > 0, f"/plans/?brand={brand.slug}", words)]
