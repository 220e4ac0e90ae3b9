"""The small cast every test may call on: who leads a brand, who is on another, who is at a rival, who is a client."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client

from tests.described import Described

AGENCIES = (
    (UUID("01900000-0000-7000-8000-00000000000a"), "north", "Northwind Comms"),
    (UUID("01900000-0000-7000-8000-00000000000b"), "rival", "Rival PR"),
)


@dataclass
class World:
    """Members are memberships; brands are rows of the agency `north` (the rival's brand lies in its own schema)."""

    north: Any
    rival: Any
    owner: Any
    admin: Any
    manager: Any  # leads Alder
    analyst: Any  # on Alder
    other: Any  # a manager on Lumen only
    client: Any  # the client's own person, on Alder
    deactivated: Any
    rival_owner: Any
    operator: Any  # a user, no membership
    alder: Any
    lumen: Any
    rival_brand: Any

    def browser(self, member: Any) -> Client:
        """A logged-in test browser on the member's agency's host."""
        browser = Described(HTTP_HOST=f"{member.agency.slug}.localhost")
        browser.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = browser.session
        session["agency_id"] = str(member.agency_id)
        session["place_epoch"] = member.epoch
        session.save()
        return browser

    def enter(self, agency: Any = None) -> None:
        """Puts the connection into an agency's schema (north by default)."""
        connection.set_tenant(agency or self.north)

    def fresh(self, member: Any) -> Any:
        """The member as read anew: nothing cached."""
        return type(member).objects.select_related("user", "agency").get(pk=member.pk)


def person(agency: Any, email: str, name: str, role: str, **more: Any) -> Any:
    """A person with a place in the agency."""
    from accounts.models import Membership, User

    user = User.objects.create_user(email, "correct horse battery", name=name)
    return Membership.objects.create(user=user, agency=agency, role=role, **more)


def build() -> World:
    """Makes the cast; leaves the connection in the agency `north`."""
    from accounts.brands.models import Brand, BrandTeam
    from accounts.models import Agency, User

    connection.set_schema_to_public()
    north, rival = (Agency.objects.get(pk=pk) for pk, _, _ in AGENCIES)
    cast = {
        "owner": person(north, "owner@north.example", "Olga Owner", "owner"),
        "admin": person(north, "admin@north.example", "Adam Admin", "admin"),
        "manager": person(north, "ines@north.example", "Ines Marten", "manager"),
        "analyst": person(north, "priya@north.example", "Priya Nair", "analyst"),
        "other": person(north, "tom@north.example", "Tom Reyes", "manager"),
        "client": person(north, "client@alder.example", "Clara Client", "client"),
        "deactivated": person(north, "gone@north.example", "Gus Gone", "manager", status="deactivated"),
        "rival_owner": person(rival, "owner@rival.example", "Rita Rival", "owner"),
    }
    operator = User.objects.create_user(
        "operator@platform.example", "correct horse battery", name="Pat", is_operator=True
    )
    connection.set_tenant(rival)
    rival_brand = Brand.objects.create(
        name="Kestrel Bank", slug="kestrel-bank", time_zone="Europe/London", status="active"
    )
    connection.set_tenant(north)
    alder = Brand.objects.create(name="Alder Coffee", slug="alder-coffee", time_zone="Europe/Berlin", status="active")
    lumen = Brand.objects.create(name="Lumen Air", slug="lumen-air", time_zone="Europe/Berlin", status="active")
    places = ((alder, "manager", 1), (alder, "analyst", 2), (alder, "client", None), (lumen, "other", 1))
    for brand, who, order in places:
        BrandTeam.objects.create(brand=brand, user=cast[who].user, page_order=order)
    return World(north=north, rival=rival, operator=operator, alder=alder, lumen=lumen, rival_brand=rival_brand, **cast)
