"""Who is there for a brand: members who may see it, in the order they are woken."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from accounts.brands.models import BrandTeam
from accounts.errors import Invalid
from accounts.models import Membership, User
from accounts.notifications.services import notifying
from accounts.permissions import may
from accounts.roles import CLIENT, EVERY_BRAND, ROLES
from accounts.services.acting import acting_label
from accounts.tenancy import current_agency
from incidents.models import Incident

_NEVER = 10_000  # after everybody with a place in the order


def on_brand(brand_id: UUID) -> list[Membership]:
    """Active members who may see this brand: those who are woken first, then by role."""
    order = dict(BrandTeam.objects.filter(brand_id=brand_id).values_list("user_id", "page_order"))
    members = Membership.objects.filter(agency=current_agency(), status="active", user__is_active=True)
    members = members.filter(Q(role__in=EVERY_BRAND) | Q(user_id__in=list(order))).select_related("user")
    return sorted(members, key=lambda one: (order.get(one.user_id) or _NEVER, ROLES.index(one.role), one.pk))


def staff(members: Iterable[Membership]) -> list[int]:
    """User ids of those who are not clients."""
    return [member.user_id for member in members if member.role != CLIENT]


def clients(members: Iterable[Membership]) -> list[int]:
    """User ids of the brand's own people."""
    return [member.user_id for member in members if member.role == CLIENT]


def in_charge(incident: Incident, capability: str) -> list[int]:
    """Who answers for an incident and may do this, in order: its lead, then the brand's people as they are woken, then the
    agency's heads. Whoever left, lost the role or is a client is not among them; somebody always is."""
    able = [one.user_id for one in on_brand(incident.brand_id) if not one.is_client and may(one, capability)]
    # Sorting is stable: behind the lead, the order of waking stays.
    return sorted(able, key=lambda user_id: user_id != incident.lead_id)


def able(brand_id: UUID, user_id: int, capability: str, *, field: str) -> Membership:
    """The member behind a user id. Raises Invalid at `field` unless they see the brand and have the capability."""
    for member in on_brand(brand_id):
        if member.user_id == user_id:
            if may(member, capability):
                return member
            raise Invalid.field(field, f"{member.user} can't be chosen: their role does not allow it.", code="not_able")
    raise Invalid.field(field, "This person does not work on the brand.", code="not_on_brand")


def reached(incident: Incident, user_ids: Iterable[int | None], there: set[int], *, personal: bool) -> list[int]:
    """Of those meant, who are there; and, unless nobody can stand in (`personal`), for those who left, lost the brand or became
    clients, the next: the lead, else the brand's people in the order they are woken, else the agency's heads."""
    meant = [user_id for user_id in user_ids if user_id is not None]
    known = [user_id for user_id in meant if user_id in there]
    if personal or len(known) == len(meant):
        return known
    in_order = (incident.lead_id, *notifying.people_to_page(incident.brand), *notifying.owners_and_admins())
    return [*known, *[user_id for user_id in in_order if user_id in there and user_id not in known][:1]]


def label(member: Membership | None) -> str:
    """How the record calls whoever acted: a key by its own name, beside the person it acts for."""
    return acting_label(member) if member else "Firebreak"


def name_of(user_id: int | None) -> str:
    """A person's name by id; empty where there is none."""
    user = User.objects.filter(pk=user_id).first() if user_id is not None else None
    return str(user) if user else ""
