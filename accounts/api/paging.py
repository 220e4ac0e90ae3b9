"""Cursor paging: `?cursor=` and `?page_size=` in, `results` and `next` out."""

from collections.abc import Sequence
from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.errors import Invalid
from accounts.keyset import slice_of

PAGE_SIZE, MAX_SIZE = 50, 200


class CursorPage(BasePagination):
    """Keyset pages in the view's `ordering` (all one direction, the last field unique)."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Raises Invalid for a tampered cursor or a page_size outside 1…200."""
        self.request = request
        order: Sequence[str] = getattr(view, "ordering", ("-id",))
        page = slice_of(queryset, order=order, token=request.query_params.get("cursor", ""), size=self._size(request))
        self.token = page.next_token
        return page.rows

    @staticmethod
    def _size(request: Request) -> int:
        text = request.query_params.get("page_size", "")
        if not text:
            return PAGE_SIZE
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MAX_SIZE):
            raise Invalid.field("page_size", f"A page has 1 to {MAX_SIZE} rows.")
        return int(text)

    def get_paginated_response(self, data: Any) -> Response:
        """`next` is a whole address, null at the end."""
        url = self.request.build_absolute_uri()
        return Response(
            {"results": data, "next": replace_query_param(url, "cursor", self.token) if self.token else None}
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """For the description."""
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": {"type": ["string", "null"], "format": "uri"}},
        }

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
