"""People are global (one e-mail, one log-in); their places in agencies are memberships."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from uuid_utils.compat import uuid7

from accounts.dated import Dated, DatedManager
from accounts.lifecycle import Graph
from accounts.models.agencies import Agency
from accounts.roles import CLIENT, EVERY_BRAND, ROLES


class UserManager(BaseUserManager["User"]):
    """Makes people; e-mail addresses compare without case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person without any place yet. Raises ValueError without an address."""
        if not email:
            raise ValueError("a person needs an email address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. On an agency's host only a membership grants; `is_operator` grants on the platform's admin, with MFA."""

    last_login = None
    # No row is ever removed: agencies' rows name people without a constraint (accounts/checks.py says why).
    permanent = True

    email = models.EmailField()
    name = models.CharField(max_length=100, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)  # blank: the agency's
    theme = models.CharField(max_length=6, blank=True)  # "", "light", "dark"
    keys_on = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    # A program's name beside what it does. Nobody logs in as one: it is never active, and the schema says so.
    is_machine = models.BooleanField(default=False, db_default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=models.Q(is_machine=False) | models.Q(is_active=False, is_operator=False),
                name="machine_never_logs_in",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Django's own flag grants nothing here."""
        return False

    @property
    def is_superuser(self) -> bool:
        """Django's own flag grants nothing here."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions grant nothing; the admin sites ask `may`."""
        return False

    def has_perms(self, perms: Any, obj: object = None) -> bool:
        """Django's own permissions grant nothing; the admin sites ask `may`."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Django's own permissions grant nothing; the admin sites ask `may`."""
        return False

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        words = [word for word in self.name.split() if word] or [self.email]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


MEMBERSHIP = Graph(
    name="membership",
    statuses=("active", "deactivated"),
    start="active",
    moves={"deactivate": (("active",), "deactivated"), "reactivate": (("deactivated",), "active")},
)


class PeopleManager(DatedManager["Membership"]):
    """Places of people. Machines are left out wherever nobody asks for them: at every log-in, wherever somebody is chosen or told."""

    def get_queryset(self) -> models.QuerySet["Membership"]:
        """Without machines."""
        return super().get_queryset().filter(is_machine=False)


class Membership(Dated):
    """A place in an agency: a person's, or a machine's, which acts by API keys only. Views, services and scoping call it the member."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships", db_index=False)
    role = models.CharField(max_length=10, choices=[(role, role.capitalize()) for role in ROLES])
    status = models.CharField(max_length=12, choices=MEMBERSHIP.choices, default=MEMBERSHIP.start)
    created_at = models.DateTimeField(auto_now_add=True)
    # Moves on where the place or power is lost: sessions opened before are over for good.
    epoch = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    is_machine = models.BooleanField(default=False, db_default=False, editable=False)
    # Of a machine: its brands (of the agency's schema), and who made it. It is on no team: nobody wakes it or gives it work.
    brand_ids = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), editable=False)
    made_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, editable=False
    )

    objects = PeopleManager()
    with_machines: ClassVar[models.Manager["Membership"]] = DatedManager()

    # Set on the object for one request: an API key's scopes and brands (None: no narrowing), and the brands read once.
    key_scopes: frozenset[str] | None = None
    key_brands: frozenset[UUID] | None = None
    by_application: bool = False
    cached_brand_ids: list[Any] | None = None

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "user"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(is_machine=False) | ~models.Q(role__in=sorted(EVERY_BRAND)),
                name="machine_below_admin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"

    @property
    def is_active(self) -> bool:
        """Whether this place and its person may act."""
        return self.status == "active" and (self.user.is_active or self.is_machine)

    @property
    def is_client(self) -> bool:
        """Whether only what was released is shown."""
        return self.role == CLIENT


class Invitation(Dated):
    """An offer of a place, by mail. The token is stored hashed; it serves once, for one address, until it expires."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=[(role, role.capitalize()) for role in ROLES])
    brand_ids = models.JSONField(default=list)  # brands (of the agency's schema) the person joins on acceptance
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    # The mail server took the newest link then; `mail_error` says in words why it did not.
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_error = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects: ClassVar[models.Manager["Invitation"]] = DatedManager()

    def __str__(self) -> str:
        return f"{self.email} ({self.role})"
