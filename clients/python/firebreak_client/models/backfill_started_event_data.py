from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="BackfillStartedEventData")


@_attrs_define
class BackfillStartedEventData:
    """
    Attributes:
        query (UUID):
        since (datetime.datetime):
        replaced (None | UUID):
    """

    query: UUID
    since: datetime.datetime
    replaced: None | UUID

    def to_dict(self) -> dict[str, Any]:
        query = str(self.query)

        since = self.since.isoformat()

        replaced: None | str
        if isinstance(self.replaced, UUID):
            replaced = str(self.replaced)
        else:
            replaced = self.replaced

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "query": query,
                "since": since,
                "replaced": replaced,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        query = UUID(d.pop("query"))

        since = datetime.datetime.fromisoformat(d.pop("since"))

        def _parse_replaced(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                replaced_type_0 = UUID(data)

                return replaced_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        replaced = _parse_replaced(d.pop("replaced"))

        backfill_started_event_data = cls(
            query=query,
            since=since,
            replaced=replaced,
        )

        return backfill_started_event_data
