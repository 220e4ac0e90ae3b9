from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentMentionsLinkedEventData")


@_attrs_define
class IncidentMentionsLinkedEventData:
    """
    Attributes:
        mentions (list[UUID]):
        count (int):
    """

    mentions: list[UUID]
    count: int

    def to_dict(self) -> dict[str, Any]:
        mentions = []
        for mentions_item_data in self.mentions:
            mentions_item = str(mentions_item_data)
            mentions.append(mentions_item)

        count = self.count

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "mentions": mentions,
                "count": count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        mentions = []
        _mentions = d.pop("mentions")
        for mentions_item_data in _mentions:
            mentions_item = UUID(mentions_item_data)

            mentions.append(mentions_item)

        count = d.pop("count")

        incident_mentions_linked_event_data = cls(
            mentions=mentions,
            count=count,
        )

        return incident_mentions_linked_event_data
