from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.backfill_ended_event_data_status import (
    BackfillEndedEventDataStatus,
    check_backfill_ended_event_data_status,
)

T = TypeVar("T", bound="BackfillEndedEventData")


@_attrs_define
class BackfillEndedEventData:
    """
    Attributes:
        query (UUID):
        status (BackfillEndedEventDataStatus):
        read (int):
        matched (int):
        made (int):
    """

    query: UUID
    status: BackfillEndedEventDataStatus
    read: int
    matched: int
    made: int

    def to_dict(self) -> dict[str, Any]:
        query = str(self.query)

        status: str = self.status

        read = self.read

        matched = self.matched

        made = self.made

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "query": query,
                "status": status,
                "read": read,
                "matched": matched,
                "made": made,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        query = UUID(d.pop("query"))

        status = check_backfill_ended_event_data_status(d.pop("status"))

        read = d.pop("read")

        matched = d.pop("matched")

        made = d.pop("made")

        backfill_ended_event_data = cls(
            query=query,
            status=status,
            read=read,
            matched=matched,
            made=made,
        )

        return backfill_ended_event_data
