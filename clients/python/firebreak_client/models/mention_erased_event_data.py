from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.mention_erased_event_data_gone_reason import (
    MentionErasedEventDataGoneReason,
    check_mention_erased_event_data_gone_reason,
)

T = TypeVar("T", bound="MentionErasedEventData")


@_attrs_define
class MentionErasedEventData:
    """
    Attributes:
        gone_reason (MentionErasedEventDataGoneReason):
    """

    gone_reason: MentionErasedEventDataGoneReason

    def to_dict(self) -> dict[str, Any]:
        gone_reason: str = self.gone_reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "gone_reason": gone_reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        gone_reason = check_mention_erased_event_data_gone_reason(d.pop("gone_reason"))

        mention_erased_event_data = cls(
            gone_reason=gone_reason,
        )

        return mention_erased_event_data
