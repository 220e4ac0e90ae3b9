"""Endpoints of saved views: one's own and those shared on one's brands."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from accounts.brands.services import visible_brand
from monitoring.inbox.services import saved_views
from monitoring.inbox.services.saved_views import LONGEST_NAME, ViewDraft
from monitoring.models import SavedView


class FiltersField(serializers.DictField):
    """Filters by name: status, sentiment, assignee, span, since, until, query, source, q."""

    child = serializers.CharField(max_length=500, allow_blank=True)


class ViewFields(serializers.Serializer[Any]):
    """What of a view can be changed. `text` is in the query language; empty: the filters alone."""

    name = serializers.CharField(max_length=LONGEST_NAME)
    filters = FiltersField(default=dict)
    text = serializers.CharField(max_length=20_000, trim_whitespace=False, allow_blank=True, default="")


class ViewIn(ViewFields):
    """A view to save. Without a brand it looks at all of one's brands; a shared one needs its brand."""

    brand = serializers.UUIDField(allow_null=True, default=None)
    shared = serializers.BooleanField(default=False)


class ViewOut(serializers.ModelSerializer[SavedView]):
    """A named filter of the inbox. `GET /api/v1/mentions/?view={id}` lists what it shows."""

    filters = serializers.DictField(child=serializers.CharField())
    shared = serializers.SerializerMethodField()
    is_default = serializers.SerializerMethodField()

    class Meta:
        model = SavedView
        fields = (
            "id",
            "name",
            "brand",
            "shared",
            "filters",
            "text",
            "is_default",
            "version",
            "changed_at",
            "updated_at",
        )

    def get_shared(self, view: SavedView) -> bool:
        """Whether the brand's team has it."""
        return view.user_id is None

    def get_is_default(self, view: SavedView) -> bool:
        """Whether the inbox of whoever asks opens with it."""
        return self.context["request"]._request.member.user_id in view.default_for


class SavedViewViewSet(ReadViewSet):
    """Saved views."""

    model = SavedView
    queryset = SavedView.objects.none()
    serializer_class = ViewOut
    filterset_fields = ("brand",)
    capabilities = {
        "list": "mentions.see", "retrieve": "mentions.see", "create": "views.save", "partial_update": "views.save",
        "remove": "views.save", "make_default": "views.save", "clear_default": "views.save",
    }  # fmt: skip
    if_match_on = ("partial_update",)

    def get_queryset(self) -> Any:
        """One's own and the shared ones; another person's own is not there, whatever one's role."""
        if getattr(self, "swagger_fake_view", False):  # drf-spectacular asks without a member
            return super().get_queryset()
        return saved_views.views_of(self.member)

    @extend_schema(request=ViewIn, responses={201: ViewOut})
    def create(self, request: Request) -> Response:
        """An error in the text comes with column, length, message, code and fix in `data.problems`. Sharing needs the right to triage."""
        given = self.read(ViewIn)
        brand = visible_brand(self.member, given.pop("brand")) if given.get("brand") else given.pop("brand")
        draft = ViewDraft(brand=brand, **given)
        made = saved_views.save_view(member=self.member, draft=draft, now=timezone.now())
        return self.answer(made, status=201, version=made.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        view = self.get_object()
        return self.answer(view, version=view.version)

    @extend_schema(request=ViewFields, responses=ViewOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Name, filters, text; needs If-Match. Whose it is, and of which brand, stays."""
        view = self.get_object()
        version = self.if_match(view.version)
        given = {"name": view.name, "filters": view.filters, "text": view.text} | self.read(ViewFields, partial=True)
        draft = ViewDraft(brand=view.brand, shared=view.user_id is None, **given)
        made = saved_views.change_view(member=self.member, view=view, draft=draft, version=version, now=timezone.now())
        return self.answer(made, version=made.version)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """For everybody who has it."""
        saved_views.remove_view(member=self.member, view=self.get_object(), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses=ViewOut)
    @action(detail=True, methods=["post"])
    def make_default(self, request: Request, pk: str) -> Response:
        """One's inbox opens with it."""
        saved_views.set_default(member=self.member, view=self.get_object())
        return self.answer(self.get_object())

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"])
    def clear_default(self, request: Request) -> Response:
        """One's inbox opens with all that is open."""
        saved_views.set_default(member=self.member, view=None)
        return Response(status=204)
