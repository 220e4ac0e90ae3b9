"""The agency, its people, keys, webhooks and access log."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.utils import timezone
from django.utils.crypto import salted_hmac
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import WholePage
from accounts.api.serializers import (
    AccessLogOut,
    AgencyIn,
    AgencyOut,
    FoundingIn,
    HoldingsOut,
    InvitationIn,
    InvitationOut,
    MemberOut,
    PassedOut,
    PassOnIn,
    RoleIn,
)
from accounts.api.throttling import FoundingThrottle
from accounts.api.viewsets import KEY_HEADER, Limited, ScopedViewSet
from accounts.cleaning import MOST_BIGINT, whole_number
from accounts.errors import Invalid, NotFound
from accounts.models import AccessLog, Agency, Invitation, Membership
from accounts.services import agencies, invitations, leaving, members

DAY = 86_400


def _remembered_as(request: Request, given: dict[str, Any]) -> str:
    """Where the answer to this founding is kept for a day, "" without an Idempotency-Key; nothing of what was sent can be read there."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return ""
    if not 0 < len(key) <= 200:
        raise Invalid.field(KEY_HEADER, "An Idempotency-Key has 1 to 200 characters.")
    # With our key: the password is in it, and of a plain hash somebody could try words at leisure.
    sent = json.dumps([key, given], sort_keys=True)
    return f"founding:{salted_hmac('founding', sent, algorithm='sha256').hexdigest()}"


class FoundingView(Limited):
    """On the platform's host: found an agency. Anybody may; a mail asks to confirm the address, or says that the agency
    waits for whoever logs in to the account there is. Which of them is said to nobody else.

    A repeat with the same Idempotency-Key and the same body within a day founds nothing and answers with the agency as it is now.
    """

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()
    throttle_classes = (FoundingThrottle,)

    @extend_schema(request=FoundingIn, responses={201: AgencyOut}, auth=[], operation_id="agencies_found")
    def post(self, request: Request) -> Response:
        """The agency's row; its creation goes on in the background, see `status` and `progress`."""
        given = self.read(FoundingIn)
        place = _remembered_as(request, given)
        if place and (founded := Agency.objects.filter(pk=caches["platform"].get(place)).first()):
            return Response(AgencyOut(founded).data, status=201, headers={"Idempotent-Replayed": "true"})
        # Two at once with one key: the later meets the slug that the first has taken.
        founder = {"name": given["person"], "email": given["email"], "password": given["password"]}
        agency = agencies.request_agency(name=given["name"], slug=given["slug"], founder=founder)
        agencies.ask_to_confirm(request._request, agency, password=given["password"])
        if place:
            caches["platform"].set(place, agency.pk, DAY)
        return Response(AgencyOut(agency).data, status=201)


class FoundedView(Limited):
    """On the platform's host: how far a founded agency is."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()

    @extend_schema(responses=AgencyOut, auth=[], operation_id="agencies_progress")
    def get(self, request: Request, agency_id: Any) -> Response:
        """Its status and progress."""
        # Asked by whoever founded it, before there is anything to log in to: knowing the UUID is what lets them.
        agency = Agency.objects.filter(pk=agency_id).first()
        if agency is None:
            raise NotFound("There is no such agency.")
        return Response(AgencyOut(agency).data)


class AgencyView(Limited):
    """The agency of this host."""

    capabilities = {"get": "brands.see", "patch": "agency.settings"}

    @extend_schema(responses=AgencyOut, operation_id="agency_read")
    def get(self, request: Request) -> Response:
        """As it is."""
        return Response(AgencyOut(request._request.tenant).data)  # type: ignore[attr-defined]

    @extend_schema(request=AgencyIn, responses=AgencyOut, operation_id="agency_change")
    def patch(self, request: Request) -> Response:
        """Changes what is given."""
        agency = Agency.objects.get(pk=request._request.tenant.pk)  # type: ignore[attr-defined]
        # The service takes all of them; what is left out here stays as it is.
        now = {"name": agency.name, "time_zone": agency.time_zone, "require_mfa": agency.require_mfa}
        agencies.rename(agency, by=request._request.member.user, **{**now, **self.read(AgencyIn, partial=True)})  # type: ignore[attr-defined]
        return Response(AgencyOut(Agency.objects.get(pk=agency.pk)).data)


class _PublicRows(ScopedViewSet):
    """Rows of the public schema, of this agency only."""

    @property
    def now(self) -> datetime:
        """The request's time."""
        return timezone.now()


class MemberViewSet(_PublicRows):
    """People with a place here."""

    # For the description, which reads the type of the address's id from its model; also below.
    queryset = Membership.objects.none()
    serializer_class = MemberOut
    pagination_class = WholePage
    capabilities = {
        "list": "members.see",
        "set_role": "members.manage",
        "deactivate": "members.manage",
        "reactivate": "members.manage",
        "holdings": "members.manage",
        "pass_on": "members.manage",
    }

    @extend_schema(responses=MemberOut(many=True), operation_id="members_list")
    def list(self, request: Request) -> Response:
        """All, active ones first."""
        return self.whole(MemberOut(self.updated(members.members_of(self.member)), many=True))

    @extend_schema(request=RoleIn, responses=MemberOut)
    @action(detail=True, methods=["post"])
    def set_role(self, request: Request, pk: str) -> Response:
        """Gives another role."""
        return Response(
            MemberOut(members.change_role(self.member, membership_id=_number(pk), role=self.read(RoleIn)["role"])).data
        )

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def deactivate(self, request: Request, pk: str) -> Response:
        """Ends a place at once."""
        members.deactivate(self.member, membership_id=_number(pk))
        return Response(status=204)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def reactivate(self, request: Request, pk: str) -> Response:
        """Lets somebody in again."""
        members.reactivate(self.member, membership_id=_number(pk))
        return Response(status=204)

    @extend_schema(responses=HoldingsOut)
    @action(detail=True, methods=["get"])
    def holdings(self, request: Request, pk: str) -> Response:
        """What waits for them by name, whether they are here or have left."""
        return Response(HoldingsOut(leaving.holdings(self.member, membership_id=_number(pk))).data)

    @extend_schema(request=PassOnIn, responses=PassedOut)
    @action(detail=True, methods=["post"])
    def pass_on(self, request: Request, pk: str) -> Response:
        """Passes it on, all of it or some kinds. What the other may not take stays, and is in `refused` with the reason."""
        given = self.read(PassOnIn)
        return Response(PassedOut(leaving.pass_on(self.member, membership_id=_number(pk), **given, now=self.now)).data)


def _number(pk: str) -> int:
    number = whole_number(pk, most=MOST_BIGINT)
    if number is None:
        raise NotFound("There is no such member.")
    return number


class InvitationViewSet(_PublicRows):
    """Open offers of a place."""

    queryset = Invitation.objects.none()
    serializer_class = InvitationOut
    pagination_class = WholePage
    capabilities = {
        "list": "members.see",
        "create": "members.manage",
        "resend": "members.manage",
        "revoke": "members.manage",
    }

    @extend_schema(responses=InvitationOut(many=True), operation_id="invitations_list")
    def list(self, request: Request) -> Response:
        """Those that can still be accepted."""
        rows = invitations.open_invitations(self.member, now=self.now)
        return self.whole(InvitationOut(self.updated(rows), many=True))

    @extend_schema(request=InvitationIn, responses={201: InvitationOut})
    def create(self, request: Request) -> Response:
        """Mails a link to the address. Where the mail server is down, `mail_error` says so and the invitation stands."""
        given = self.read(InvitationIn)
        made = invitations.invite(
            self.member, email=given["email"], role=given["role"], brand_ids=given["brands"], now=self.now
        )
        return self.answer(made, status=201)

    @extend_schema(request=None, responses=InvitationOut)
    @action(detail=True, methods=["post"])
    def resend(self, request: Request, pk: str) -> Response:
        """Mails a new link; the one before it opens nothing any more."""
        return self.answer(invitations.resend(self.member, invitation_id=_uuid(pk), now=self.now))

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Takes the offer back."""
        invitations.revoke(self.member, invitation_id=_uuid(pk), now=self.now)
        return Response(status=204)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound("There is nothing here, or you don't have access to it.") from None


class AccessLogViewSet(_PublicRows):
    """Who got in, and every change of power, newest first."""

    serializer_class = AccessLogOut
    queryset = AccessLog.objects.none()
    capabilities = {"list": "accesslog.see"}
    ordering = ("-at", "-id")

    @extend_schema(responses=AccessLogOut(many=True), operation_id="accesslog_list")
    def list(self, request: Request) -> Response:
        """A page of it."""
        page = self.paginate_queryset(AccessLog.objects.for_agency(self.member.agency))
        return self.get_paginated_response(AccessLogOut(page, many=True).data)
