"""Endpoints of the record's entries."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api import serializers
from incidents.api.acting import ActingViewSet
from incidents.api.lookups import SEE
from incidents.models import TimelineEntry
from incidents.services import timeline


class EntryViewSet(ActingViewSet):
    """Entries of timelines."""

    noun = "entry"
    model = TimelineEntry
    queryset = TimelineEntry.objects.none()
    serializer_class = serializers.EntryOut
    filterset_fields = ("incident", "kind", "visibility")
    capabilities = {"list": SEE, "retrieve": SEE, "correct": "timeline.note", "release": "timeline.release"}

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """Each with what corrects it."""
        # The serializer of a request's body has no rows; where the API describes itself, nobody reads.
        if args and self.reader is not None:
            rows = args[0] if kwargs.get("many") else [args[0]]
            corrected = timeline.corrected(member=self.reader, entries=rows)
            kwargs["context"] = {**self.get_serializer_context(), "corrected": corrected}
        return super().get_serializer(*args, **kwargs)

    @extend_schema(request=serializers.CorrectIn, responses={201: serializers.EntryOut})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        """A new entry that corrects this one; this one stays."""
        made = self.act(timeline.correct, self.get_object(), **self.read(serializers.CorrectIn))
        return Response(serializers.EntryOut(made).data, status=201)

    @extend_schema(request=serializers.ReleaseIn, responses=serializers.EntryOut)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str) -> Response:
        """Lets the client, or anybody, read it."""
        entry = self.get_object()
        self.act(timeline.release, entry, **self.read(serializers.ReleaseIn))
        return self.answer(entry)
