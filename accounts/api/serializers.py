"""What the agency's endpoints take and give."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.fields import FactsField
from accounts.models import AccessLog, Agency, Invitation, Membership
from accounts.roles import ROLES
from accounts.services import leaving


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
    # DRF would cut blanks off, and the log-in, which does not, would never match.
    password = serializers.CharField(max_length=200, write_only=True, trim_whitespace=False)


class MemberOut(serializers.ModelSerializer[Membership]):
    """Somebody's place."""

    user_id = serializers.IntegerField(source="user.pk")
    name = serializers.CharField(source="user.name")
    email = serializers.EmailField(source="user.email")

    class Meta:
        model = Membership
        fields = ("id", "user_id", "name", "email", "role", "status", "created_at", "updated_at")


class RoleIn(serializers.Serializer[Any]):
    """Another role."""

    role = serializers.ChoiceField(ROLES)


class HeldOut(serializers.Serializer[Any]):
    """One thing that waits for somebody by name."""

    kind = serializers.CharField()
    key = serializers.CharField()
    title = serializers.CharField()
    path = serializers.CharField(help_text="Its page, on the agency's host")
    brand = serializers.CharField()


class RefusedOut(serializers.Serializer[Any]):
    """One thing that could not be passed on, and why."""

    held = HeldOut()
    code = serializers.CharField()
    detail = serializers.CharField()


class HoldingsOut(serializers.Serializer[Any]):
    """What a member holds; `kinds` says each kind in words."""

    kinds = serializers.DictField(child=serializers.CharField())
    held = HeldOut(many=True)


class PassOnIn(serializers.Serializer[Any]):
    """To whom (a user id), and which kinds; none: all of it."""

    to = serializers.IntegerField()
    kinds = serializers.ListField(child=serializers.CharField(max_length=40), default=list, max_length=20)


class PassedOut(serializers.Serializer[Any]):
    """What was passed on, and what stayed with the reason."""

    done = HeldOut(many=True)
    refused = serializers.SerializerMethodField()

    @extend_schema_field(RefusedOut(many=True))
    def get_refused(self, passed: leaving.Passed) -> list[dict[str, Any]]:
        """Each with its problem's code and words."""
        return [
            {"held": HeldOut(held).data, "code": error.code, "detail": error.message} for held, error in passed.refused
        ]


class InvitationOut(serializers.ModelSerializer[Invitation]):
    """An open offer of a place. `mailed_at` null: its link is not mailed yet, `mail_error` says why."""

    invited_by = serializers.CharField(source="invited_by.name")
    # Of a JSON column the description would say no more than “anything”.
    brand_ids = serializers.ListField(child=serializers.UUIDField())

    class Meta:
        model = Invitation
        fields = (
            "id",
            "email",
            "role",
            "brand_ids",
            "invited_by",
            "created_at",
            "expires_at",
            "mailed_at",
            "mail_error",
            "updated_at",
        )


class InvitationIn(serializers.Serializer[Any]):
    """Whom to invite."""

    email = serializers.EmailField()
    role = serializers.ChoiceField(ROLES)
    brands = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=500)


class SignatureIn(serializers.Serializer[Any]):
    """A message as a receiver got it: three headers and the body."""

    message_id = serializers.CharField(max_length=200, help_text="webhook-id")
    timestamp = serializers.CharField(max_length=20, help_text="webhook-timestamp: seconds since 1970")
    signature = serializers.CharField(max_length=1000, help_text="webhook-signature")
    # The signature covers every byte, the last line break too.
    body = serializers.CharField(
        max_length=100_000, trim_whitespace=False, help_text="As it was received, byte for byte"
    )


class SignedOut(serializers.Serializer[Any]):
    """A genuine and fresh message."""

    sent_at = serializers.DateTimeField()


class AccessLogOut(serializers.ModelSerializer[AccessLog]):
    """An entry of the access log."""

    detail = FactsField(help_text="by action")

    class Meta:
        model = AccessLog
        fields = ("id", "at", "actor_label", "action", "subject", "detail", "ip")
