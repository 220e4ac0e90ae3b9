"""Log-ins: what a session of an agency's host stands for, which are open, and how they end.

A session of an agency's host carries the epoch of the place it was opened for. Losing the place or power moves the epoch on, so
that letting somebody in again revives nothing. It also knows which log-in of the platform's host it came from, and ends with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from accounts.encryption import token_hash
from accounts.errors import NotFound
from accounts.models import Agency, ApiKey, HandoffCode, Invitation, Membership, PrivateLink, User
from accounts.roles import GIVES
from accounts.services.access_log import log, log_person
from accounts.services.revocation import power_lost, sessions_ended
from accounts.services.second_factor import GIVEN_KEY, has_second_factor

AGENCY_KEY, EPOCH_KEY, FROM_KEY = "agency_id", "place_epoch", "begun_from"
SEEN_EVERY = timedelta(minutes=5)


def place_of(session: SessionBase, agency: Agency, user_id: int | str | None) -> Membership | None:
    """The active place a session of this agency's host stands for: every door asks here, for pages, API and streams.

    None for another agency's session, one opened before the place or power was lost, or without the second factor the agency
    requires by now.
    """
    if session.get(AGENCY_KEY) != str(agency.pk) or user_id is None:
        return None
    member = Membership.objects.select_related("user").filter(agency=agency, user_id=user_id).first()
    # A session of a release without epochs has none: it counts as the first.
    if member is None or not member.is_active or session.get(EPOCH_KEY, 0) != member.epoch:
        return None
    return None if agency.require_mfa and not has_second_factor(session) else member


def open_here(request: HttpRequest, agency: Agency, code: HandoffCode) -> None:
    """Binds the session that was just logged in on the agency's host to the place, and to the log-in its code came from."""
    place = Membership.objects.get(agency=agency, user_id=code.user_id)
    request.session[AGENCY_KEY] = str(agency.pk)
    request.session[EPOCH_KEY] = place.epoch
    request.session[GIVEN_KEY] = code.with_factor
    request.session[FROM_KEY] = code.session_hash
    UserSession.objects.create_from_request(request)
    # allauth's own call keeps no data of ours.
    of_agency = {"agency": str(agency.pk), "begun_from": code.session_hash}
    UserSession.objects.filter(session_key=request.session.session_key).update(data=of_agency)


def seen(session: SessionBase, *, now: datetime) -> None:
    """Notes that a session is in use; at most every five minutes."""
    key = session.session_key
    # `add` writes only where nothing is: of many processes one goes on, and none reads the row.
    if key and caches["platform"].add(f"seen:{token_hash(key)}", 1, SEEN_EVERY.total_seconds()):
        UserSession.objects.filter(session_key=key).update(last_seen_at=now)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of a person's log-ins. `agency` None: on the platform's own host."""

    id: int
    agency: Agency | None
    user_agent: str
    ip: str
    since: datetime
    last_seen_at: datetime
    is_current: bool


def open_sessions(user: User, current: SessionBase) -> list[OpenSession]:
    """A person's open log-ins on every host, the newest used first. What ended by itself is forgotten."""
    rows = UserSession.objects.purge_and_list(user)
    wanted = {row.data.get("agency") for row in rows} - {None}
    agencies = {str(agency.pk): agency for agency in Agency.objects.filter(pk__in=wanted)}
    return [
        OpenSession(
            id=row.pk,
            agency=agencies.get(row.data.get("agency", "")),
            user_agent=row.user_agent,
            ip=row.ip,
            since=row.created_at,
            last_seen_at=row.last_seen_at,
            is_current=row.session_key == current.session_key,
        )
        for row in sorted(rows, key=lambda row: row.last_seen_at, reverse=True)
    ]


def end_one(user: User, *, session_id: int, now: datetime) -> None:
    """Ends one of a person's log-ins, and what was opened from it. Raises NotFound for another person's."""
    row = UserSession.objects.filter(user=user, pk=session_id).first()
    if row is None:
        raise NotFound("There is no such log-in.")
    with transaction.atomic():
        log_person("session.ended", address=user.email, actor=user)
        _end([row, *_begun_from(user, row.session_key)], now)


def end_others(user: User, current: SessionBase, *, now: datetime) -> int:
    """Ends every log-in of a person but this one, and all that were opened on agencies' hosts. Returns how many."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=current.session_key or ""))
    with transaction.atomic():
        if others:
            log_person("session.ended", address=user.email, actor=user)
        _end(others, now)
    return len(others)


def end_begun_from(session: SessionBase, user: User, *, now: datetime) -> None:
    """Whoever logs out on the platform's host is logged out of the agencies they entered, or are entering, from there."""
    if session.session_key:
        own = UserSession.objects.filter(user=user, session_key=session.session_key)
        _end([*own, *_begun_from(user, session.session_key)], now)
        _void(session_hash=token_hash(session.session_key))


def end_by_password(user: User, current: SessionBase, *, now: datetime) -> None:
    """A new password ends every log-in that was opened with the one before, but the one in which it was chosen.

    No browser is woken for the person until they log in there again: of a log-in that lapsed nothing else is known any more.
    """
    end_others(user, current, now=now)
    _void(user=user)
    for agency in Agency.objects.filter(memberships__user=user, status__in=["active", "suspended"]):
        sessions_ended(agency, (), now=now, all_of=user.pk)


def end_place(member: Membership, *, now: datetime) -> None:
    """Ends what a place opened: its log-ins, API keys and private links, and what it offered and may offer no more.

    In the caller's transaction.

    Called by every act that takes a place or power away, once that is written. Nothing of it comes back.
    """
    # Counted up by the database: of two acts at once neither is lost.
    Membership.objects.filter(pk=member.pk).update(epoch=F("epoch") + 1)
    here = Membership.objects.select_related("user").get(pk=member.pk)
    offers = Invitation.objects.filter(agency_id=here.agency_id, invited_by_id=here.user_id)
    offers = offers.exclude(role__in=GIVES[here.role]) if here.is_active else offers
    offers.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)
    ApiKey.objects.filter(member=member, revoked_at=None).update(revoked_at=now)
    PrivateLink.objects.filter(member=member, revoked_at=None).update(revoked_at=now)
    _end(UserSession.objects.filter(user_id=member.user_id, data__agency=str(member.agency_id)), now)
    _void(user=member.user_id, agency=member.agency_id)


def leave(member: Membership, session: SessionBase, *, now: datetime) -> None:
    """Somebody logs out of the agency: what was opened from this log-in ends with it, whether or not they go on to the platform's."""
    _end(UserSession.objects.filter(user_id=member.user_id, session_key=session.session_key or ""), now)
    log("logout", agency=member.agency, actor=member.user, about=member.user_id)


def end_person(user: User, *, now: datetime) -> None:
    """Ends every log-in, key and open offer of a person, everywhere."""
    for member in Membership.objects.select_related("agency").filter(user=user):
        end_place(member, now=now)
        if member.agency.status in {"active", "suspended"}:
            power_lost(member.agency, [user.pk], now=now)
    _end(UserSession.objects.filter(user=user), now)
    _void(user=user)


def forget_ended() -> int:
    """Deletes what is known of log-ins that are over; returns how many."""
    return int(UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0])


def _begun_from(user: User, session_key: str) -> list[UserSession]:
    return list(UserSession.objects.filter(user=user, data__begun_from=token_hash(session_key)))


@transaction.atomic
def _end(rows: Iterable[UserSession], now: datetime) -> None:
    """With the sessions end the codes on their way from them, their open event streams, and what else hangs on them."""
    by_agency: dict[str, list[UserSession]] = {}
    for row in rows:
        by_agency.setdefault(row.data.get("agency", ""), []).append(row)
        row.end()
    # Those of the platform's host: no stream hangs on them, but codes may be on their way from them.
    _void(session_hash__in=[token_hash(row.session_key) for row in by_agency.pop("", [])])
    # A closed agency may have no schema any more.
    for agency in Agency.objects.filter(pk__in=by_agency, status__in=["active", "suspended"]):
        ended = by_agency[str(agency.pk)]
        sessions_ended(agency, [token_hash(row.session_key) for row in ended], now=now)
        power_lost(agency, {row.user_id for row in ended}, now=now)


def _void(**of: Any) -> None:
    """Takes hand-off codes back that nobody has used yet: whoever is on the way with one arrives nowhere."""
    HandoffCode.objects.filter(used_at=None, **of).delete()
