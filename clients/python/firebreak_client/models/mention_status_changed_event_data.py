from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mention_status_changed_event_data_status import (
    MentionStatusChangedEventDataStatus,
    check_mention_status_changed_event_data_status,
)

T = TypeVar("T", bound="MentionStatusChangedEventData")


@_attrs_define
class MentionStatusChangedEventData:
    """
    Attributes:
        status (MentionStatusChangedEventDataStatus):
    """

    status: MentionStatusChangedEventDataStatus

    def to_dict(self) -> dict[str, Any]:
        status: str = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        status = check_mention_status_changed_event_data_status(d.pop("status"))

        mention_status_changed_event_data = cls(
            status=status,
        )

        return mention_status_changed_event_data
