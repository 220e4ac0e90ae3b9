"""Applications that people may connect, and who has connected them."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import WholePage
from accounts.api.viewsets import ScopedViewSet
from accounts.errors import NotFound
from accounts.models import ApiKey, Application
from accounts.roles import KEY_SCOPES
from accounts.services import applications


class ApplicationOut(serializers.ModelSerializer[Application]):
    """A program that people may let act for them. It has no secret."""

    redirect_uris = serializers.ListField(child=serializers.CharField(), help_text="Where it is answered, each exactly")

    class Meta:
        model = Application
        fields = ("id", "name", "client_id", "redirect_uris", "created_at", "ended_at", "updated_at")


class ApplicationIn(serializers.Serializer[Any]):
    """An application to register."""

    name = serializers.CharField(max_length=100)
    redirect_uris = serializers.ListField(
        child=serializers.CharField(max_length=applications.LONGEST_ADDRESS),
        min_length=1,
        max_length=applications.MOST_ADDRESSES,
    )


class ConnectionOut(serializers.ModelSerializer[ApiKey]):
    """What somebody agreed to. `brands` empty: all brands of theirs. Records name it as `key`."""

    application = serializers.UUIDField(source="application_id")
    member = serializers.CharField(source="member.user.name", help_text="For whom it acts")
    member_id = serializers.IntegerField()
    scopes = serializers.ListField(child=serializers.ChoiceField(KEY_SCOPES))
    brands = serializers.ListField(child=serializers.UUIDField(), source="brand_ids")
    last_used_ip = serializers.IPAddressField(allow_null=True, help_text="Of IPv6 the network only")

    class Meta:
        model = ApiKey
        fields = (
            "id", "application", "name", "member", "member_id", "scopes", "brands", "created_at", "expires_at", "last_used_at",
            "last_used_ip", "updated_at",
        )  # fmt: skip


class ApplicationViewSet(ScopedViewSet):
    """Programs that people of the agency may let act for them. Only a logged-in person registers and ends them."""

    queryset = Application.objects.none()
    serializer_class = ApplicationOut
    pagination_class = WholePage
    capabilities = {
        "list": "applications.manage",
        "create": "applications.manage",
        "end": "applications.manage",
        "connections": "applications.manage",
    }

    @extend_schema(responses=ApplicationOut(many=True), operation_id="applications_list")
    def list(self, request: Request) -> Response:
        """Those that have ended, too, newest first."""
        return self.whole(ApplicationOut(self.updated(applications.applications_of(self.member)), many=True))

    @extend_schema(request=ApplicationIn, responses={201: ApplicationOut})
    def create(self, request: Request) -> Response:
        """People can connect it from then on, by its client id."""
        return Response(ApplicationOut(applications.register(self.member, **self.read(ApplicationIn))).data, status=201)

    @extend_schema(responses=ConnectionOut(many=True), filters=False)
    @action(detail=True, methods=["get"])
    def connections(self, request: Request, pk: str) -> Response:
        """Everybody's connections of it."""
        row = applications.application_of(self.member, _uuid(pk))
        return self.whole(ConnectionOut(applications.connections_to(self.member, row, now=timezone.now()), many=True))

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Disconnects everybody at once, for good."""
        applications.end_application(self.member, application_id=_uuid(pk), now=timezone.now())
        return Response(status=204)


class ConnectionViewSet(ScopedViewSet):
    """One's own connections of applications."""

    queryset = ApiKey.objects.none()
    serializer_class = ConnectionOut
    pagination_class = WholePage
    capabilities = {"list": "applications.connect", "disconnect": "applications.connect"}

    @extend_schema(responses=ConnectionOut(many=True), operation_id="connections_list")
    def list(self, request: Request) -> Response:
        """Those that are open, newest first."""
        rows = applications.connections_of(self.member, now=timezone.now())
        return self.whole(ConnectionOut(self.updated(rows), many=True))

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def disconnect(self, request: Request, pk: str) -> Response:
        """Ends it at once; one's own, or anybody's for who manages applications."""
        applications.disconnect(self.member, connection_id=_uuid(pk), now=timezone.now())
        return Response(status=204)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is nothing here, or you don't have access to it.") from None
