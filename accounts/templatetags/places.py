"""The mark at whoever a page names for work they can't do any more: they left, are off the brand, or are a client now."""

from uuid import UUID

from django import template
from django.http import HttpRequest

from accounts.brands.models import BrandTeam
from accounts.models import Membership
from accounts.roles import CLIENT, EVERY_BRAND

register = template.Library()


@register.inclusion_tag("accounts/has_left.html", takes_context=True)
def has_left(
    context: template.Context, user_id: int | None, brand_id: UUID | str, *, client_too: bool = False
) -> dict[str, object]:
    """Nothing for somebody who is there. `client_too`: what is meant can be done by a client as well."""
    if user_id is None:
        return {"words": ""}
    roles, team = _here(context["request"])
    role = roles.get(user_id)
    if role is None:
        return {"words": "Has left"}
    if brand_id and role not in EVERY_BRAND and (brand_id, user_id) not in team:
        return {"words": "Not on the brand"}
    return {"words": "Is a client" if role == CLIENT and not client_too else ""}


def _here(request: HttpRequest) -> tuple[dict[int, str], set[tuple[UUID, int]]]:
    """Who is here with which role, and who is on which brand; read once a request."""
    # On the request: a page names fifty people, and asks twice in all.
    known: tuple[dict[int, str], set[tuple[UUID, int]]] | None = getattr(request, "people_here", None)
    if known is None:
        agency = request.tenant  # type: ignore[attr-defined]
        active = Membership.objects.filter(agency=agency, status="active", user__is_active=True)
        team = BrandTeam.objects.visible_to(request.member)  # type: ignore[attr-defined]
        known = dict(active.values_list("user_id", "role")), set(team.values_list("brand_id", "user_id"))
        request.people_here = known  # type: ignore[attr-defined]
    return known
