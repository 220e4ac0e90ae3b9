from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.query_out import QueryOut


T = TypeVar("T", bound="BackfillOutExpanded")


@_attrs_define
class BackfillOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        query (None | QueryOut | Unset):
    """

    query: None | QueryOut | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.query_out import QueryOut  # noqa: PLC0415

        query: dict[str, Any] | None | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        elif isinstance(self.query, QueryOut):
            query = self.query.to_dict()
        else:
            query = self.query

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if query is not UNSET:
            field_dict["query"] = query

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.query_out import QueryOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_query(data: object) -> None | QueryOut | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                query_type_0 = QueryOut.from_dict(data)

                return query_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QueryOut | Unset, data)

        query = _parse_query(d.pop("query", UNSET))

        backfill_out_expanded = cls(
            query=query,
        )

        return backfill_out_expanded
