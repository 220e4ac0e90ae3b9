"""Webhooks: made, changed, tested, paused, their secrets changed, and their log."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import ZonedDateTimeField
from accounts.api.nested import Nested
from accounts.api.serializers import SignatureIn, SignedOut
from accounts.api.viewsets import ReadViewSet
from accounts.errors import NotFound
from accounts.notifications.models import DELIVERY, Delivery, DeliveryAttempt, WebhookEndpoint
from accounts.notifications.services import handing, webhooks

STATES = ("working", "failing", "paused", "disabled")


# Of an id in an address: 36 characters that are none would reach the database and fail there.
UUID_PATTERN = "-".join(f"[0-9a-f]{{{digits}}}" for digits in (8, 4, 4, 4, 12))


class WebhookOut(serializers.ModelSerializer[WebhookEndpoint]):
    """An address that is told of events, and how it does."""

    actions = serializers.ListField(child=serializers.CharField())
    brands = serializers.ListField(child=serializers.UUIDField())
    state = serializers.ChoiceField(choices=STATES)
    both_sign_until = serializers.DateTimeField(source="before_until", allow_null=True)
    behind = serializers.SerializerMethodField()

    class Meta:
        model = WebhookEndpoint
        fields = (
            "id", "name", "url", "actions", "brands", "severity", "drills", "state", "paused_at", "disabled_at",
            "failing_since", "last_ok_at", "last_error", "both_sign_until", "position", "behind", "created_at", "updated_at",
        )  # fmt: skip

    @extend_schema_field(int)
    def get_behind(self, row: WebhookEndpoint) -> int:
        """How many events were recorded since the last it was handed."""
        head = self.context.get("head")
        return max(0, (handing.head() if head is None else int(head)) - row.position)


class NewWebhookOut(WebhookOut):
    """As it is shown once, with its signing secret."""

    secret = serializers.CharField()

    class Meta:
        model = WebhookEndpoint
        fields = (*WebhookOut.Meta.fields, "secret")


class WebhookIn(serializers.Serializer[Any]):
    """An address to tell, and of what. Empty lists: every event but changes of power, of every brand."""

    name = serializers.CharField(max_length=100, default="", allow_blank=True)
    url = serializers.URLField(max_length=500)
    actions = serializers.ListField(
        child=serializers.CharField(max_length=60),
        default=list,
        max_length=200,
        help_text="incident.opened, incident.*",
    )
    brands = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=200)
    severity = serializers.IntegerField(
        min_value=1, max_value=4, allow_null=True, default=None, help_text="Of what has one: this and more severe"
    )
    drills = serializers.BooleanField(default=False)


class WebhookEdit(WebhookIn):
    """What is left out stays."""

    url = serializers.URLField(max_length=500, required=False)


class SecretIn(serializers.Serializer[Any]):
    """For how many hours the secret before signs, too."""

    overlap_hours = serializers.IntegerField(min_value=0, max_value=webhooks.MOST_HOURS, default=webhooks.OVERLAP_HOURS)


class ResumeIn(serializers.Serializer[Any]):
    """Whether what happened meanwhile is left out."""

    skip_missed = serializers.BooleanField(default=False)


class SpanIn(serializers.Serializer[Any]):
    """From when until when deliveries were made; `everything`: also what got through."""

    since = ZonedDateTimeField()
    until = ZonedDateTimeField()
    everything = serializers.BooleanField(default=False)


class RedeliveredOut(serializers.Serializer[Any]):
    """How many."""

    count = serializers.IntegerField()


class TryOut(serializers.ModelSerializer[DeliveryAttempt]):
    """One try, with what the address answered."""

    class Meta:
        model = DeliveryAttempt
        fields = ("at", "ok", "status", "detail", "body")


class WebhookDeliveryOut(serializers.ModelSerializer[Delivery]):
    """One message to a webhook. `event` is null for a test message; `message_id` is its webhook-id header."""

    message_id = serializers.SerializerMethodField()
    event = serializers.UUIDField(source="event_id", allow_null=True)
    action = serializers.SerializerMethodField()
    status = serializers.ChoiceField(choices=DELIVERY.statuses)
    next_try_at = serializers.SerializerMethodField()
    tries = Nested(child=TryOut())

    class Meta:
        model = Delivery
        fields = (
            "id", "message_id", "event", "action", "status", "attempts", "next_try_at", "sent_at", "last_error",
            "created_at", "tries",
        )  # fmt: skip

    @extend_schema_field(str)
    def get_message_id(self, row: Delivery) -> str:
        """The same for each try."""
        return f"msg_{row.pk.hex}"

    @extend_schema_field(str)
    def get_action(self, row: Delivery) -> str:
        """What happened."""
        return row.event.action if row.event is not None else "webhook.test"

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_next_try_at(self, row: Delivery) -> str | None:
        """Null once it is over."""
        # The column keeps its last value; of what is over it would promise another try.
        waits = row.status in ("queued", "failed", "sending")
        return row.next_try_at.isoformat().replace("+00:00", "Z") if waits else None  # as DRF writes times


class WebhookViewSet(ReadViewSet):
    """The agency's own systems that are told of events."""

    model = WebhookEndpoint
    serializer_class = WebhookOut
    shown_once = ("secret",)
    capabilities = dict.fromkeys(
        (
            "list", "retrieve", "create", "partial_update", "remove", "verify", "pause", "resume", "secret", "test",
            "deliveries", "redeliver", "delivery_again",
        ),
        "webhooks.manage",
    )  # fmt: skip

    def get_queryset(self) -> Any:
        """Those in use."""
        return super().get_queryset().filter(is_active=True)

    def get_serializer_context(self) -> dict[str, Any]:
        """With the head of the record, asked once for a list."""
        context = dict(super().get_serializer_context())
        fake = getattr(self, "swagger_fake_view", False)
        return context if fake else {**context, "head": handing.head()}

    def _shown(self, row: WebhookEndpoint, **more: str) -> dict[str, Any]:
        return {**WebhookOut(row, context=self.get_serializer_context()).data, **more}

    @extend_schema(request=WebhookIn, responses={201: NewWebhookOut})
    def create(self, request: Request) -> Response:
        """The signing secret is in this answer and nowhere else."""
        given = self.read(WebhookIn)
        row, secret = webhooks.add_webhook(self.member, **_wanted(given))
        return Response(self._shown(row, secret=secret), status=201)

    @extend_schema(request=WebhookEdit, responses=WebhookOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """What is left out stays. What waits goes to the address that is set then."""
        row = self.get_object()
        # The service takes the whole choice; what is left out here stays as it is.
        names = ("name", "url", "actions", "brands", "severity", "drills")
        given = {name: getattr(row, name) for name in names} | self.read(WebhookEdit, partial=True)
        return Response(self._shown(webhooks.change_webhook(self.member, endpoint_id=row.pk, **_wanted(given))))

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Tells it nothing any more."""
        webhooks.remove_webhook(self.member, endpoint_id=self.get_object().pk)
        return Response(status=204)

    @extend_schema(request=None, responses=WebhookOut)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        """Tells it nothing for now; what happens meanwhile waits."""
        return Response(
            self._shown(webhooks.pause_webhook(self.member, endpoint_id=self.get_object().pk, now=timezone.now()))
        )

    @extend_schema(request=ResumeIn, responses=WebhookOut)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Goes on with one that was paused or disabled."""
        row, given = self.get_object(), self.read(ResumeIn)
        return Response(
            self._shown(webhooks.resume_webhook(self.member, endpoint_id=row.pk, **given, now=timezone.now()))
        )

    @extend_schema(request=SecretIn, responses=NewWebhookOut)
    @action(detail=True, methods=["post"])
    def secret(self, request: Request, pk: str) -> Response:
        """A new signing secret, in this answer and nowhere else; meanwhile both sign."""
        row, given = self.get_object(), self.read(SecretIn)
        row, secret = webhooks.change_secret(self.member, endpoint_id=row.pk, **given, now=timezone.now())
        return Response(self._shown(row, secret=secret))

    @extend_schema(request=None, responses={202: WebhookDeliveryOut})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """Sends a message of the type webhook.test; what came of it is in `deliveries`."""
        row = webhooks.try_webhook(self.member, endpoint_id=self.get_object().pk, now=timezone.now())
        # Not sent yet: a worker does that (RFC 9110, 15.3.3).
        return Response(WebhookDeliveryOut(row, context=self.get_serializer_context()).data, status=202)

    @extend_schema(responses=WebhookDeliveryOut(many=True), operation_id="webhooks_deliveries_list")
    @action(detail=True, methods=["get"])
    def deliveries(self, request: Request, pk: str) -> Response:
        """The log of one webhook, newest first."""
        # The keyset asks the view; a view lives for one request, so nothing else is ordered by it.
        self.ordering = ("-created_at", "-id")  # type: ignore[misc]
        page = self.paginate_queryset(webhooks.deliveries_of(self.member, self.get_object().pk))
        return self.get_paginated_response(
            WebhookDeliveryOut(page, many=True, context=self.get_serializer_context()).data
        )

    @extend_schema(request=SpanIn, responses={202: RedeliveredOut})
    @action(detail=True, methods=["post"])
    def redeliver(self, request: Request, pk: str) -> Response:
        """Sends what was made in a span once more, under the ids it had: what did not get through, or everything."""
        row, given = self.get_object(), self.read(SpanIn)
        count = webhooks.deliver_span_again(
            self.member,
            endpoint_id=row.pk,
            since=given["since"],
            until=given["until"],
            failed_only=not given["everything"],
            now=timezone.now(),
        )
        return Response({"count": count}, status=202)

    @extend_schema(request=None, responses={202: WebhookDeliveryOut}, operation_id="webhooks_deliveries_again")
    @action(detail=True, methods=["post"], url_path=rf"deliveries/(?P<delivery>{UUID_PATTERN})/again")
    def delivery_again(self, request: Request, pk: str, delivery: str) -> Response:
        """Sends one message once more, under the id it had."""
        row = webhooks.deliveries_of(self.member, self.get_object().pk).filter(pk=delivery).first()
        if row is None:
            raise NotFound("There is no such delivery.")
        again = webhooks.deliver_again(self.member, delivery_id=row.pk, now=timezone.now())
        return Response(WebhookDeliveryOut(again, context=self.get_serializer_context()).data, status=202)

    @extend_schema(request=SignatureIn, responses=SignedOut)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: str) -> Response:
        """Whether this webhook signed a message, and freshly: problem `bad_signature` or `old_signature` where not."""
        row, given = self.get_object(), self.read(SignatureIn)
        sent_at = webhooks.check_signature(self.member, endpoint_id=row.pk, **given, now=timezone.now())
        return Response(SignedOut({"sent_at": sent_at}).data)


def _wanted(given: dict[str, Any]) -> dict[str, Any]:
    wanted = webhooks.Wanted(
        actions=tuple(given["actions"]),
        brands=tuple(UUID(str(one)) for one in given["brands"]),  # a row keeps them as text
        severity=given["severity"],
        drills=given["drills"],
    )
    return {"url": given["url"], "name": given["name"], "wanted": wanted}
