"""Endpoints of status updates."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from incidents.api.acting import ActingViewSet
from incidents.api.lookups import SEE
from incidents.models import StatusUpdate
from incidents.services import timeline
from incidents.services.corrections import corrections_of
from incidents.speaking.api import serializers
from incidents.speaking.services import updates


class UpdateActions(ActingViewSet):
    """Of one incident."""

    noun = "incident"
    capabilities = {"send_update": "updates.send"}

    @extend_schema(request=serializers.UpdateIn, responses={201: serializers.UpdateOut})
    @action(detail=True, methods=["post"])
    def send_update(self, request: Request, pk: str) -> Response:
        """Tells the client about progress, and promises the next word; with `release` they can see the incident from then on."""
        given, incident = self.read(serializers.UpdateIn), self.get_object()
        # Asked before the release: with it, the audience is not passed on.
        timeline.check_audience("audience", given["audience"])
        if given.pop("release"):
            del given["audience"]
            sent = self.act(updates.release_and_send, incident, **given)
        else:
            sent = self.act(updates.send_update, incident, **given)
        return Response(serializers.UpdateOut(sent).data, status=201)


class UpdateViewSet(ReadViewSet):
    """What we told people about progress."""

    model = StatusUpdate
    queryset = StatusUpdate.objects.none()
    serializer_class = serializers.UpdateOut
    filterset_fields = ("incident", "audience")
    capabilities = {"list": SEE, "retrieve": SEE}

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """Each with what corrects it."""
        if args and self.reader is not None:
            rows = args[0] if kwargs.get("many") else [args[0]]
            corrections = corrections_of(member=self.reader, updates=rows)
            kwargs["context"] = {**self.get_serializer_context(), "corrections": corrections}
        return super().get_serializer(*args, **kwargs)
