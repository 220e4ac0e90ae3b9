"""Private links: secret addresses of one's calendar and alerts, for programs that can't log in."""

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
from accounts.models import PRIVATE_LINKS, PrivateLink
from accounts.services import private_links


class LinkOut(serializers.ModelSerializer[PrivateLink]):
    """A private link, without its address."""

    kind = serializers.ChoiceField(tuple(PRIVATE_LINKS))

    class Meta:
        model = PrivateLink
        fields = ("id", "kind", "created_at", "rotated_at", "last_used_at")


class NewLinkOut(LinkOut):
    """A private link as it is shown once."""

    url = serializers.URLField(help_text="Opens without a log-in what you may see")

    class Meta:
        model = PrivateLink
        fields = (*LinkOut.Meta.fields, "url")


class LinkIn(serializers.Serializer[Any]):
    """Which link to make: `calendar` (iCalendar) or `alerts` (Atom); one of each."""

    kind = serializers.ChoiceField(tuple(PRIVATE_LINKS))


class PrivateLinkViewSet(ScopedViewSet):
    """One's own private links to a calendar and to a feed of alerts. A key can't make them: only a logged-in person can."""

    pagination_class = WholePage
    queryset = PrivateLink.objects.none()
    serializer_class = LinkOut
    shown_once = ("url",)
    capabilities = {
        "list": "notifications.own", "create": "notifications.set", "rotate": "notifications.set",
        "revoke": "notifications.set",
    }  # fmt: skip

    @extend_schema(responses=LinkOut(many=True), operation_id="private_links_list")
    def list(self, request: Request) -> Response:
        """Those that open something."""
        return self.whole(LinkOut(private_links.links_of(self.member), many=True))

    @extend_schema(request=LinkIn, responses={201: NewLinkOut})
    def create(self, request: Request) -> Response:
        """The address is in this answer and nowhere else."""
        row, url = private_links.make_link(self.member, **self.read(LinkIn), now=timezone.now())
        return Response({**LinkOut(row).data, "url": url}, status=201)

    @extend_schema(request=None, responses=NewLinkOut)
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, pk: str) -> Response:
        """A new address, in this answer and nowhere else; the one before opens nothing any more."""
        row, url = private_links.rotate_link(self.member, link_id=_uuid(pk), now=timezone.now())
        return Response({**LinkOut(row).data, "url": url})

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Ends it at once."""
        private_links.revoke_link(self.member, link_id=_uuid(pk), now=timezone.now())
        return Response(status=204)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no such link.") from None
