"""Answers that are tables: CSV where all goes well, a problem as JSON where not."""

import json
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer


class CsvRenderer(BaseRenderer):
    """Takes the finished text; anything else is a problem, whose content type its answer carries."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The text as it is."""
        # A refusal (403, 429) comes by the renderer that the table was asked for by, and its body is a dict.
        return data if isinstance(data, str) else json.dumps(data)


class LinesRenderer(CsvRenderer):
    """One JSON document a line."""

    media_type = "application/x-ndjson"  # not registered with IANA, but what the ndjson specification asks for
    format = "ndjson"


class OpmlRenderer(CsvRenderer):
    """A list of feeds."""

    media_type = "text/x-opml"  # what feed readers give it; IANA knows none
    format = "opml"
