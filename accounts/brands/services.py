"""Brands: added, named, staffed, with whom to reach. Every write asks the member and starts from what they may see."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify

from accounts.brands.models import BRAND, Brand, BrandTeam, Contact, IdempotencyRecord
from accounts.errors import Conflict, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.services.record import log
from accounts.texts import is_blank, name_of

LISTS = {"spellings": 30, "handles": 30, "products": 60, "exclusions": 60, "languages": 20}
STEPS = ("names", "query", "sources", "team", "plan", "done")


def add_brand(member: Membership, *, name: str, time_zone: str = "") -> Brand:
    """A brand in onboarding; its maker is on it. Raises Invalid at the field."""
    require(member, "brands.create")
    name = name_of("name", name, most=100, what="A brand's name")
    zone = time_zone or member.agency.time_zone
    _check_zone(zone)
    try:
        with transaction.atomic():
            brand = Brand.objects.create(name=name, slug=_free_slug(name), time_zone=zone, spellings=[], handles=[])
            BrandTeam.objects.create(brand=brand, user=member.user, page_order=1)
    except IntegrityError:
        raise Invalid.field("name", f"There is a brand called “{name}” already.", code="name_taken") from None
    member.cached_brand_ids = None
    return brand


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "brand"
    # /brands/new/ is a page of its own
    taken = {"new", *Brand.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken)


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Invalid.field("time_zone", f"“{zone}” is no known time zone. Use a name such as Europe/Berlin.")


def visible_brand(member: Membership, brand_id: UUID | str) -> Brand:
    """The brand, if this member may see it. Raises NotFound."""
    try:
        found = Brand.objects.visible_to(member).filter(pk=brand_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound("There is no such brand.")
    return found


def edit_brand(member: Membership, brand: Brand, *, version: int, fields: Mapping[str, Any]) -> Brand:
    """Changes names, spellings, handles, products, exclusions, languages, time zone or targets.

    Raises Invalid at the field, Conflict (`changed_since`) where somebody changed it since `version`.
    """
    require(member, "brands.edit")
    values = {name: _read(name, value) for name, value in fields.items()}
    changed = Brand.objects.visible_to(member).filter(pk=brand.pk, version=version)
    try:
        with transaction.atomic():
            done = changed.update(version=F("version") + 1, **values)
    except IntegrityError:
        raise Invalid.field("name", "There is a brand with this name already.", code="name_taken") from None
    current = visible_brand(member, brand.pk)
    if not done:
        raise Conflict(
            "Somebody changed this brand since you read it. Nothing of yours is lost.",
            code="changed_since",
            data={"version": current.version},
        )
    return current


def _read(name: str, value: Any) -> Any:
    if name == "name":
        return name_of("name", str(value), most=100, what="A brand's name")
    if name == "time_zone":
        _check_zone(str(value))
        return value
    if name in LISTS:
        return _read_list(name, value)
    if name == "targets":
        return _read_targets(value)
    raise Invalid.field(name, f"A brand has no “{name}”.", code="unknown_field")


def _read_list(name: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Invalid.field(name, "Give a list of words.")
    words = list(dict.fromkeys(" ".join(item.split()).lstrip("@" if name == "handles" else "") for item in value))
    words = [word for word in words if word]
    if len(words) > LISTS[name]:
        raise Invalid.field(name, f"At most {LISTS[name]} fit here.")
    bad = next((word for word in words if len(word) > 100 or not word.isprintable()), None)
    if bad is not None:
        raise Invalid.field(name, f"“{bad[:40]}” is too long or has characters nobody sees.")
    return words


def _read_targets(value: Any) -> dict[str, dict[str, int]]:
    """{"acknowledge": {"1": 5}}: minutes by severity, 1 to 60 days."""
    if not isinstance(value, dict):
        raise Invalid.field("targets", "Targets are minutes by name and severity.")
    for minutes in value.values():
        if not isinstance(minutes, dict) or not all(
            key in {"1", "2", "3", "4"} and isinstance(number, int) and 1 <= number <= 86_400
            for key, number in minutes.items()
        ):
            raise Invalid.field("targets", "A target is 1 to 86,400 minutes for a severity from 1 to 4.")
    return value


def set_step(member: Membership, brand: Brand, *, step: str) -> None:
    """Remembers where onboarding goes on; at the end the brand is active."""
    require(member, "brands.edit")
    if step not in STEPS:
        raise Invalid.field("step", f"Choose among {', '.join(STEPS)}.")
    seen = Brand.objects.visible_to(member).filter(pk=brand.pk)
    with transaction.atomic():
        if not seen.update(onboarding_step=step):
            raise NotFound("There is no such brand.")
        if step == "done" and seen.filter(status="onboarding").exists():
            move(seen, brand.pk, BRAND, "activate")


def archive_brand(member: Membership, brand: Brand) -> None:
    """Takes the brand out of the lists; nothing is deleted."""
    require(member, "brands.create")
    move(Brand.objects.visible_to(member), brand.pk, BRAND, "archive")


def restore_brand(member: Membership, brand: Brand) -> None:
    """Brings an archived brand back."""
    require(member, "brands.create")
    move(Brand.objects.visible_to(member), brand.pk, BRAND, "restore")


def set_team(member: Membership, brand: Brand, *, places: Sequence[tuple[int, int | None]]) -> list[BrandTeam]:
    """The brand's whole team: (user id, page order) pairs; order 1 is woken first, None is not woken.

    Only active members of the agency can be on it, clients are never woken. A change of power: it goes to the access log.
    """
    require(member, "teams.manage")
    brand = visible_brand(member, brand.pk)
    _check_places(member, places)
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand.pk)  # two editors: the later whole team stands
        before = set(BrandTeam.objects.filter(brand=brand).values_list("user_id", flat=True))
        after = {user for user, _ in places}
        BrandTeam.objects.filter(brand=brand).exclude(user_id__in=after).delete()
        BrandTeam.objects.filter(brand=brand).update(page_order=None)
        for user, order in places:
            BrandTeam.objects.update_or_create(brand=brand, user_id=user, defaults={"page_order": order})
        if before != after:
            detail = {"joined": sorted(after - before), "left": sorted(before - after)}
            log("brand.team", agency=member.agency, actor=member.user, subject=brand.name, detail=detail)
    return list(
        BrandTeam.objects.filter(brand=brand)
        .select_related("user")
        .order_by(F("page_order").asc(nulls_last=True), "pk")
    )


def _check_places(member: Membership, places: Sequence[tuple[int, int | None]]) -> None:
    users = [user for user, _ in places]
    orders = [order for _, order in places if order is not None]
    if len(set(users)) != len(users):
        raise Invalid.field("team", "Somebody is named twice.")
    if len(set(orders)) != len(orders) or any(not 1 <= order <= 9 for order in orders):
        raise Invalid.field("team", "Each person woken has a place of their own, from 1 to 9.")
    active = Membership.objects.filter(agency_id=member.agency_id, user_id__in=users, status="active")
    roles = dict(active.values_list("user_id", "role"))
    if len(roles) != len(users):
        raise Invalid.field("team", "Only active members of the agency can be on a brand.")
    if any(roles[user] == "client" for user, order in places if order is not None):
        raise Invalid.field("team", "A client is never woken at night: leave their place empty.")


def put_contact(
    member: Membership, brand: Brand, *, contact_id: UUID | str | None, fields: Mapping[str, str], now: datetime
) -> Contact:
    """Adds or changes somebody to reach; saving confirms it. Raises Invalid at the field."""
    require(member, "brands.edit")
    brand = visible_brand(member, brand.pk)
    read = {
        name: " ".join(str(fields.get(name, "")).split()) for name in ("name", "function", "email", "phone", "note")
    }
    for name, longest in (("name", 100), ("function", 100), ("phone", 40), ("note", 300)):
        if len(read[name]) > longest:
            raise Invalid.field(name, f"At most {longest} characters.")
    for name in ("name", "function"):
        if is_blank(read[name]):
            raise Invalid.field(name, "This must not be empty.")
    if not read["email"] and not read["phone"]:
        raise Invalid.field("email", "Give an e-mail address or a phone number.")
    if read["email"]:
        try:
            validate_email(read["email"])
        except ValidationError:
            raise Invalid.field("email", f"“{read['email']}” is no e-mail address.") from None
    if contact_id is None:
        return Contact.objects.create(brand=brand, confirmed_at=now, **read)
    if not Contact.objects.filter(brand=brand, pk=contact_id).update(confirmed_at=now, **read):
        raise NotFound("There is no such contact.")
    return Contact.objects.get(pk=contact_id)


def remove_contact(member: Membership, contact: Contact) -> None:
    """Forgets somebody to reach."""
    require(member, "brands.edit")
    if not Contact.objects.visible_to(member).filter(pk=contact.pk).delete()[0]:
        raise NotFound("There is no such contact.")


def forget_answers(before: datetime) -> int:
    """Deletes what creates answered before then, of this agency: their Idempotency-Keys are free again."""
    return int(IdempotencyRecord.objects.filter(created_at__lt=before).delete()[0])
