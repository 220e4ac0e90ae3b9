"""The endpoint of an incident's file."""

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from accounts.api.viewsets import ReadViewSet
from incidents.catalogue import CUTS
from incidents.evidence.services import filing

FOR = OpenApiParameter("for", str, enum=CUTS, required=True, description="Whose cut.")


class FileActions(ReadViewSet):
    """Of one incident, for staff."""

    capabilities = {"file": "debriefs.see"}

    @extend_schema(parameters=[FOR], responses={(200, "application/zip"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], pagination_class=None)
    def file(self, request: Request, pk: str) -> HttpResponse:
        """Its record as a zip: as JSON, as a page to read, and the hashes to check them by. For counsel all that you see of it; for the
        client what was released to them. That it was taken is an event, with the hash of the whole."""
        cut = request.query_params.get("for", "")
        return sent(filing.file_of(member=self.member, incident=self.get_object(), cut=cut, now=timezone.now()))


def sent(made: filing.File) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(made.body, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer["Cache-Control"] = "no-store"
    return answer
