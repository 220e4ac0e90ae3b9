from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="MentionRemovedEventData")


@_attrs_define
class MentionRemovedEventData:
    """
    Attributes:
        upload (UUID):
    """

    upload: UUID

    def to_dict(self) -> dict[str, Any]:
        upload = str(self.upload)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "upload": upload,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        upload = UUID(d.pop("upload"))

        mention_removed_event_data = cls(
            upload=upload,
        )

        return mention_removed_event_data
