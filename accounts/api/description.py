"""The API's description, built once in the life of a process: it is the same for everybody, and costs a second to build."""

import hashlib
from functools import cache
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import JSONRenderer

from accounts.errors import Invalid

# A browser or a proxy may keep it; whoever asks again after a release learns by its ETag that it has changed.
KEPT = "public, max-age=300"


@cache
def described() -> dict[str, Any]:
    """The OpenAPI document of an agency's host."""
    # Nobody's request, and `public`: else it leaves out what its first reader may not, for all who ask later.
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    document: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return document


@cache
def _rendered(renderer: Any) -> tuple[bytes, str]:
    """The text as one renderer class writes it, and its ETag."""
    text: bytes = renderer().render(described(), renderer_context={})
    # Weak: one that a proxy compresses on the way stays true (RFC 9110, 8.8.1).
    return text, f'W/"{hashlib.sha256(text).hexdigest()[:16]}"'


class DescriptionView(SpectacularAPIView):
    """The document as YAML or JSON, by Accept or `?format=`; limited like every other address."""

    http_method_names = ["get", "head"]

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Its only parameter is `format`."""
        super().initial(request, *args, **kwargs)
        unknown = {name: ["Unknown parameter."] for name in request.query_params if name != "format"}
        if unknown:
            raise Invalid("Some parameters are invalid.", code="unknown_parameter", fields=unknown)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """A problem is JSON here too."""
        if response.status_code >= 400:
            # Else a problem would be written as YAML, and still be called application/problem+json.
            request.accepted_renderer, request.accepted_media_type = JSONRenderer(), "application/json"
        return super().finalize_response(request, response, *args, **kwargs)

    def _get_schema_response(self, request: Any) -> HttpResponseBase:
        # The base builds the document for each request: a second of CPU for anybody, logged in or not.
        renderer = type(request.accepted_renderer)
        text, tag = _rendered(renderer)  # type: ignore[arg-type]  # a class is hashable
        response = HttpResponse(text, content_type=renderer.media_type, headers={"ETag": tag, "Cache-Control": KEPT})
        response["Content-Disposition"] = f'inline; filename="firebreak.{renderer.format}"'
        return get_conditional_response(request._request, etag=tag, response=response) or response
