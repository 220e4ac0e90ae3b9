"""Cursor paging: `?cursor=` and `?page_size=` in, `results` and `next` out."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.cleaning import whole_number
from accounts.errors import Invalid
from accounts.keyset import paginate

PAGE_SIZE, MAX_SIZE = 50, 200
OF_PAGES = ("cursor", "page_size")


def page_shape(schema: dict[str, Any]) -> dict[str, Any]:
    """Of every list: its rows, and where they go on."""
    return {
        "type": "object",
        "required": ["results", "next"],
        "properties": {"results": schema, "next": {"type": ["string", "null"], "format": "uri"}},
    }


class WholePage(BasePagination):
    """A list that is short by its nature, such as an agency's members: all of it, always; it takes no cursor."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """All rows."""
        return list(queryset)

    def get_paginated_response(self, data: Any) -> Response:
        """As a page's, and the last one."""
        return Response({"results": data, "next": None})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """For the description."""
        return page_shape(schema)


class CursorPage(BasePagination):
    """Keyset pages in the view's `ordering` (all one direction, the last field unique)."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Raises Invalid for a tampered cursor or a page_size outside 1…200."""
        self.request = request
        order: Sequence[str] = getattr(view, "ordering", ("-id",))
        page = paginate(queryset, order=order, token=self.asked(request), size=self._size(request))
        self.token = page.next_token
        return page.rows

    @classmethod
    def asked(cls, request: Request) -> str:
        """The keyset's token in the cursor. Raises Invalid (`bad_page_token`) for one of another list, or of other filters."""
        cursor = request.query_params.get("cursor", "")
        of, _, token = cursor.partition(".")
        if cursor and of != cls._list(request):
            raise Invalid.field(
                "cursor",
                "This cursor belongs to another list, or to other filters. Start from the first page.",
                code="bad_page_token",
            )
        return token

    @staticmethod
    def _list(request: Request) -> str:
        """Which list with which filters: its next page under others would skip rows that nobody has seen."""
        # Sorted: clients build a query from maps, in another order on their next run.
        filters = sorted((name, value) for name, value in request.query_params.items() if name not in OF_PAGES)
        return hashlib.sha256(json.dumps([request.path, filters]).encode()).hexdigest()[:12]

    @staticmethod
    def _size(request: Request) -> int:
        text = request.query_params.get("page_size", "")
        if not text:
            return PAGE_SIZE
        size = whole_number(text, least=1, most=MAX_SIZE)
        if size is None:
            raise Invalid.field("page_size", f"A page has 1 to {MAX_SIZE} rows.")
        return size

    def get_paginated_response(self, data: Any) -> Response:
        """`next` is a whole address, null at the end."""
        if not self.token:
            return Response({"results": data, "next": None})
        cursor = f"{self._list(self.request)}.{self.token}"
        return Response(
            {"results": data, "next": replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)}
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """For the description."""
        return page_shape(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """For the description."""
        return [
            {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string"}},
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "schema": {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": PAGE_SIZE},
            },
        ]
