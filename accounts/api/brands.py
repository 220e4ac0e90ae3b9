"""Brands, their teams and contacts; one's own notifications."""

from dataclasses import asdict, replace
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import WholePage
from accounts.api.viewsets import Limited, ReadViewSet, ScopedViewSet
from accounts.brands import services as brands
from accounts.brands.models import Brand, BrandTeam, Contact
from accounts.notifications.models import DIGESTS, Notification
from accounts.notifications.services import choices, notifying, timing


def _is_client(shape: serializers.BaseSerializer[Any]) -> bool:
    return bool(shape.context["request"].member.is_client)


class BrandOut(serializers.ModelSerializer[Brand]):
    """A brand."""

    languages = serializers.ListField(child=serializers.CharField())
    spellings = serializers.ListField(child=serializers.CharField())
    handles = serializers.ListField(child=serializers.CharField())
    products = serializers.ListField(child=serializers.CharField())
    exclusions = serializers.ListField(child=serializers.CharField())
    targets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))

    class Meta:
        model = Brand
        fields = (
            "id", "name", "slug", "status", "time_zone", "languages", "spellings", "handles", "products", "exclusions",
            "targets", "onboarding_step", "version", "created_at", "updated_at",
        )  # fmt: skip

    def to_representation(self, instance: Brand) -> dict[str, Any]:
        """A client reads neither what is left out of the watch nor how fast their agency means to be."""
        shown: dict[str, Any] = super().to_representation(instance)
        return shown | {"exclusions": [], "targets": {}} if _is_client(self) else shown


class BrandIn(serializers.Serializer[Any]):
    """A new brand."""

    name = serializers.CharField(max_length=100)
    # A generated client sends defaults: this one must be taken where it is written out, too.
    time_zone = serializers.CharField(max_length=64, default="", allow_blank=True)


class BrandChange(serializers.Serializer[Any]):
    """What of a brand can be changed."""

    name = serializers.CharField(max_length=100)
    time_zone = serializers.CharField(max_length=64)
    languages = serializers.ListField(child=serializers.CharField(max_length=100))
    spellings = serializers.ListField(child=serializers.CharField(max_length=100))
    handles = serializers.ListField(child=serializers.CharField(max_length=100))
    products = serializers.ListField(child=serializers.CharField(max_length=100))
    exclusions = serializers.ListField(child=serializers.CharField(max_length=100))
    targets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))


class PlaceOut(serializers.ModelSerializer[BrandTeam]):
    """Somebody on a brand's team."""

    name = serializers.CharField(source="user.name")

    class Meta:
        model = BrandTeam
        fields = ("user_id", "name", "page_order")

    def to_representation(self, instance: BrandTeam) -> dict[str, Any]:
        """A client reads who works for them, not who is woken when."""
        shown: dict[str, Any] = super().to_representation(instance)
        return shown | {"page_order": None} if _is_client(self) else shown


class PlaceIn(serializers.Serializer[Any]):
    """A place on the team."""

    user_id = serializers.IntegerField(min_value=1)
    page_order = serializers.IntegerField(min_value=1, max_value=9, allow_null=True, default=None)


class TeamIn(serializers.Serializer[Any]):
    """The whole team."""

    team = PlaceIn(many=True)


class StepIn(serializers.Serializer[Any]):
    """Where onboarding goes on."""

    step = serializers.ChoiceField(brands.STEPS)


class ContactOut(serializers.ModelSerializer[Contact]):
    """Somebody to reach."""

    class Meta:
        model = Contact
        fields = ("id", "brand", "name", "function", "email", "phone", "note", "confirmed_at", "updated_at")


class ContactFields(serializers.Serializer[Any]):
    """What of a contact can be changed."""

    name = serializers.CharField(max_length=100)
    function = serializers.CharField(max_length=100)
    email = serializers.EmailField(default="", allow_blank=True)
    phone = serializers.CharField(max_length=40, default="", allow_blank=True)
    note = serializers.CharField(max_length=300, default="", allow_blank=True)


class ContactIn(ContactFields):
    """Somebody to reach."""

    brand = serializers.UUIDField()


class NotificationOut(serializers.ModelSerializer[Notification]):
    """What one was told."""

    kind = serializers.ChoiceField(list(choices.KINDS))
    event = serializers.UUIDField(
        source="event_id",
        allow_null=True,
        help_text="What happened: its id in `/api/v1/events/`, for as long as that is kept.",
    )

    class Meta:
        model = Notification
        fields = (
            "id", "event", "brand", "kind", "severity", "title", "body", "path", "created_at", "read_at", "held_until", "in_digest",
            "ack_due_at", "acknowledged_at", "escalated_at", "updated_at",
        )  # fmt: skip


class ChoiceIn(serializers.Serializer[Any]):
    """Whether a kind of news comes by a way."""

    kind = serializers.ChoiceField(list(choices.KINDS))
    channel = serializers.ChoiceField(choices.PERSONAL)
    on = serializers.BooleanField()


@extend_schema_field({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "example": "22:00"})
class ClockTime(serializers.TimeField):
    """A time on somebody's own clock. Not the description's `time`, which asks for an offset from UTC."""

    def __init__(self, **more: Any) -> None:
        super().__init__(format="%H:%M", input_formats=["%H:%M"], **more)


class TimesShape(serializers.Serializer[Any]):
    """When news reaches one. Times are on one's own clock, as HH:MM; days are those quiet hours begin on, 0 Monday … 6 Sunday.

    News of the severity `through` and more severe comes at any hour. A start equal to the end is a whole day.
    """

    quiet = serializers.BooleanField()
    quiet_start = ClockTime()
    quiet_end = ClockTime()
    quiet_days = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=6), max_length=7)
    through = serializers.IntegerField(min_value=1, max_value=timing.LEAST_THROUGH)
    digest = serializers.ChoiceField(DIGESTS)
    digest_at = ClockTime()


class BrandViewSet(ReadViewSet):
    """The agency's client brands."""

    model = Brand
    queryset = Brand.objects.none()
    serializer_class = BrandOut
    capabilities = {
        "list": "brands.see", "retrieve": "brands.see", "create": "brands.create", "partial_update": "brands.edit",
        "team": "brands.see", "set_team": "teams.manage", "set_step": "brands.edit", "archive": "brands.create",
        "restore": "brands.create",
    }  # fmt: skip
    if_match_on = ("partial_update",)

    @extend_schema(request=BrandIn, responses={201: BrandOut})
    def create(self, request: Request) -> Response:
        """Adds a brand; its maker is on its team."""
        return self.answer(brands.add_brand(self.member, **self.read(BrandIn)), status=201, version=1)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        brand = self.get_object()
        return self.answer(brand, version=brand.version)

    @extend_schema(request=BrandChange, responses=BrandOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes what is given; needs If-Match."""
        brand = self.get_object()
        # Tells who comes late; of two at once the service's UPDATE, which asks for the version, lets one through.
        version = self.if_match(brand.version)
        brand = brands.edit_brand(self.member, brand, version=version, fields=self.read(BrandChange, partial=True))
        return self.answer(brand, version=brand.version)

    @extend_schema(responses=PlaceOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def team(self, request: Request, pk: str) -> Response:
        """Who is on it, whoever is woken first in front."""
        places = BrandTeam.objects.visible_to(self.member).filter(brand=self.get_object()).select_related("user")
        return Response(PlaceOut(self._in_order(places), many=True, context=self.get_serializer_context()).data)

    def _in_order(self, places: Any) -> list[BrandTeam]:
        # Whoever may not know the order of waking must not read it off the list's either.
        asks = self.member.is_client
        return sorted(places, key=lambda place: place.user.name if asks else (place.page_order or 99, place.user.name))

    @extend_schema(request=TeamIn, responses=PlaceOut(many=True))
    @action(detail=True, methods=["post"], pagination_class=None)
    def set_team(self, request: Request, pk: str) -> Response:
        """Sets the whole team."""
        places = [(place["user_id"], place["page_order"]) for place in self.read(TeamIn)["team"]]
        return Response(
            PlaceOut(
                brands.set_team(self.member, self.get_object(), places=places),
                many=True,
                context=self.get_serializer_context(),
            ).data
        )

    @extend_schema(request=StepIn, responses=BrandOut)
    @action(detail=True, methods=["post"])
    def set_step(self, request: Request, pk: str) -> Response:
        """Says where onboarding goes on; `done` makes the brand active."""
        brands.set_step(self.member, self.get_object(), step=self.read(StepIn)["step"])
        return self.answer(self.get_object())

    @extend_schema(request=None, responses=BrandOut)
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        """Takes it out of the lists."""
        brands.archive_brand(self.member, self.get_object())
        return self.answer(self.get_object())

    @extend_schema(request=None, responses=BrandOut)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Brings it back."""
        brands.restore_brand(self.member, self.get_object())
        return self.answer(self.get_object())


class ContactViewSet(ReadViewSet):
    """Whom to reach in a crisis."""

    model = Contact
    queryset = Contact.objects.none()
    serializer_class = ContactOut
    filterset_fields = ("brand",)
    capabilities = {
        # Not brands.see, which clients have: these are people's own numbers, to be called at night.
        "list": "members.see", "retrieve": "members.see", "create": "brands.edit", "partial_update": "brands.edit",
        "remove": "brands.edit",
    }  # fmt: skip

    @extend_schema(request=ContactIn, responses={201: ContactOut})
    def create(self, request: Request) -> Response:
        """Adds somebody."""
        given = self.read(ContactIn)
        brand = brands.visible_brand(self.member, given.pop("brand"))
        return self.answer(
            brands.put_contact(self.member, brand, contact_id=None, fields=given, now=timezone.now()), status=201
        )

    @extend_schema(request=ContactFields, responses=ContactOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes what is given; saving confirms it."""
        contact = self.get_object()
        given = self.read(ContactFields, partial=True)
        # The service checks a contact as a whole: without its address it must keep a telephone number.
        fields = {name: getattr(contact, name) for name in ("name", "function", "email", "phone", "note")} | given
        return self.answer(
            brands.put_contact(self.member, contact.brand, contact_id=contact.pk, fields=fields, now=timezone.now())
        )

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Forgets them."""
        brands.remove_contact(self.member, self.get_object())
        return Response(status=204)


class NotificationViewSet(ReadViewSet):
    """One's own notifications, newest first."""

    model = Notification
    queryset = Notification.objects.none()
    serializer_class = NotificationOut
    ordering = ("-created_at", "-id")
    filterset_fields = ("kind",)
    capabilities = {
        "list": "notifications.own", "retrieve": "notifications.own", "acknowledge": "notifications.set",
        "mark_read": "notifications.set",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """One's own, also for owners and admins."""
        queryset = super().get_queryset()
        # visible_to shows owners and admins everybody's.
        return queryset if getattr(self, "swagger_fake_view", False) else queryset.filter(user_id=self.member.user_id)

    @extend_schema(request=None, responses=NotificationOut)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, pk: str) -> Response:
        """Seen: nobody else is woken."""
        notifying.acknowledge(self.member, self.get_object(), now=timezone.now())
        return self.answer(self.get_object())

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"])
    def mark_read(self, request: Request) -> Response:
        """Marks all as read."""
        notifying.mark_read(self.member, now=timezone.now())
        return Response(status=204)


class ChoiceViewSet(ScopedViewSet):
    """Which news comes by which way."""

    model = Notification
    queryset = Notification.objects.none()
    serializer_class = ChoiceIn
    pagination_class = WholePage
    lists_rows = False
    capabilities = {"list": "notifications.own", "create": "notifications.set"}

    @extend_schema(responses=ChoiceIn(many=True), operation_id="notification_choices_list")
    def list(self, request: Request) -> Response:
        """Every kind and way."""
        rows = [
            {"kind": kind, "channel": way, "on": on}
            for kind, _, ways in choices.matrix(self.member)
            for way, on in ways.items()
        ]
        return Response({"results": rows, "next": None})

    @extend_schema(request=ChoiceIn, responses={200: ChoiceIn})
    def create(self, request: Request) -> Response:
        """Keeps a choice."""
        given = self.read(ChoiceIn)
        choices.choose(self.member, **given)
        return Response(given)


class TimesView(Limited):
    """One's own quiet hours and digests."""

    # Two, here and below: a key that reads must not set quiet hours, and put somebody on call to sleep.
    capabilities = {"get": "notifications.own", "patch": "notifications.set"}

    @extend_schema(responses=TimesShape, operation_id="notification_times_read")
    def get(self, request: Request) -> Response:
        """As they are."""
        return Response(TimesShape(asdict(timing.times_of(request._request.member))).data)  # type: ignore[attr-defined]

    @extend_schema(request=TimesShape, responses=TimesShape, operation_id="notification_times_change")
    def patch(self, request: Request) -> Response:
        """Changes what is given; what is held already is held as they say now."""
        member = request._request.member  # type: ignore[attr-defined]
        given = self.read(TimesShape, partial=True)
        if "quiet_days" in given:
            given["quiet_days"] = tuple(sorted(set(given["quiet_days"])))
        times = timing.set_times(member, times=replace(timing.times_of(member), **given), now=timezone.now())
        return Response(TimesShape(asdict(times)).data)
