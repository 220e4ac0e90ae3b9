"""Agencies (tenants), their host names, and the stored template new ones are made from."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin
from uuid_utils.compat import uuid7

from accounts.lifecycle import Graph

AGENCY = Graph(
    name="agency",
    statuses=("requested", "creating", "active", "suspended", "failed", "closed"),
    start="requested",
    moves={
        "create": (("requested", "failed"), "creating"),
        "activate": (("creating",), "active"),
        "fail": (("creating",), "failed"),
        "suspend": (("active",), "suspended"),
        "resume": (("suspended",), "active"),
        "close": (("active", "suspended", "failed", "requested"), "closed"),
    },
)

SLUG = RegexValidator(
    r"^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,38}$",
    "Use 2 to 39 small letters, digits and single hyphens, beginning with a letter.",
)


class Agency(TenantMixin):  # type: ignore[misc]  # the package ships no types
    """A tenant: one PostgreSQL schema, named by id so that a rename moves nothing."""

    auto_create_schema = False
    auto_drop_schema = False

    schema_name: str

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    slug = models.CharField(max_length=40, unique=True, validators=[SLUG])
    status = models.CharField(max_length=12, choices=AGENCY.choices, default=AGENCY.start)
    progress = models.CharField(max_length=200, blank=True)  # what creation is doing, or why it failed, in words
    suspended_reason = models.CharField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=64, default="Europe/Berlin")
    require_mfa = models.BooleanField("second factor required", default=False)
    owner_email = models.EmailField()  # who asked for it
    created_at = models.DateTimeField(auto_now_add=True)
    status_changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "agencies"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agency_suspended_has_reason",
                condition=~models.Q(status="suspended") | ~models.Q(suspended_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def schema_for(pk: Any) -> str:
        """The schema of an agency's id: `a_` and its 32 hexadecimal digits."""
        return f"a_{pk.hex}"

    @property
    def suspension(self) -> str:
        """Why nothing can be changed, for its own people; the reason is nobody else's."""
        return f"{self.name} is suspended, so nothing can be changed: {self.suspended_reason}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Names the schema before the first write."""
        self.schema_name = self.schema_name or self.schema_for(self.id)
        super().save(*args, **kwargs)


class Domain(DomainMixin):  # type: ignore[misc]
    """A host name that leads to an agency."""

    def __str__(self) -> str:
        return str(self.domain)


class SchemaTemplate(models.Model):
    """A dump of a freshly migrated agency schema; `key` hashes the migrations and the server's version it holds for."""

    key = models.CharField(max_length=64, unique=True)
    sql = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)


class SealedHead(models.Model):
    """The head of a record's hash chain, kept outside the agency's schema so that cutting the chain's end shows."""

    append_only = True

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.UUIDField()
    seq = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        # Serves the verifier (all heads of one subject) and makes sealing harmless if repeated.
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "subject", "seq"], name="sealed_head_once")]
