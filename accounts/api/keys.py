"""API keys, and the machine members some of them act for."""

from datetime import datetime
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
from accounts.cleaning import MOST_BIGINT, whole_number
from accounts.errors import NotFound
from accounts.models import ApiKey, Membership
from accounts.roles import EVERY_BRAND, KEY_SCOPES, ROLES
from accounts.scoping import brand_ids, on_every_brand
from accounts.services import api_keys, machines

# Owners and admins are on every brand; a machine is on those it was given, and leads nothing.
MACHINE_ROLES = tuple(role for role in ROLES if role not in EVERY_BRAND)


class KeyOut(serializers.ModelSerializer[ApiKey]):
    """A key, without its secret. `brands` empty: all brands of whom it acts for."""

    scopes = serializers.ListField(child=serializers.ChoiceField(KEY_SCOPES))
    brands = serializers.ListField(child=serializers.UUIDField(), source="brand_ids")
    member = serializers.CharField(source="member.user.name", help_text="For whom it acts")
    member_id = serializers.IntegerField()
    is_machine = serializers.BooleanField(source="member.is_machine", help_text="Whether it acts for a machine member")
    previous_until = serializers.DateTimeField(
        allow_null=True, help_text="Until then the secret before the last rotation opens, too"
    )
    last_used_ip = serializers.IPAddressField(allow_null=True, help_text="Of IPv6 the network only")

    class Meta:
        model = ApiKey
        fields = (
            "id",
            "name",
            "member",
            "member_id",
            "is_machine",
            "prefix",
            "scopes",
            "brands",
            "created_at",
            "expires_at",
            "revoked_at",
            "previous_until",
            "last_used_at",
            "last_used_ip",
            "updated_at",
        )


class NewKeyOut(KeyOut):
    """A key as it is shown once."""

    key = serializers.CharField()

    class Meta:
        model = ApiKey
        fields = (*KeyOut.Meta.fields, "key")


class KeyIn(serializers.Serializer[Any]):
    """A key to make: for oneself or, with `machine_id`, for a machine member; on these brands, or on all of whom it acts for."""

    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(child=serializers.ChoiceField(KEY_SCOPES), min_length=1)
    days = serializers.IntegerField(min_value=1, max_value=api_keys.MAX_DAYS, default=90)
    brands = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=500)
    # 2^53: beyond it a reader in JavaScript has another number than was sent (RFC 8259, 6).
    machine_id = serializers.IntegerField(allow_null=True, default=None, min_value=1, max_value=2**53)


class RotationIn(serializers.Serializer[Any]):
    """How long the secret before opens, too, and how long the key lasts from now (null: as long as it would have)."""

    hours = serializers.IntegerField(min_value=0, max_value=api_keys.MAX_OVERLAP, default=api_keys.OVERLAP)
    days = serializers.IntegerField(min_value=1, max_value=api_keys.MAX_DAYS, allow_null=True, default=None)


class MachineOut(serializers.ModelSerializer[Membership]):
    """A machine member. `brands` are those of its brands that whoever asks may see."""

    user_id = serializers.IntegerField(help_text="Under which records name it")
    name = serializers.CharField(source="user.name")
    role = serializers.ChoiceField(MACHINE_ROLES)
    brands = serializers.SerializerMethodField()
    made_by_id = serializers.IntegerField(help_text="The user id of who answers for it")

    class Meta:
        model = Membership
        fields = ("id", "user_id", "name", "role", "status", "brands", "made_by_id", "created_at", "updated_at")

    def get_brands(self, machine: Membership) -> list[UUID]:
        """Without those of others."""
        member = self.context["member"]
        seen = None if on_every_brand(member) else set(map(str, brand_ids(member)))
        return [UUID(pk) for pk in machine.brand_ids if seen is None or pk in seen]


class MachineIn(serializers.Serializer[Any]):
    """A machine member: its name, its role, its brands."""

    name = serializers.CharField(max_length=100)
    role = serializers.ChoiceField(MACHINE_ROLES)
    brands = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=500)


class _LookedAfter(ScopedViewSet):
    """Rows of the public schema, of this agency only."""

    pagination_class = WholePage

    @property
    def now(self) -> datetime:
        """The request's time."""
        return timezone.now()


class KeyViewSet(_LookedAfter):
    """API keys that one looks after. A key can't make keys: only a logged-in person can."""

    # For the description, which reads the type of the address's id from its model. Rows come from the service.
    queryset = ApiKey.objects.none()
    serializer_class = KeyOut
    shown_once = ("key",)
    capabilities = {
        "list": "keys.manage", "create": "keys.manage", "rotate": "keys.manage", "revoke": "keys.manage",
    }  # fmt: skip

    @extend_schema(responses=KeyOut(many=True), operation_id="keys_list")
    def list(self, request: Request) -> Response:
        """Revoked ones too. Owners and admins see all of the agency; others their own, and those of machines on their brands."""
        return self.whole(KeyOut(self.updated(api_keys.keys_of(self.member)), many=True))

    @extend_schema(request=KeyIn, responses={201: NewKeyOut})
    def create(self, request: Request) -> Response:
        """The key itself is in this answer and nowhere else."""
        row, key = api_keys.make_key(self.member, **self.read(KeyIn), now=self.now)
        return Response({**KeyOut(row).data, "key": key}, status=201)

    @extend_schema(request=RotationIn, responses=NewKeyOut)
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, pk: str) -> Response:
        """A new secret for the same key, in this answer and nowhere else; the one before opens for some hours more."""
        row, key = api_keys.rotate_key(self.member, key_id=_uuid(pk), **self.read(RotationIn), now=self.now)
        return Response({**KeyOut(row).data, "key": key})

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Ends the key at once, with the secret before the last rotation."""
        api_keys.revoke_key(self.member, key_id=_uuid(pk), now=self.now)
        return Response(status=204)


class MachineViewSet(_LookedAfter):
    """Machine members: what acts for the agency by keys and outlives whoever made it. Nobody logs in as one."""

    queryset = Membership.objects.none()
    serializer_class = MachineOut
    capabilities = {
        "list": "members.see",
        "create": "keys.manage",
        "partial_update": "keys.manage",
        "deactivate": "keys.manage",
        "reactivate": "keys.manage",
    }

    def _out(self, rows: Any, **more: Any) -> MachineOut:
        return MachineOut(rows, context={"member": self.member}, **more)

    @extend_schema(responses=MachineOut(many=True), operation_id="machines_list")
    def list(self, request: Request) -> Response:
        """All, active ones first."""
        return self.whole(self._out(self.updated(machines.machines_of(self.member)), many=True))

    @extend_schema(request=MachineIn, responses={201: MachineOut})
    def create(self, request: Request) -> Response:
        """It has no power until a key is made for it."""
        return Response(self._out(machines.make_machine(self.member, **self.read(MachineIn))).data, status=201)

    @extend_schema(request=MachineIn, responses=MachineOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes what is given; its keys have it at once."""
        row = machines.machine_of(self.member, _number(pk))
        # The service takes the whole machine; what is left out here stays as it is.
        now = {"name": row.user.name, "role": row.role, "brands": row.brand_ids}
        given = {**now, **self.read(MachineIn, partial=True)}
        return Response(self._out(machines.change_machine(self.member, machine_id=row.pk, **given)).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def deactivate(self, request: Request, pk: str) -> Response:
        """Ends it at once, and its keys for good."""
        machines.deactivate_machine(self.member, machine_id=_number(pk), now=self.now)
        return Response(status=204)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def reactivate(self, request: Request, pk: str) -> Response:
        """Lets it act again, by new keys."""
        machines.reactivate_machine(self.member, machine_id=_number(pk))
        return Response(status=204)


def _number(pk: str) -> int:
    number = whole_number(pk, most=MOST_BIGINT)
    if number is None:
        raise NotFound("There is no such machine member.")
    return number


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound("There is nothing here, or you don't have access to it.") from None
