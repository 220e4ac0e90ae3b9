from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="BackfillResumedEventData")


@_attrs_define
class BackfillResumedEventData:
    """
    Attributes:
        query (UUID):
    """

    query: UUID

    def to_dict(self) -> dict[str, Any]:
        query = str(self.query)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "query": query,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        query = UUID(d.pop("query"))

        backfill_resumed_event_data = cls(
            query=query,
        )

        return backfill_resumed_event_data
