from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentMentionUnlinkedEventData")


@_attrs_define
class IncidentMentionUnlinkedEventData:
    """
    Attributes:
        mention (UUID):
    """

    mention: UUID

    def to_dict(self) -> dict[str, Any]:
        mention = str(self.mention)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "mention": mention,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        mention = UUID(d.pop("mention"))

        incident_mention_unlinked_event_data = cls(
            mention=mention,
        )

        return incident_mention_unlinked_event_data
