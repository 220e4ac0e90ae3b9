"""Founding, creating, suspending, resuming and closing an agency."""

import logging
import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from psycopg import sql

from accounts.bidi import isolate
from accounts.cleaning import clean_name
from accounts.delivery import enqueue
from accounts.errors import Conflict, DomainError, Invalid, Unavailable
from accounts.hosts import host_cache_key
from accounts.lifecycle import move
from accounts.models import AGENCY, Agency, Domain, Membership, User
from accounts.models.agencies import SLUG
from accounts.roles import EVERY_BRAND, OWNER
from accounts.services import letters
from accounts.services.access_log import log
from accounts.services.database_owner import owner_connection, owner_url
from accounts.services.grants import apply_grants, grant_statements, serving_role
from accounts.services.profile import agency_moved
from accounts.services.revocation import power_lost
from accounts.services.schema_template import replay, template_sql
from accounts.services.unconfirmed import typed_here, unconfirmed

logger = logging.getLogger(__name__)
# Host names that would pass for the platform's own (login, security), or that mail and browsers look for.
RESERVED = frozenset(
    [
        "www",
        "api",
        "admin",
        "app",
        "mail",
        "smtp",
        "imap",
        "ftp",
        "static",
        "media",
        "status",
        "help",
        "support",
        "docs",
        "blog",
        "platform",
        "firebreak",
        "localhost",
        "public",
        "account",
        "accounts",
        "login",
        "logout",
        "signup",
        "enter",
        "billing",
        "security",
        "abuse",
        "postmaster",
        "root",
        "test",
        "demo-world",
    ]
)
_NAME: Any = {"least": 2, "most": 100, "what": "An agency's name"}
# By its name: jobs import services, so services can't import jobs.
CREATE_JOB = "accounts.jobs.create_agency"
# A creation that has not ended by then was interrupted: the sweep takes it up again.
CREATION_MINUTES = 2


def request_agency(
    *, name: str, slug: str, person: User | None = None, founder: dict[str, str] | None = None
) -> Agency:
    """Founds an agency: its row, host name and first owner, and the job that creates its schema, in one transaction.

    Either a logged-in `person`, or a `founder` {"name", "email", "password"} who gets an account and must confirm the
    address before the first log-in. Where the address has an account, the agency waits for its person to log in and take
    it (services/unclaimed): whoever typed the address learns nothing of that. Raises Invalid at the field.
    """
    name, slug = " ".join(name.split()), slug.strip().lower()
    _check_name(name, slug)
    email = person.email if person else (founder or {}).get("email", "").strip().lower()
    try:
        return _found(name, slug, email, person, founder or {})
    # Of two at once that pass the checks, unique constraints let one in: the slug is taken now, or the email has an account.
    except IntegrityError:
        _check_name(name, slug)
        return _found(name, slug, email, person, founder or {})


@transaction.atomic
def _found(name: str, slug: str, email: str, person: User | None, founder: dict[str, str]) -> Agency:
    owner = person or _new_founder(email, founder)
    agency: Agency = Agency.objects.create(name=name, slug=slug, owner_email=email)
    Domain.objects.create(domain=host_of(slug), tenant=agency, is_primary=True)
    if owner is not None:
        Membership.objects.create(user=owner, agency=agency, role=OWNER)
    log("agency.requested", agency=agency, actor=owner, subject=name, about=agency.pk)
    enqueue(CREATE_JOB, str(agency.pk))
    return agency


def ask_to_confirm(request: HttpRequest, agency: Agency, *, password: str) -> None:
    """Mails the founder the link that confirms their address; or, where the address has an account, that an agency waits.

    Opened in this browser, the link makes the `password` typed in it the account's; elsewhere another is asked for.
    What the browser gets, how long that takes and how often a mail is sent is the same for both. A mail server that is away
    stops nothing: the letter is tried until it is taken.
    """
    founder = User.objects.filter(memberships__agency=agency).first()
    # Without a person allauth mails that there is an account, and counts it under the same limit.
    waiting = EmailAddress(user=None, email=agency.owner_email)
    address = EmailAddress.objects.filter(user=founder).first() if founder else waiting
    if address is not None and not address.verified:
        typed_here(request.session, founder, password)
        send_verification_email_to_address(request, address, signup=True)


def is_confirmed(agency: Agency) -> bool:
    """Whether somebody with a confirmed address has a place in it."""
    return bool(EmailAddress.objects.filter(user__memberships__agency=agency, verified=True).exists())


def host_of(slug: str) -> str:
    """The agency's host name under the platform's suffix, without a port."""
    return f"{slug}.{settings.AGENCY_SUFFIX}"


def origin_of(agency: Agency) -> str:
    """Where the agency's pages are: scheme, host, port."""
    domain = Domain.objects.filter(tenant=agency, is_primary=True).values_list("domain", flat=True).first()
    return f"{settings.SCHEME}://{domain or host_of(agency.slug)}{settings.PORT_SUFFIX}"


def _check_name(name: str, slug: str) -> None:
    clean_name("name", name, **_NAME)
    try:
        SLUG(slug)
    except ValidationError as error:
        raise Invalid.field("slug", str(error.messages[0])) from None
    if slug in RESERVED:
        raise Invalid.field("slug", f"“{slug}” is reserved. Choose another address.", code="slug_reserved")
    if Agency.objects.filter(slug=slug).exists() or Domain.objects.filter(domain=host_of(slug)).exists():
        raise Invalid.field("slug", f"“{slug}” is taken. Choose another address.", code="slug_taken")


def _new_founder(email: str, founder: dict[str, str]) -> User | None:
    """An account without a password: the one that was typed counts where the address is confirmed (services/unconfirmed).

    None where the address has an account. The same is asked of the password then; nobody may notice which it was.
    """
    name = clean_name("person", founder.get("name", ""), most=100, what="A person's name")
    _check_password(founder.get("password", ""), User(email=email, name=name))
    earlier = unconfirmed(email)
    if earlier is not None:  # anybody may have made it: whoever comes now is no less its person
        with suppress(Conflict):  # confirmed in this moment: as with any account that is there
            return take_over(earlier, name=name)
    # A second address of somebody's stands in no User row, and logs them in all the same.
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True)
    if confirmed.exists() or User.objects.filter(email__iexact=email).exists():
        return None
    return new_person(email=email, name=name)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid("This password is too easy to guess.", fields={"password": list(error.messages)}) from None


def take_over(user: User, *, name: str, password: str | None = None) -> User:
    """An unconfirmed account for whoever it is really for: confirmed with the password they chose, or without any.

    In the caller's transaction: two who come at once come one after the other. Raises Conflict where it was confirmed meanwhile.
    """
    addresses = EmailAddress.objects.select_for_update(of=("self",)).filter(user=user).order_by("pk")
    if any(address.verified for address in addresses):
        raise Conflict("This address was confirmed just now. Log in with it.", code="log_in_first")
    user.name = name
    return _as_chosen(user, password)


def new_person(*, email: str, name: str, password: str | None = None) -> User:
    """An account: with a password its address counts as confirmed, without one nobody can log in before it is.

    Raises Invalid at `password` for a weak one.
    """
    return _as_chosen(User(email=email, name=name), password)


def _as_chosen(user: User, password: str | None) -> User:
    if password is not None:
        _check_password(password, user)
    user.set_password(password)  # None: unusable
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": password is not None}
    )
    return user


def create(agency_id: UUID) -> None:
    """Makes the agency's schema: a replay of the template, or migrations where there is none. Harmless if run twice.

    A failure leaves no schema behind, and the agency's row says why. While another run is at it, this one does nothing.
    """
    # Migrations may outlast the sweep's patience: a second run that failed would drop what the first one makes.
    with owner_connection() as owner:
        free = owner.execute(
            "SELECT 1 WHERE pg_try_advisory_lock(hashtextextended(%s, 0))", [str(agency_id)]
        ).fetchone()
        owner.commit()  # the lock is the connection's and ends with it; an open transaction would hold up migrations
        if free:
            _create(Agency.objects.get(pk=agency_id))


def _create(agency: Agency) -> None:
    if agency.status in {"active", "suspended", "closed"}:  # Celery delivers at least once
        return
    # Still `creating`: an earlier run was interrupted, and this one goes on.
    if agency.status != "creating":
        move(
            Agency.objects,
            agency.pk,
            AGENCY,
            "create",
            progress="Creating the agency's database",
            status_changed_at=timezone.now(),
        )
    try:
        _make_schema(agency.schema_name)
    except Exception as error:
        logger.exception("creating the schema of agency %s failed", agency.pk)
        _fail(agency, error)
        if isinstance(error, DomainError):
            raise
        raise Unavailable("The agency could not be created. Nothing was left behind; it can be tried again.") from error
    with transaction.atomic():
        move(Agency.objects, agency.pk, AGENCY, "activate", progress="", status_changed_at=timezone.now())
        log("agency.created", agency=agency, actor=None, subject=agency.name, about=agency.pk)
    forget_host(agency)


def _make_schema(schema: str) -> None:
    dump = template_sql()
    if dump is None:
        _migrate(schema)
        return
    with owner_connection() as owner:
        if _exists(schema, owner):
            return  # an earlier run committed the whole schema and ended before it could say so
        # Whoever says that the agency is there commits after this, and with it this: no need to wait for the disk twice.
        owner.execute("SET LOCAL synchronous_commit = off")
        replay(schema, dump, owner)
        # Joined: one round trip for all of them.
        owner.execute(sql.SQL("; ").join(grant_statements(schema, serving_role())))


def _exists(schema: str, owner: Any) -> bool:
    return owner.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema]).fetchone() is not None


def _migrate(schema: str) -> None:
    """The slow way, in a process of its own that runs as the owner."""
    with owner_connection() as owner:
        owner.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
    # owner_url() names the database that is served here: in tests another than the variable does.
    environment = {**os.environ, "FIREBREAK_AS_OWNER": "1", "DATABASE_OWNER_URL": owner_url()}
    # Without the system's checks: they are `upgrade`'s, and would load every page.
    options = ["--schema", schema, "--noinput", "--skip-checks"]
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate_schemas", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=240)  # noqa: S603
    if done.returncode:
        raise Unavailable(f"Migrations of a new agency failed: {done.stderr.strip().splitlines()[-1:]}")
    apply_grants(schema)


def _fail(agency: Agency, error: Exception) -> None:
    ours = "Something went wrong on our side. It has been logged."
    reason = error.message if isinstance(error, DomainError) else ours
    with transaction.atomic():
        # Guarded, so the schema of an agency that was made meanwhile stays.
        move(Agency.objects, agency.pk, AGENCY, "fail", progress=reason[:200], status_changed_at=timezone.now())
        # A row that says `failed` may be tried again at once, and must find no half of a schema.
        with owner_connection() as owner:
            owner.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(agency.schema_name)))


def retry(agency: Agency) -> None:
    """Enqueues a failed creation again."""
    enqueue(CREATE_JOB, str(agency.pk))


def unfinished() -> list[UUID]:
    """Agencies whose creation nobody has begun or that was interrupted: the sweep's work."""
    late = timezone.now() - timedelta(minutes=CREATION_MINUTES)
    # Younger ones have their own job on its way.
    waiting = Agency.objects.filter(status="requested", created_at__lt=timezone.now() - timedelta(seconds=10))
    return list(
        (waiting | Agency.objects.filter(status="creating", status_changed_at__lt=late)).values_list("pk", flat=True)
    )


# What the platform writes to an agency's heads: the subject's verb, the first sentence.
_SAID = {
    "suspend": (
        "is suspended",
        "The platform's operator has suspended your agency: you can still read everything, but change nothing.",
    ),
    "resume": (
        "is open again",
        "The platform's operator has reactivated your agency: everything works as before.",
    ),
}


def suspend(agency: Agency, *, by: User | None, reason: str) -> None:
    """Read-only from now on; the reason is shown to its people. Raises Invalid without a reason."""
    if not reason.strip():
        raise Invalid.field("reason", "Say why: the agency's members will read it.")
    _change(agency, "suspend", by, suspended_reason=reason.strip()[:300])  # the column's length


def resume(agency: Agency, *, by: User | None) -> None:
    """Open again."""
    _change(agency, "resume", by, suspended_reason="")


def close(agency: Agency, *, by: User | None, typed_slug: str) -> None:
    """Ends the agency: nobody gets in, its data stay for the operator to export and delete. Asks for its address, typed."""
    if typed_slug != agency.slug:
        raise Invalid.field("slug", f"Type {agency.slug} to close this agency.")
    _change(agency, "close", by)


def _change(agency: Agency, action: str, by: User | None, **values: str) -> None:
    with transaction.atomic():
        move(Agency.objects, agency.pk, AGENCY, action, status_changed_at=timezone.now(), **values)
        detail, about = dict(values), agency.pk
        log(f"agency.{action}", agency=agency, actor=by, subject=agency.name, detail=detail, about=about)
        if action in _SAID:
            _write_heads(agency, _SAID[action], values.get("suspended_reason", ""))
    # After the commit: who asks before it would put the old row back into the cache.
    forget_host(agency)


def _write_heads(agency: Agency, said: tuple[str, str], reason: str) -> None:
    """The platform tells an agency's owners and admins what it did."""
    heads = Membership.objects.filter(agency=agency, role__in=EVERY_BRAND, status="active", user__is_active=True)
    text = "\n\n".join(filter(None, [said[1], reason and f"The reason: {isolate(reason)}", origin_of(agency)]))
    subject = f"{isolate(agency.name)} {said[0]}"
    letters.write(heads.order_by("pk").values_list("user__email", flat=True), subject=subject, text=f"{text}\n")


def forget_host(agency: Agency) -> None:
    """Makes every process read the agency anew by its host names."""
    hosts = Domain.objects.filter(tenant=agency).values_list("domain", flat=True)
    caches["platform"].delete_many([host_cache_key(host) for host in hosts])


def rename(agency: Agency, *, by: User, name: str, time_zone: str, require_mfa: bool) -> None:
    """Changes the agency's settings. Raises Invalid at the field."""
    name = clean_name("name", name, **_NAME)
    if time_zone not in available_timezones():
        raise Invalid.field("time_zone", f"“{time_zone}” is not a known time zone. Use a name such as Europe/Berlin.")
    with transaction.atomic():
        changed = Agency.objects.filter(pk=agency.pk).exclude(status="closed")  # closing may come first
        if not changed.update(name=name, time_zone=time_zone, require_mfa=require_mfa):
            raise Conflict("This agency is closed.")
        log(
            "agency.settings",
            agency=agency,
            actor=by,
            subject=name,
            detail={"name": name, "time_zone": time_zone, "require_mfa": require_mfa},
            about=agency.pk,
        )
        if time_zone != agency.time_zone:
            agency_moved(Agency.objects.get(pk=agency.pk))
        if require_mfa and not agency.require_mfa:
            here = Membership.objects.filter(agency=agency).values_list("user_id", flat=True)
            power_lost(agency, list(here), now=timezone.now())  # their open streams ask for it, too
    forget_host(agency)
