"""Brands: added, named, staffed, with whom to reach. Every write asks the member and starts from what they may see."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from accounts.brands.models import BRAND, Brand, BrandTeam, Contact, IdempotencyRecord
from accounts.cleaning import clean_name, is_blank
from accounts.encryption import decrypt, encrypt
from accounts.errors import Conflict, Invalid, NotFound, Unavailable
from accounts.lifecycle import move
from accounts.models import Agency, Membership, User
from accounts.permissions import require
from accounts.services.access_log import log
from accounts.services.erasing import each_text
from accounts.services.leaving import Held
from accounts.services.revocation import power_lost
from accounts.uniqueness import unique

LISTS = {"spellings": 30, "handles": 30, "products": 60, "exclusions": 60, "languages": 20}
_NAME, _SLUG = "brands_brand_name_key", "brands_brand_slug_key"
_SLUG_TRIES = 5
STEPS = ("names", "query", "sources", "team", "plan", "done")


def add_brand(member: Membership, *, name: str, time_zone: str = "") -> Brand:
    """A brand in onboarding; its maker is on it. Raises Invalid at the field."""
    require(member, "brands.create")
    name = clean_name("name", name, most=100, what="A brand's name")
    zone = time_zone or member.agency.time_zone
    _check_zone(zone)
    with unique(Invalid.field("name", f"There is a brand called “{name}” already.", code="name_taken"), _NAME):
        brand = _made(name, zone)
        BrandTeam.objects.create(brand=brand, user=member.user, page_order=1)
        _log("brand.created", member, brand)
    # Asked once a request: else its maker would not see the brand they are led to.
    member.cached_brand_ids = None
    return brand


def _log(action: str, member: Membership, brand: Brand, detail: dict[str, Any] | None = None) -> None:
    agency, pk = member.agency, brand.pk
    log(action, agency=agency, actor=member.user, subject=brand.name, detail=detail, about=pk, brand=pk)


def _log_contact(action: str, member: Membership, contact: Contact) -> None:
    subject, brand = f"{contact.brand}: {contact.name}", contact.brand_id
    log(action, agency=member.agency, actor=member.user, subject=subject, about=contact.pk, brand=brand)


def _made(name: str, zone: str) -> Brand:
    """Two names at the same moment may make one slug: who comes second takes the next that is free."""
    for _ in range(_SLUG_TRIES):
        try:
            with unique(Conflict("Many brands of this name are being made. Try again.", code="slug_taken"), _SLUG):
                return Brand.objects.create(name=name, slug=_free_slug(name), time_zone=zone, spellings=[], handles=[])
        except Conflict as error:
            taken = error
    raise taken


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "brand"
    # /brands/new/ is a page of its own
    taken = {"new", *Brand.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken)


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Invalid.field("time_zone", f"“{zone}” is not a known time zone. Use a name such as Europe/Berlin.")


def visible_brand(member: Membership, brand_id: UUID | str) -> Brand:
    """The brand, if this member may see it. Raises NotFound."""
    try:
        brand = Brand.objects.visible_to(member).filter(pk=brand_id).first()
    except (ValidationError, ValueError):
        brand = None
    if brand is None:
        raise NotFound("There is no such brand.")
    return brand


def edit_brand(member: Membership, brand: Brand, *, version: int, fields: Mapping[str, Any]) -> Brand:
    """Changes names, spellings, handles, products, exclusions, languages, time zone or targets.

    Raises Invalid at the field, Conflict (`changed_since`) where somebody changed it since `version`.
    """
    require(member, "brands.edit")
    values = {name: _read(name, value) for name, value in fields.items()}
    # The version stands in the UPDATE: of two who read the same one, the later finds no row.
    changed = Brand.objects.visible_to(member).filter(pk=brand.pk, version=version)
    with unique(Invalid.field("name", "There is already a brand with this name.", code="name_taken"), _NAME):
        done = changed.update(version=F("version") + 1, **values)
        if done:
            detail = {"changed": sorted(values)}
            _log("brand.edited", member, brand, detail)
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
        return clean_name("name", str(value), most=100, what="A brand's name")
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
        raise Invalid.field(name, f"“{bad[:40]}” is too long or contains invisible characters.")
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
    with transaction.atomic():
        move(Brand.objects.visible_to(member), brand.pk, BRAND, "archive")
        _log("brand.archived", member, brand)


def restore_brand(member: Membership, brand: Brand) -> None:
    """Brings an archived brand back."""
    require(member, "brands.create")
    with transaction.atomic():
        move(Brand.objects.visible_to(member), brand.pk, BRAND, "restore")
        _log("brand.restored", member, brand)


def set_team(member: Membership, brand: Brand, *, places: Sequence[tuple[int, int | None]]) -> list[BrandTeam]:
    """The brand's whole team: (user id, page order) pairs; order 1 is woken first, None is not woken.

    Only active members of the agency can be on it, clients are never woken. A change of power: it goes to the access log.
    """
    require(member, "teams.manage")
    brand = visible_brand(member, brand.pk)
    _check_places(member, places)
    with transaction.atomic():
        Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two editors: the later whole team stands
        woken = _wake_order(brand)
        before = set(BrandTeam.objects.filter(brand=brand).values_list("user_id", flat=True))
        after = {user for user, _ in places}
        BrandTeam.objects.filter(brand=brand).exclude(user_id__in=after).delete()
        # All places empty first: two who swap theirs would meet at the unique constraint, row by row.
        BrandTeam.objects.filter(brand=brand).update(page_order=None)
        for user, order in places:
            BrandTeam.objects.update_or_create(brand=brand, user_id=user, defaults={"page_order": order})
        if before != after:
            detail = {"joined": _named(after - before), "left": _named(before - after)}
            _log("brand.team", member, brand, detail)
            power_lost(member.agency, before ^ after, now=timezone.now())
        if woken != _wake_order(brand):
            detail = {"order": _wake_order(brand)}
            _log("brand.wake_order", member, brand, detail)
    return list(
        BrandTeam.objects.filter(brand=brand)
        .select_related("user")
        .order_by(F("page_order").asc(nulls_last=True), "pk")
    )


def _wake_order(brand: Brand) -> list[str]:
    rows = BrandTeam.objects.filter(brand=brand, page_order__isnull=False).select_related("user")
    return [str(row.user) for row in rows.order_by("page_order")]


def _named(users: set[int]) -> list[str]:
    return sorted(str(user) for user in User.objects.filter(pk__in=users))


def _check_places(member: Membership, places: Sequence[tuple[int, int | None]]) -> None:
    users = [user for user, _ in places]
    orders = [order for _, order in places if order is not None]
    if len(set(users)) != len(users):
        raise Invalid.field("team", "Somebody is listed twice.")
    if len(set(orders)) != len(orders) or any(not 1 <= order <= 9 for order in orders):
        raise Invalid.field("team", "Each person who is woken needs a different place, from 1 to 9.")
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
        raise Invalid.field("email", "Enter an email address or a phone number.")
    if read["email"]:
        try:
            validate_email(read["email"])
        except ValidationError:
            raise Invalid.field("email", f"“{read['email']}” is not a valid email address.") from None
    with transaction.atomic():
        if contact_id is None:
            contact = Contact.objects.create(brand=brand, confirmed_at=now, **read)
        elif Contact.objects.filter(brand=brand, pk=contact_id).update(confirmed_at=now, **read):
            contact = Contact.objects.get(pk=contact_id)
        else:
            raise NotFound("There is no such contact.")
        _log_contact("contact.added" if contact_id is None else "contact.changed", member, contact)
    return contact


def remove_contact(member: Membership, contact: Contact) -> None:
    """Forgets somebody to reach."""
    require(member, "brands.edit")
    with transaction.atomic():
        if not Contact.objects.visible_to(member).filter(pk=contact.pk).delete()[0]:
            raise NotFound("There is no such contact.")
        _log_contact("contact.removed", member, contact)


def forget_answers(before: datetime) -> int:
    """Deletes what creates answered before then, of this agency: their Idempotency-Keys are free again."""
    return int(IdempotencyRecord.objects.filter(created_at__lt=before).delete()[0])


def reword_answers(change: Callable[[str], str]) -> None:
    """Has each text changed in what requests with an Idempotency-Key answered; what can't be read any more is forgotten."""
    rows = IdempotencyRecord.objects.exclude(body=None).select_for_update(no_key=True).order_by("pk")
    for row in rows:
        try:
            answer = decrypt(row.body) if isinstance(row.body, str) else row.body
        except Unavailable:
            row.delete()
            continue
        said = each_text(answer, change)
        if said != answer:
            row.body = encrypt(said)
            row.save(update_fields=["body"])


def wake_no_clients(agency: Agency, user_ids: Collection[int], *, now: datetime) -> None:
    """Whoever became a client gives up their place in the order in which people are woken: the next moves up."""
    clients = Membership.objects.filter(agency=agency, user_id__in=user_ids, role="client")
    waiting = BrandTeam.objects.filter(user_id__in=list(clients.values_list("user_id", flat=True)))
    waiting.filter(page_order__isnull=False).update(page_order=None)


class PagingPlaces:
    """Places in the order in which a brand's people are woken, as something that a person holds (services/leaving)."""

    kinds: Mapping[str, str] = {"page_order": "Places in the order in which people are woken"}

    def held_by(self, member: Membership, user_id: int) -> list[Held]:
        """Brands whose page reaches this person."""
        rows = BrandTeam.objects.visible_to(member).filter(user_id=user_id, page_order__isnull=False)
        rows = rows.exclude(brand__status="archived").select_related("brand").order_by("brand__name")
        return [
            Held(
                kind="page_order",
                key=str(row.pk),
                title=f"Woken {ORDINALS.get(row.page_order or 0, f'as number {row.page_order}')} for {row.brand}",
                path=f"/brands/{row.brand.slug}/settings/team/",
                brand=str(row.brand),
            )
            for row in rows
        ]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """The other takes the place, or keeps their own where it comes earlier; who is not on the brand joins it."""
        row = BrandTeam.objects.visible_to(member).select_related("brand").filter(pk=held.key).first()
        if row is None:
            return
        # The lock of set_team: the team is written whole, so it is read as nobody changes it.
        Brand.objects.select_for_update(no_key=True).get(pk=row.brand_id)
        row = BrandTeam.objects.visible_to(member).select_related("brand").filter(pk=held.key).first()
        if row is None or row.page_order is None:
            return
        places = dict(BrandTeam.objects.filter(brand=row.brand).values_list("user_id", "page_order"))
        places[row.user_id], own = None, places.get(to)
        places[to] = min(own, row.page_order) if own else row.page_order
        staying = set(
            Membership.objects.filter(agency_id=member.agency_id, user_id__in=places, status="active").values_list(
                "user_id", flat=True
            )
        )
        set_team(member, row.brand, places=[place for place in places.items() if place[0] in staying])


ORDINALS = {1: "first", 2: "second", 3: "third"}


class Places:
    """What the rooms below ask of brands (accounts.hooks.Brands)."""

    def places_of(self, user_id: int) -> list[UUID]:
        """The brands a person is on."""
        return list(BrandTeam.objects.filter(user_id=user_id).values_list("brand_id", flat=True))

    def visible(self, member: Membership, brand_ids: Collection[Any]) -> set[UUID]:
        """Those of them the member may see."""
        return set(Brand.objects.visible_to(member).filter(pk__in=brand_ids).values_list("pk", flat=True))

    def put_on(self, person: User, brand_ids: Collection[UUID]) -> None:
        """Puts the person on those of them that are there still, and on no other: no brand, no place in a paging order is left."""
        BrandTeam.objects.filter(user=person).delete()
        for pk in Brand.objects.filter(pk__in=brand_ids).values_list("pk", flat=True):
            BrandTeam.objects.create(brand_id=pk, user=person)
