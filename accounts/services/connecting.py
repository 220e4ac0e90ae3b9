"""How an application connects: the OAuth 2.1 code flow with PKCE, by oauthlib, over rows that hold hashes only.

One way in: an authorization code that the person agreed to, bound to the application, the address it is answered at and a challenge
(S256). Then short access tokens, and a refresh token that is changed each time; one that comes twice ends the connection (RFC 9700).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from oauthlib.common import Request, add_params_to_uri
from oauthlib.oauth2 import RequestValidator, WebApplicationServer
from oauthlib.oauth2.rfc6749 import errors

from accounts.bidi import isolate
from accounts.encryption import new_token, token_hash
from accounts.errors import Invalid
from accounts.models import Agency, ApiKey, Application, ApplicationToken, AuthorizationCode, Membership
from accounts.models.applications import ACCESS, REFRESH
from accounts.permissions import require
from accounts.roles import GRANTED, KEY_SCOPES, NEVER_BY_APPLICATION, SCOPES
from accounts.services import letters, machines
from accounts.services.access_log import log
from accounts.services.applications import ended
from accounts.services.second_factor import has_set_up

CODE_SECONDS: Final = 60
ACCESS_SECONDS: Final = 15 * 60
REFRESH_DAYS: Final = 30
GRACE_SECONDS: Final = 60  # in which a refresh token may come again: the answer to it may never have arrived
CONNECTION_DAYS: Final = 366
TOKEN: Final = "fo_"  # noqa: S105  # how an access token begins
_METHOD: Final = "S256"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to connect that is in order: by which application, for what, and where the answer goes."""

    application: Application
    scopes: list[str]
    redirect_uri: str
    state: str


class Unreadable(Exception):
    """A request whose answer must not be sent where it says: an unknown application, or another address. Shown to the person."""


class SentBack(Exception):
    """A request that is amiss, told to the application: `address` is where the browser goes."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def asked(agency: Agency, uri: str, *, issuer: str) -> Asked:
    """The request to connect at this address of the agency's host. Raises Unreadable, SentBack."""
    server = _server(agency)
    try:
        scopes, credentials = server.validate_authorization_request(uri)
        _check(credentials["request"], issuer)
    except errors.FatalClientError as error:
        raise Unreadable(error.description or "The address of this request is invalid.") from error
    except errors.OAuth2Error as error:
        raise SentBack(add_params_to_uri(error.in_uri(error.redirect_uri), [("iss", issuer)])) from error
    request = credentials["request"]
    return Asked(request.client, list(scopes), credentials["redirect_uri"], request.state or "")


def _check(request: Request, issuer: str) -> None:
    if request.code_challenge_method != _METHOD:
        raise errors.InvalidRequestError(description="code_challenge_method must be S256.", request=request)
    resource = getattr(request, "resource", None)
    if resource and not _is_here(resource, issuer):
        description = "The resource is not of this agency."
        raise errors.CustomOAuth2Error(error="invalid_target", description=description, request=request)


def _is_here(resource: str, issuer: str) -> bool:
    there, here = urlsplit(resource), urlsplit(issuer)
    return (there.scheme, there.netloc) == (here.scheme, here.netloc)


def refused(request: Asked, *, issuer: str) -> str:
    """Where the browser goes when the person says no."""
    error = errors.AccessDeniedError(state=request.state or None)
    return str(add_params_to_uri(error.in_uri(request.redirect_uri), [("iss", issuer)]))


def grantable(member: Membership) -> list[str]:
    """The scopes within which an application can do anything for this person."""
    here = {SCOPES[capability] for capability in GRANTED[member.role] - NEVER_BY_APPLICATION}
    return [scope for scope in KEY_SCOPES if scope in here]


@transaction.atomic
def agree(
    member: Membership, request: Asked, uri: str, *, scopes: list[str], brands: list[str], issuer: str, now: datetime
) -> str:
    """The person's yes: where the browser goes, with a code. Within what was asked for, what they chose and what they may.

    Raises Invalid at the field. Nothing can act until the application brings the code back.
    """
    require(member, "applications.connect")
    chosen = [scope for scope in request.scopes if scope in scopes and scope in grantable(member)]
    if not chosen:
        raise Invalid.field("scopes", "Choose at least one thing it may do.", code="empty_scope")
    credentials = {"member": member, "brand_ids": machines.visible_brands(member, brands), "now": now}
    server = _server(member.agency)
    headers, _, _ = server.create_authorization_response(uri, scopes=chosen, credentials=credentials)
    return str(add_params_to_uri(headers["Location"], [("iss", issuer)]))


def answered(agency: Agency, uri: str, body: str) -> tuple[int, str]:
    """What an application gets for a code or a refresh token: the status, and JSON."""
    try:
        _, text, status = _server(agency).create_token_response(uri, body=body, headers=_FORM)
    except errors.OAuth2Error as error:
        return error.status_code, error.json
    return status, text


def given_back(agency: Agency, uri: str, body: str) -> tuple[int, str]:
    """Ends the connection of a token that its application gives back (RFC 7009); an unknown one is no error."""
    _, text, status = _server(agency).create_revocation_response(uri, body=body, headers=_FORM)
    return status, text


def opened_by(token: str, agency: Agency, *, now: datetime) -> ApiKey | None:
    """The connection that an access token opens now."""
    rows = ApplicationToken.objects.select_related("connection__member__user", "connection__application")
    row = rows.filter(token_hash=token_hash(token), kind=ACCESS, connection__agency=agency, expires_at__gt=now).first()
    if row is None:
        return None
    if row.used_at is None:  # once: that it arrived is what a refresh token that comes again is held against
        ApplicationToken.objects.filter(pk=row.pk, used_at=None).update(used_at=now)
    return row.connection


def forget_old(now: datetime) -> None:
    """Deletes codes and tokens that are over, after a day in which a second use is still noticed."""
    AuthorizationCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    ApplicationToken.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()


_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


def _server(agency: Agency) -> Any:
    return WebApplicationServer(
        _Rows(agency),
        token_expires_in=ACCESS_SECONDS,
        token_generator=lambda _: new_token(TOKEN),
        refresh_token_generator=lambda _: new_token("fr_"),
    )


class _Rows(RequestValidator):  # type: ignore[misc]  # the package ships no types
    """What oauthlib asks about one agency's rows. Names and arguments are its own."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency

    # --- the application --------------------------------------------------------------------------------------------

    def validate_client_id(self, client_id: str, request: Request, *_: Any, **__: Any) -> bool:
        rows = Application.objects.filter(agency=self.agency, client_id=client_id, ended_at=None)
        request.client = rows.first() if "\x00" not in client_id else None
        return request.client is not None

    def client_authentication_required(self, request: Request, *_: Any, **__: Any) -> bool:
        return False  # no application has a secret: the challenge is its proof

    def authenticate_client(self, request: Request, *_: Any, **__: Any) -> bool:
        return self.validate_client_id(request.client_id or "", request)

    def authenticate_client_id(self, client_id: str, request: Request, *_: Any, **__: Any) -> bool:
        return self.validate_client_id(client_id or "", request)

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, request: Request, *_: Any, **__: Any) -> bool:
        return redirect_uri in request.client.redirect_uris

    def get_default_redirect_uri(self, client_id: str, request: Request, *_: Any, **__: Any) -> str | None:
        return None  # it is always said

    def validate_response_type(
        self, client_id: str, kind: str, client: Any, request: Request, *_: Any, **__: Any
    ) -> bool:
        return kind == "code"

    def validate_grant_type(self, client_id: str, kind: str, client: Any, request: Request, *_: Any, **__: Any) -> bool:
        return kind in {"authorization_code", "refresh_token"}

    def get_default_scopes(self, client_id: str, request: Request, *_: Any, **__: Any) -> list[str]:
        return ["read"]

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: Any, request: Request, *_: Any, **__: Any
    ) -> bool:
        return bool(scopes) and set(scopes) <= set(KEY_SCOPES)

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        return True

    # --- the code -----------------------------------------------------------------------------------------------------

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Request, *_: Any, **__: Any
    ) -> None:
        AuthorizationCode.objects.create(
            code_hash=token_hash(code["code"]),
            application=request.client,
            member=request.member,
            scopes=sorted(request.scopes),
            brand_ids=request.brand_ids,
            redirect_uri=request.redirect_uri,
            challenge=request.code_challenge,
            expires_at=request.now + timedelta(seconds=CODE_SECONDS),
        )

    def validate_code(self, client_id: str, code: str, client: Any, request: Request, *_: Any, **__: Any) -> bool:
        now = timezone.now()
        rows = AuthorizationCode.objects.select_related("member__user", "connection")
        row = rows.filter(code_hash=token_hash(code), application=client).first()
        if row is None:
            return False
        # Claimed by whoever comes first, whatever else is amiss: a code is tried once.
        if not AuthorizationCode.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
            if row.connection is not None:
                _stolen(self.agency, row.connection, now)
            return False
        request.row, request.user, request.scopes = row, row.member.user, row.scopes
        return row.expires_at > now and _may_act(self.agency, row.member)

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Any, request: Request, *_: Any, **__: Any
    ) -> bool:
        return bool(redirect_uri == request.row.redirect_uri)

    def get_code_challenge(self, code: str, request: Request) -> str:
        return str(request.row.challenge)

    def get_code_challenge_method(self, code: str, request: Request) -> str:
        return _METHOD

    def invalidate_authorization_code(self, client_id: str, code: str, request: Request, *_: Any, **__: Any) -> None:
        """It was claimed when it came."""

    # --- tokens -------------------------------------------------------------------------------------------------------

    def validate_refresh_token(self, token: str, client: Any, request: Request, *_: Any, **__: Any) -> bool:
        now = timezone.now()
        rows = ApplicationToken.objects.select_related("connection__member__user").filter(kind=REFRESH)
        row = rows.filter(token_hash=token_hash(token), connection__application=client).first()
        if row is None:
            return False
        if row.used_at is not None and not _answer_was_lost(row, now):
            _stolen(self.agency, row.connection, now)
            return False
        connection = row.connection
        request.row, request.user = row, connection.member.user
        alive = connection.revoked_at is None and connection.expires_at > now < row.expires_at
        return alive and _may_act(self.agency, connection.member)

    def get_original_scopes(self, token: str, request: Request, *_: Any, **__: Any) -> list[str]:
        return list(request.row.connection.scopes)

    def is_within_original_scope(self, scopes: list[str], token: str, request: Request, *_: Any, **__: Any) -> bool:
        return False

    def rotate_refresh_token(self, request: Request) -> bool:
        return True

    @transaction.atomic
    def save_bearer_token(self, token: dict[str, Any], request: Request, *_: Any, **__: Any) -> None:
        now, row = timezone.now(), request.row
        if isinstance(row, AuthorizationCode):
            connection = _connect(self.agency, row, now)
        else:
            connection = row.connection
            # Two that come at once are one theft or one mistake; the second gets nothing.
            held = ApplicationToken.objects.select_for_update().filter(pk=row.pk, used_at=row.used_at).first()
            if held is None or (held.used_at is not None and not _answer_was_lost(held, now)):
                raise errors.InvalidGrantError(request=request)
            if held.used_at is None:  # a retry moves no time: the grace is counted from the first
                ApplicationToken.objects.filter(pk=row.pk).update(used_at=now)
            # Of those that were sent and never arrived only the newest may open anything.
            ApplicationToken.objects.filter(Q(kind=ACCESS) | Q(pk__gt=row.pk), connection=connection).delete()
        token["scope"] = " ".join(connection.scopes)  # a narrower one would be wider again with the next
        lasting = {ACCESS: timedelta(seconds=ACCESS_SECONDS), REFRESH: timedelta(days=REFRESH_DAYS)}
        ApplicationToken.objects.bulk_create(
            ApplicationToken(
                connection=connection, kind=kind, token_hash=token_hash(token[f"{kind}_token"]), expires_at=now + lasting[kind]
            )
            for kind in lasting
        )  # fmt: skip

    def revoke_token(self, token: str, hint: str, request: Request, *_: Any, **__: Any) -> None:
        now = timezone.now()
        rows = ApplicationToken.objects.select_related("connection__member__user")
        row = rows.filter(token_hash=token_hash(token), connection__application=request.client).first()
        if row is not None and ended(row.connection, now=now):
            connection = row.connection
            user, name = connection.member.user, connection.name
            detail = {"by": "the application itself"}
            log("application.disconnected", agency=self.agency, actor=user, subject=name, detail=detail, about=connection.pk)  # fmt: skip


def _answer_was_lost(row: ApplicationToken, now: datetime) -> bool:
    """Whether a refresh token that comes again is a retry: soon, and nobody has used anything that was given for it."""
    assert row.used_at is not None
    since = ApplicationToken.objects.filter(connection=row.connection_id, pk__gt=row.pk)
    soon = now - row.used_at < timedelta(seconds=GRACE_SECONDS)
    return soon and not since.filter(used_at__isnull=False).exists()


def _may_act(agency: Agency, member: Membership) -> bool:
    """Whether the agency is at work and this person has a place in it, with the second factor that it may ask for."""
    at_work = agency.status == "active" and member.is_active
    return at_work and (not agency.require_mfa or has_set_up(member.user))


def _connect(agency: Agency, code: AuthorizationCode, now: datetime) -> ApiKey:
    member, application = code.member, code.application
    connection = ApiKey.objects.create(
        agency=agency,
        member=member,
        made_by=member.user,
        application=application,
        name=application.name,
        prefix="",
        key_hash=token_hash(new_token()),  # of a secret that nobody has
        scopes=code.scopes,
        brand_ids=code.brand_ids,
        expires_at=now + timedelta(days=CONNECTION_DAYS),
    )
    AuthorizationCode.objects.filter(pk=code.pk).update(connection=connection)
    detail = {"scopes": connection.scopes, "brands": len(connection.brand_ids) or "all"}
    log("application.connected", agency=agency, actor=member.user, subject=application.name, detail=detail, about=connection.pk)  # fmt: skip
    text = (
        f"The application “{isolate(application.name)}” acts for you at {isolate(agency.name)}, within: {', '.join(connection.scopes)}.\n\n"
        "If you did not agree to this, disconnect it in your profile and change your password.\n"
    )
    letters.write([member.user.email], subject=f"You connected an application at {isolate(agency.name)}", text=text)
    return connection


def _stolen(agency: Agency, connection: ApiKey, now: datetime) -> None:
    """A code or a token that came twice is in two hands: what it opened ends."""
    if ended(connection, now=now):
        log("application.token_reused", agency=agency, actor=None, subject=connection.name, about=connection.pk)
