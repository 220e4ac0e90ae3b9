"""Invitations by mail: made, sent, sent again, accepted once by the person they are for, revoked."""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django_tenants.utils import tenant_context

from accounts import hooks
from accounts.bidi import isolate
from accounts.cleaning import clean_name
from accounts.encryption import new_token, token_hash
from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.models import Agency, Invitation, Membership, User
from accounts.permissions import require, require_grant
from accounts.roles import EVERY_BRAND, GIVES, ROLES
from accounts.scoping import brand_ids, on_every_brand
from accounts.services import unconfirmed
from accounts.services.access_log import log
from accounts.services.agencies import new_person, take_over
from accounts.services.sessions import end_place

DAYS = 7
logger = logging.getLogger(__name__)


def invite(member: Membership, *, email: str, role: str, brand_ids: list[Any], now: datetime) -> Invitation:
    """Makes an invitation and mails its link. Raises Invalid at the field, Conflict for somebody who is here already.

    A mail server that is down leaves the invitation standing, with `mail_error`; `resend` mails a new link.
    """
    require(member, "members.manage")
    email = email.strip().lower()
    _check(member, email, role)
    brands = _visible_brands(member, brand_ids)
    token = new_token()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            agency=member.agency,
            email=email,
            role=role,
            brand_ids=[] if role in EVERY_BRAND else [str(pk) for pk in brands],
            token_hash=token_hash(token),
            invited_by=member.user,
            created_at=now,
            expires_at=now + timedelta(days=DAYS),
        )
        detail, about = {"role": role}, invitation.pk
        log("member.invited", agency=member.agency, actor=member.user, subject=email, detail=detail, about=about)
        # After the commit: a mail about an invitation that was rolled back would lead nowhere.
        transaction.on_commit(lambda: _mail(invitation, member, token, now))
    return invitation


def resend(member: Membership, *, invitation_id: UUID | str, now: datetime) -> Invitation:
    """Mails a new link, good for another DAYS; the link before it opens nothing any more, for the token is kept hashed only.

    Whoever sends it again makes the offer theirs: it stands as long as they may make it. Raises NotFound, Forbidden,
    Conflict (`invitation_used`, `invitation_revoked`, `already_member`).
    """
    require(member, "members.manage")
    token = new_token()
    with transaction.atomic():
        # Locked: one that is accepted in this moment is not mailed again.
        rows = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by")
        invitation = rows.filter(agency_id=member.agency_id, pk=invitation_id).first()
        if invitation is None:
            raise NotFound("There is no such invitation.")
        if invitation.accepted_at:
            raise Conflict("This invitation has already been accepted.", code="invitation_used")
        if invitation.revoked_at:
            raise Conflict("This invitation was withdrawn. Send a new one.", code="invitation_revoked")
        _check(member, invitation.email, invitation.role)
        invitation.token_hash, invitation.invited_by = token_hash(token), member.user
        invitation.expires_at = now + timedelta(days=DAYS)
        invitation.mailed_at, invitation.mail_error = None, ""
        invitation.save(update_fields=["token_hash", "invited_by", "expires_at", "mailed_at", "mail_error"])
        _log("member.invitation_resent", member, invitation)
        transaction.on_commit(lambda: _mail(invitation, member, token, now))
    return invitation


def _log(action: str, member: Membership, invitation: Invitation) -> None:
    log(action, agency=member.agency, actor=member.user, subject=invitation.email, about=invitation.pk)


def _check(member: Membership, email: str, role: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid.field("email", f"“{email}” is not a valid email address.") from None
    if role not in ROLES:
        raise Invalid.field("role", f"Choose among {', '.join(ROLES)}.")
    require_grant(member, role)
    if role not in GIVES[member.role]:
        raise Forbidden("Only an owner may invite an owner.")
    here = Membership.objects.filter(agency_id=member.agency_id, user__email__iexact=email, status="active")
    if here.exists():
        message = f"{email} is already a member."
        raise Conflict(message, code="already_member", fields={"email": [message]})


def _visible_brands(member: Membership, brand_ids: list[Any]) -> list[Any]:
    try:
        visible = hooks.brands.answer.visible(member, brand_ids)
    except (ValidationError, ValueError):
        raise Invalid.field("brands", "One of these brands doesn't exist.") from None
    if len(visible) != len({str(pk) for pk in brand_ids}):  # one they may not see is told like one that is not there
        raise Invalid.field("brands", "One of these brands doesn't exist.")
    return list(visible)


def _mail(invitation: Invitation, member: Membership, token: str, now: datetime) -> None:
    """Sends the link and notes how it went. After the commit nothing may fail any more, so refusals are kept in words."""
    link = f"{settings.PLATFORM_ORIGIN}/invitations/{token}/"
    text = (
        f"{isolate(member.user)} invites you to {isolate(member.agency.name)} on Firebreak, as {invitation.role}.\n\n"
        f"Accept here: {link}\n\nThe link is for {invitation.email}, works once, and ends in {DAYS} days.\n"
    )
    # Django refuses a header with a line's end, and after the commit nothing may fail any more.
    subject = f"Invitation to {isolate(member.agency.name)}".replace("\n", " ").replace("\r", " ")
    try:
        EmailMessage(subject=subject, body=text, to=[invitation.email]).send()
    except OSError as error:  # every SMTPException is one, too
        logger.warning("the mail of invitation %s was not sent: %s", invitation.pk, error)
        invitation.mail_error = _in_words(error)
    else:
        invitation.mailed_at, invitation.mail_error = now, ""
    # By the token: where the link was renewed meanwhile, how this one went says nothing.
    sent = Invitation.objects.filter(pk=invitation.pk, token_hash=token_hash(token))
    sent.update(mailed_at=invitation.mailed_at, mail_error=invitation.mail_error)


def _in_words(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "The mail server refused the address."
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "The mail server refused our log-in."
    if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
        return "The mail server refused the mail."
    return "The mail server can't be reached."


def find(token: str, *, now: datetime) -> Invitation:
    """The invitation of a link. Raises NotFound for an unknown one, Conflict (with its code) for one that is over."""
    invitation = Invitation.objects.select_related("agency", "invited_by").filter(token_hash=token_hash(token)).first()
    if invitation is None:
        raise NotFound("This invitation is not valid. Ask for a new one.")
    if invitation.accepted_at:
        raise Conflict("This invitation has already been used. Log in to continue.", code="invitation_used")
    if invitation.revoked_at:
        raise Conflict("This invitation was withdrawn. Ask for a new one.", code="invitation_revoked")
    if invitation.expires_at <= now:
        raise Conflict("This invitation has expired. Ask for a new one.", code="invitation_expired")
    if not _may_still_be_offered(invitation):
        # Asked again here: an offer may be written in the moment in which its maker loses the power to make it.
        raise Conflict(
            "Whoever sent this invitation can no longer offer it. Ask for a new one.", code="invitation_revoked"
        )
    return invitation


def _may_still_be_offered(invitation: Invitation) -> bool:
    places = Membership.objects.select_related("user").filter(agency_id=invitation.agency_id)
    maker = places.filter(user_id=invitation.invited_by_id).first()
    return maker is not None and maker.is_active and invitation.role in GIVES[maker.role]


def has_account(invitation: Invitation) -> bool:
    """Whether the person it is for can log in already."""
    return unconfirmed.has_account(invitation.email)


def accept(token: str, *, user: User | None, newcomer: dict[str, str] | None, now: datetime) -> Membership:
    """Gives the place: to the logged-in person it is for, or to a newcomer {"name", "password"} who gets an account.

    The link came by mail, so a newcomer's address counts as confirmed. Other open invitations of this address end: none
    may open the door again later. Raises Forbidden for another address's link, Conflict for who is here already.
    """
    with transaction.atomic():
        invitation = find(token, now=now)
        claimed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not claimed.update(accepted_at=now):  # of two who press at once one comes in
            raise Conflict("This invitation has already been used. Log in to continue.", code="invitation_used")
        person = _person(invitation, user, newcomer)
        if Membership.objects.filter(user=person, agency=invitation.agency, status="active").exists():
            raise Conflict(f"You're already a member of {invitation.agency.name}.", code="already_member")
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
        end_open(invitation.agency, invitation.email, now=now)
        for earlier in Membership.objects.filter(user=person, agency=invitation.agency):
            end_place(earlier, now=now)  # what an earlier place opened stays shut
        member, _ = Membership.objects.update_or_create(
            user=person, agency=invitation.agency, defaults={"role": invitation.role, "status": "active"}
        )
        _put_on_brands(invitation, person)
        log(
            "member.joined",
            agency=invitation.agency,
            actor=person,
            subject=person.email,
            detail={"role": invitation.role},
            about=member.pk,
        )
    return member


def end_open(agency: Agency, email: str, *, now: datetime) -> None:
    """Takes back what is still open for an address: whoever came in, or was put out, needs no older way in."""
    waiting = Invitation.objects.filter(agency=agency, email__iexact=email, accepted_at=None, revoked_at=None)
    waiting.update(revoked_at=now)


def _person(invitation: Invitation, user: User | None, newcomer: dict[str, str] | None) -> User:
    if user is not None:
        if user.email.lower() != invitation.email.lower():
            message = f"This invitation is for {invitation.email}, and you are logged in as {user.email}."
            raise Forbidden(message, code="invitation_for_another")
        return user
    if has_account(invitation):
        raise Forbidden(f"There is an account for {invitation.email}. Log in with it to accept.", code="log_in_first")
    given = newcomer or {}
    name = clean_name("name", given.get("name", ""), most=100, what="A person's name")
    password = given.get("password", "")
    earlier = unconfirmed.unconfirmed(invitation.email)
    if earlier is not None:
        return take_over(earlier, name=name, password=password)
    return new_person(email=invitation.email, name=name, password=password)


def _put_on_brands(invitation: Invitation, person: User) -> None:
    """On the brands of the invitation and on no other: an earlier place's teams, and when it was woken, are over with it.

    Brand teams lie in the agency's schema.
    """
    with tenant_context(invitation.agency):
        hooks.brands.answer.put_on(person, invitation.brand_ids)


def open_invitations(member: Membership, *, now: datetime) -> list[Invitation]:
    """Those that still can be accepted, newest first; each with those of its brands that the member may see."""
    require(member, "members.see")
    invitations = Invitation.objects.filter(
        agency_id=member.agency_id, accepted_at=None, revoked_at=None, expires_at__gt=now
    )
    rows = list(invitations.select_related("invited_by").order_by("-created_at"))
    # A manager reads who is invited, but not onto which of other people's brands.
    if not on_every_brand(member):
        seen = set(map(str, brand_ids(member))) if any(row.brand_ids for row in rows) else set()
        for row in rows:
            row.brand_ids = [pk for pk in row.brand_ids if pk in seen]
    return rows


def revoke(member: Membership, *, invitation_id: UUID | str, now: datetime) -> None:
    """Takes an invitation back; a repeat changes nothing. Raises Conflict where it was accepted meanwhile."""
    require(member, "members.manage")
    invitation = Invitation.objects.filter(agency_id=member.agency_id, pk=invitation_id).first()
    if invitation is None:
        raise NotFound("There is no such invitation.")
    open_still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not open_still.update(revoked_at=now):
        if Invitation.objects.filter(pk=invitation.pk, accepted_at=None).exists():
            return
        raise Conflict("This invitation has already been accepted.", code="invitation_used")
    _log("member.invitation_revoked", member, invitation)
