from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="MentionAssignedEventData")


@_attrs_define
class MentionAssignedEventData:
    """
    Attributes:
        user_id (int | None):
    """

    user_id: int | None

    def to_dict(self) -> dict[str, Any]:
        user_id: int | None
        user_id = self.user_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "user_id": user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_user_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        user_id = _parse_user_id(d.pop("user_id"))

        mention_assigned_event_data = cls(
            user_id=user_id,
        )

        return mention_assigned_event_data
