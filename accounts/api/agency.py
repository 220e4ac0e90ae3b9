"""The agency, its people, keys, webhooks and access log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import Limited, ScopedViewSet
from accounts.errors import NotFound
from accounts.models import AccessLog, Agency, ApiKey, Invitation, Membership
from accounts.notifications.models import WebhookEndpoint
from accounts.notifications.services import endpoints
from accounts.permissions import may
from accounts.roles import GRANTS, KEY_SCOPES, ROLES
from accounts.services import agencies, invitations, keys, members


class AgencyOut(serializers.ModelSerializer[Agency]):
    """An agency."""

    class Meta:
        model = Agency
        fields = (
            "id",
            "name",
            "slug",
            "status",
            "progress",
            "suspended_reason",
            "time_zone",
            "require_mfa",
            "created_at",
        )


class AgencyIn(serializers.Serializer[Any]):
    """What of an agency can be changed."""

    name = serializers.CharField(max_length=100)
    time_zone = serializers.CharField(max_length=64)
    require_mfa = serializers.BooleanField()


class FoundingIn(serializers.Serializer[Any]):
    """Founding an agency."""

    name = serializers.CharField(max_length=100)
    slug = serializers.CharField(max_length=40)
    person = serializers.CharField(max_length=100)
    email = serializers.EmailField()
    password = serializers.CharField(max_length=200, write_only=True, trim_whitespace=False)


class MemberOut(serializers.ModelSerializer[Membership]):
    """Somebody's place."""

    user_id = serializers.IntegerField(source="user.pk")
    name = serializers.CharField(source="user.name")
    email = serializers.EmailField(source="user.email")

    class Meta:
        model = Membership
        fields = ("id", "user_id", "name", "email", "role", "status", "created_at")


class RoleIn(serializers.Serializer[Any]):
    """Another role."""

    role = serializers.ChoiceField(ROLES)


class InvitationOut(serializers.ModelSerializer[Invitation]):
    """An open offer of a place."""

    invited_by = serializers.CharField(source="invited_by.name")

    class Meta:
        model = Invitation
        fields = ("id", "email", "role", "brand_ids", "invited_by", "created_at", "expires_at")


class InvitationIn(serializers.Serializer[Any]):
    """Whom to invite."""

    email = serializers.EmailField()
    role = serializers.ChoiceField(ROLES)
    brands = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=500)


class KeyOut(serializers.ModelSerializer[ApiKey]):
    """A key, without its secret."""

    scopes = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = ApiKey
        fields = ("id", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at")


class NewKeyOut(KeyOut):
    """A key as it is shown once."""

    key = serializers.CharField()

    class Meta:
        model = ApiKey
        fields = (*KeyOut.Meta.fields, "key")


class KeyIn(serializers.Serializer[Any]):
    """A key to make."""

    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(child=serializers.ChoiceField(KEY_SCOPES), min_length=1)
    days = serializers.IntegerField(min_value=1, max_value=keys.MAX_DAYS, default=90)


class WebhookOut(serializers.ModelSerializer[WebhookEndpoint]):
    """An address that is told of events."""

    kinds = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = WebhookEndpoint
        fields = ("id", "url", "kinds", "is_active", "created_at")


class NewWebhookOut(WebhookOut):
    """As it is shown once, with its signing secret."""

    secret = serializers.CharField()

    class Meta:
        model = WebhookEndpoint
        fields = (*WebhookOut.Meta.fields, "secret")


class WebhookIn(serializers.Serializer[Any]):
    """An address to tell."""

    url = serializers.URLField(max_length=500)
    kinds = serializers.ListField(child=serializers.CharField(max_length=40), default=list, max_length=20)


class AccessLogOut(serializers.ModelSerializer[AccessLog]):
    """An entry of the access log."""

    detail = serializers.DictField()

    class Meta:
        model = AccessLog
        fields = ("id", "at", "actor_label", "action", "subject", "detail", "ip")


class FoundingView(Limited):
    """On the platform's host: found an agency. Anybody may; a mail asks to confirm the address."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()

    @extend_schema(request=FoundingIn, responses={201: AgencyOut}, auth=[], operation_id="agencies_found")
    def post(self, request: Request) -> Response:
        """The agency's row; its creation goes on in the background, see `status` and `progress`."""
        parsed = FoundingIn(data=request.data)
        parsed.is_valid(raise_exception=True)
        given = parsed.validated_data
        founder = {"name": given["person"], "email": given["email"], "password": given["password"]}
        agency = agencies.request_agency(name=given["name"], slug=given["slug"], founder=founder)
        agencies.ask_to_confirm(request._request, agency)
        return Response(AgencyOut(agency).data, status=201)


class FoundedView(Limited):
    """On the platform's host: how far a founded agency is."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()

    @extend_schema(responses=AgencyOut, auth=[], operation_id="agencies_progress")
    def get(self, request: Request, agency_id: Any) -> Response:
        """Its status and progress."""
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
        parsed = AgencyIn(data=request.data, partial=True)
        parsed.is_valid(raise_exception=True)
        now = {"name": agency.name, "time_zone": agency.time_zone, "require_mfa": agency.require_mfa}
        agencies.rename(agency, by=request._request.member.user, **{**now, **parsed.validated_data})  # type: ignore[attr-defined]
        return Response(AgencyOut(Agency.objects.get(pk=agency.pk)).data)


class MeView(Limited):
    """Who asks."""

    capabilities = {"get": "notifications.own"}

    @extend_schema(
        operation_id="me",
        responses=inline_serializer(
            "Me",
            {
                "user_id": serializers.IntegerField(),
                "name": serializers.CharField(),
                "email": serializers.EmailField(),
                "role": serializers.ChoiceField(ROLES),
                "agency": serializers.CharField(),
                "capabilities": serializers.ListField(child=serializers.CharField()),
            },
        ),
    )
    def get(self, request: Request) -> Response:
        """The member, and everything they (or this key) may do."""
        member: Membership = request._request.member  # type: ignore[attr-defined]
        return Response(
            {
                "user_id": member.user_id,
                "name": member.user.name,
                "email": member.user.email,
                "role": member.role,
                "agency": request._request.tenant.slug,  # type: ignore[attr-defined]
                "capabilities": [capability for capability in GRANTS if may(member, capability)],
            }
        )


class _PublicRows(ScopedViewSet):
    """Rows of the public schema, of this agency only."""

    @property
    def now(self) -> datetime:
        """The request's time."""
        return timezone.now()


class MemberViewSet(_PublicRows):
    """People with a place here."""

    queryset = Membership.objects.none()
    serializer_class = MemberOut
    capabilities = {
        "list": "members.see",
        "set_role": "members.manage",
        "deactivate": "members.manage",
        "reactivate": "members.manage",
    }

    @extend_schema(responses=MemberOut(many=True), operation_id="members_list")
    def list(self, request: Request) -> Response:
        """All, active ones first."""
        return Response({"results": MemberOut(members.members_of(self.member), many=True).data, "next": None})

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


def _number(pk: str) -> int:
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise NotFound("There is no such member.")
    return int(pk)


class InvitationViewSet(_PublicRows):
    """Open offers of a place."""

    queryset = Invitation.objects.none()
    serializer_class = InvitationOut
    capabilities = {"list": "members.see", "create": "members.manage", "revoke": "members.manage"}

    @extend_schema(responses=InvitationOut(many=True), operation_id="invitations_list")
    def list(self, request: Request) -> Response:
        """Those that can still be accepted."""
        found = invitations.open_invitations(self.member, now=self.now)
        return Response({"results": InvitationOut(found, many=True).data, "next": None})

    @extend_schema(request=InvitationIn, responses={201: InvitationOut})
    def create(self, request: Request) -> Response:
        """Mails a link to the address."""
        given = self.read(InvitationIn)
        made = invitations.invite(
            self.member, email=given["email"], role=given["role"], brand_ids=given["brands"], now=self.now
        )
        return self.answer(made, status=201)

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
        raise NotFound("There is nothing here that you may see.") from None


class KeyViewSet(_PublicRows):
    """API keys. A key can't make keys: only a logged-in person can."""

    queryset = ApiKey.objects.none()
    serializer_class = KeyOut
    capabilities = {"list": "keys.manage", "create": "keys.manage", "revoke": "keys.manage"}

    @extend_schema(responses=KeyOut(many=True), operation_id="keys_list")
    def list(self, request: Request) -> Response:
        """All, revoked ones too."""
        return Response({"results": KeyOut(keys.keys_of(self.member.agency), many=True).data, "next": None})

    @extend_schema(request=KeyIn, responses={201: NewKeyOut})
    def create(self, request: Request) -> Response:
        """The key itself is in this answer and nowhere else."""
        row, key = keys.make_key(self.member, **self.read(KeyIn), now=self.now)
        return Response({**KeyOut(row).data, "key": key}, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Ends the key at once."""
        keys.revoke_key(self.member, key_id=_uuid(pk), now=self.now)
        return Response(status=204)


class WebhookViewSet(ScopedViewSet):
    """The agency's own systems that are told of events."""

    model = WebhookEndpoint
    serializer_class = WebhookOut
    capabilities = {"list": "webhooks.manage", "create": "webhooks.manage", "remove": "webhooks.manage"}

    @extend_schema(responses=WebhookOut(many=True), operation_id="webhooks_list")
    def list(self, request: Request) -> Response:
        """All."""
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(WebhookOut(page, many=True).data)

    @extend_schema(request=WebhookIn, responses={201: NewWebhookOut})
    def create(self, request: Request) -> Response:
        """The signing secret is in this answer and nowhere else."""
        row, secret = endpoints.add_webhook(self.member, **self.read(WebhookIn))
        return Response({**WebhookOut(row).data, "secret": secret}, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Tells it nothing any more."""
        endpoints.remove_webhook(self.member, endpoint_id=_uuid(pk))
        return Response(status=204)


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
