from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="MentionArrivedEventData")


@_attrs_define
class MentionArrivedEventData:
    """
    Attributes:
        count (int):
        quiet (int):
        mentions (list[UUID]):
    """

    count: int
    quiet: int
    mentions: list[UUID]

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        quiet = self.quiet

        mentions = []
        for mentions_item_data in self.mentions:
            mentions_item = str(mentions_item_data)
            mentions.append(mentions_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "count": count,
                "quiet": quiet,
                "mentions": mentions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        count = d.pop("count")

        quiet = d.pop("quiet")

        mentions = []
        _mentions = d.pop("mentions")
        for mentions_item_data in _mentions:
            mentions_item = UUID(mentions_item_data)

            mentions.append(mentions_item)

        mention_arrived_event_data = cls(
            count=count,
            quiet=quiet,
            mentions=mentions,
        )

        return mention_arrived_event_data
