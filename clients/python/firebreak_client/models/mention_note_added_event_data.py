from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="MentionNoteAddedEventData")


@_attrs_define
class MentionNoteAddedEventData:
    """
    Attributes:
        note (UUID):
    """

    note: UUID

    def to_dict(self) -> dict[str, Any]:
        note = str(self.note)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        note = UUID(d.pop("note"))

        mention_note_added_event_data = cls(
            note=note,
        )

        return mention_note_added_event_data
