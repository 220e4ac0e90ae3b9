"""What is one's own: oneself, and the browsers that may be woken."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import Limited, ReadViewSet
from accounts.models import Membership
from accounts.notifications.models import PushSubscription
from accounts.notifications.services import endpoints
from accounts.permissions import may
from accounts.roles import GRANTS, KEY_SCOPES, ROLES
from accounts.services.acting import acting_key
from accounts.services.profile import THEMES, edit_profile


class KeyOfMineOut(serializers.Serializer[Any]):
    """The key one asks by. `brands` empty: all brands of whom it acts for."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(KEY_SCOPES))
    brands = serializers.ListField(child=serializers.UUIDField(), source="brand_ids")
    expires_at = serializers.DateTimeField()


class MeOut(serializers.Serializer[Any]):
    """Who asks. `time_zone` empty: the agency's; `theme` empty: the system's. `key` null: a person who is logged in."""

    user_id = serializers.IntegerField()
    name = serializers.CharField(source="user.name")
    email = serializers.EmailField(source="user.email", help_text="Of a machine member: an address nobody has")
    is_machine = serializers.BooleanField(help_text="Whether this is a machine member")
    time_zone = serializers.CharField(source="user.time_zone")
    theme = serializers.CharField(source="user.theme")
    keys_on = serializers.BooleanField(source="user.keys_on")
    role = serializers.ChoiceField(ROLES)
    agency = serializers.CharField(source="agency.slug")
    capabilities = serializers.SerializerMethodField()
    key = serializers.SerializerMethodField()

    def get_capabilities(self, member: Membership) -> list[str]:
        """Everything they, or this key, may do."""
        return [capability for capability in GRANTS if may(member, capability)]

    @extend_schema_field(KeyOfMineOut(allow_null=True))
    def get_key(self, member: Membership) -> dict[str, Any] | None:
        """By which key this is asked."""
        key = acting_key(member.user_id)
        return KeyOfMineOut(key).data if key is not None else None


class MeIn(serializers.Serializer[Any]):
    """What of oneself can be changed."""

    name = serializers.CharField(max_length=100)
    time_zone = serializers.CharField(max_length=64, allow_blank=True)
    theme = serializers.ChoiceField(THEMES, allow_blank=True)
    keys_on = serializers.BooleanField()


class MeView(Limited):
    """Who asks."""

    # Two: a key that reads must not rename its person, in every agency they are in.
    capabilities = {"get": "notifications.own", "patch": "notifications.set"}

    @extend_schema(operation_id="me", responses=MeOut)
    def get(self, request: Request) -> Response:
        """The member, and everything they (or this key) may do."""
        return Response(MeOut(request._request.member).data)  # type: ignore[attr-defined]

    @extend_schema(operation_id="me_change", request=MeIn, responses=MeOut)
    def patch(self, request: Request) -> Response:
        """Changes what is given, in every agency of this person."""
        member: Membership = request._request.member  # type: ignore[attr-defined]
        # The service takes the whole profile; what is left out here stays as it is.
        now = {name: getattr(member.user, name) for name in ("name", "time_zone", "theme", "keys_on")}
        member.user = edit_profile(member, **{**now, **self.read(MeIn, partial=True)})
        return Response(MeOut(member).data)


class BrowserOut(serializers.ModelSerializer[PushSubscription]):
    """A browser that is woken. Its address and keys are never shown."""

    class Meta:
        model = PushSubscription
        fields = ("id", "device", "created_at", "updated_at")


class BrowserKeys(serializers.Serializer[Any]):
    """As the browser's PushManager gives them."""

    p256dh = serializers.CharField(max_length=200)
    auth = serializers.CharField(max_length=100)


class BrowserIn(serializers.Serializer[Any]):
    """A Web Push subscription."""

    endpoint = serializers.URLField(max_length=500)
    keys = BrowserKeys()
    device = serializers.CharField(max_length=200, default="", allow_blank=True)


class BrowserViewSet(ReadViewSet):
    """One's own browsers that may be woken."""

    model = PushSubscription
    queryset = PushSubscription.objects.none()
    serializer_class = BrowserOut
    capabilities = {
        # A browser that a key could add would be woken after the key is revoked.
        "list": "notifications.own", "retrieve": "notifications.own", "create": "notifications.set",
        "remove": "notifications.set",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """One's own, also for owners and admins; those that unsubscribed are left out."""
        queryset = super().get_queryset()
        # drf-spectacular makes views without a request: there is no member to ask for.
        fake = getattr(self, "swagger_fake_view", False)
        return queryset if fake else queryset.filter(user_id=self.member.user_id, gone_at=None)

    @extend_schema(request=BrowserIn, responses={201: BrowserOut})
    def create(self, request: Request) -> Response:
        """Has this browser woken; the same one again changes nothing."""
        given = self.read(BrowserIn)
        device = given.pop("device")
        # A key brings no session; one that is sent along beside it says nothing about the key.
        session_key = request._request.session.session_key if self.member.key_scopes is None else None
        row = endpoints.subscribe(self.member, subscription=given, device=device, session_key=session_key)
        return self.answer(row, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Wakes it no more."""
        endpoints.unsubscribe(self.member, subscription_id=self.get_object().pk, now=timezone.now())
        return Response(status=204)
