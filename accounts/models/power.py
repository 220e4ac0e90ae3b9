"""Keys, hand-offs between hosts, and the append-only record of every change of power."""

from typing import ClassVar, Self

from django.db import models
from uuid_utils.compat import uuid7

from accounts.dated import Dated, DatedManager
from accounts.models.agencies import Agency
from accounts.models.people import Membership, User


class Application(Dated):
    """A program that people of the agency may let act for them (OAuth). It has no secret: only who began may end a connection (PKCE)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    client_id = models.CharField(max_length=64, unique=True)
    redirect_uris = models.JSONField(default=list)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Application"]] = DatedManager()

    def __str__(self) -> str:
        return self.name


class ApiKey(Dated):
    """Acts for its member, narrowed to its scopes and brands. Only its hash is stored; the key itself is shown once.

    With an `application` it is a connection: what somebody agreed to. No secret of its own opens it, only the application's tokens.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="keys", db_index=False)
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.PROTECT, related_name="connections"
    )
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)  # shown in lists, so that a person knows which is which
    key_hash = models.CharField(max_length=64, unique=True)
    # After a rotation the one before goes on opening until then, so that what uses it can be changed without a gap.
    previous_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    previous_until = models.DateTimeField(null=True, blank=True)
    scopes = models.JSONField(default=list)
    # Brands (of the agency's schema) it is narrowed to; none: all its member's.
    brand_ids = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    # The fewest days before its end of which somebody was told.
    warned_days = models.PositiveSmallIntegerField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    last_used_ip = models.GenericIPAddressField("last used from", null=True, blank=True)

    objects: ClassVar[models.Manager["ApiKey"]] = DatedManager()

    class Meta:
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


PRIVATE_LINKS = {"calendar": "Calendar", "alerts": "Alerts"}


class PrivateLink(models.Model):
    """A secret address at which a calendar or a feed reader fetches what its member sees. Only the secret's hash is stored."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="links", db_index=False)
    kind = models.CharField(max_length=10, choices=list(PRIVATE_LINKS.items()))
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    # What was fetched last, and since when it says that: Last-Modified, also where something went.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        # A person's open links are found by it, too.
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "kind"], condition=models.Q(revoked_at=None), name="privatelink_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.member}"


class HandoffCode(models.Model):
    """Carries a log-in from the platform's host to an agency's: hashed, single-use, bound to user, host and browser."""

    code_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    host = models.CharField(max_length=253)
    state_hash = models.CharField(max_length=64)  # of the cookie set on the agency's host, where the hand-off starts
    session_hash = models.CharField(max_length=64)  # of the platform session it comes from: logging out there voids it
    with_factor = models.BooleanField(default=False, db_default=False)  # that session was opened with a second factor
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    """Reads of one agency only."""

    def for_agency(self, agency: Agency) -> Self:
        """This agency's entries."""
        return self.filter(agency=agency)


class AccessLog(models.Model):
    """Who got in, and who changed whose power. Never edited."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    actor_label = models.CharField(max_length=200)  # as it was called then
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    ip = models.GenericIPAddressField("IP address", null=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        # Serves the agency's access-log page, newest first.
        indexes: ClassVar = [models.Index(fields=["agency", "-at"], name="accesslog_agency_at")]
