"""Brands, who works on them, whom to reach, and what was promised (agency schema)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel

BRAND = Graph(
    name="brand",
    statuses=("onboarding", "active", "archived"),
    start="onboarding",
    moves={
        "activate": (("onboarding",), "active"),
        "archive": (("onboarding", "active"), "archived"),
        "restore": (("archived",), "active"),
    },
)


class Brand(Dated, ScopedModel):
    """One client of the agency."""

    brand_path = ""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True, db_index=False)
    status = models.CharField(max_length=12, choices=BRAND.choices, default=BRAND.start)
    time_zone = models.CharField(max_length=64)
    languages = models.JSONField(default=list)  # ISO 639-1 codes
    spellings = models.JSONField(default=list)
    handles = models.JSONField(default=list)  # without @
    products = models.JSONField(default=list)
    exclusions = models.JSONField(default=list)
    # Overrides of the defaults in targets.py: {"acknowledge": {"1": 5, …}, …}, minutes by severity.
    targets = models.JSONField(default=dict)
    onboarding_step = models.CharField(max_length=20, default="names")  # where to go on; "done" at the end
    version = models.PositiveIntegerField(default=1)  # optimistic lock of its settings
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see the brand they are on."""
        return models.Q()


class BrandTeam(ScopedModel):
    """A member's place on a brand. `page_order` 1 is woken first, 2 second; null is not woken."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="team", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    page_order = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "user"], name="brandteam_once"),
            models.UniqueConstraint(fields=["brand", "page_order"], name="brandteam_page_order_once"),
        ]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see who works for them."""
        return models.Q()


class Contact(Dated, ScopedModel):
    """Somebody to reach in a crisis, at the client's or elsewhere."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=100)
    function = models.CharField(max_length=100)  # "Client's spokesperson"
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # somebody checked that it is right

    class Meta:
        ordering: ClassVar = ["function", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(name="contact_reachable", condition=~models.Q(email="") | ~models.Q(phone=""))
        ]


class IdempotencyRecord(ScopedModel):
    """What a create answered, so that a repeat with the same Idempotency-Key answers the same. Kept for a day."""

    brand_path = None
    brand_path_reason = "belongs to whoever sent the request; never listed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)  # of address, body and what its sender may do
    status = models.PositiveSmallIntegerField(null=True)  # null while the first is at work
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_once")]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own."""
        return models.Q(user_id=member.user_id)
