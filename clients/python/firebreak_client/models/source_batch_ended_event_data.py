from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SourceBatchEndedEventData")


@_attrs_define
class SourceBatchEndedEventData:
    """
    Attributes:
        added (int):
        there (int):
        refused (int):
    """

    added: int
    there: int
    refused: int

    def to_dict(self) -> dict[str, Any]:
        added = self.added

        there = self.there

        refused = self.refused

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "added": added,
                "there": there,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        added = d.pop("added")

        there = d.pop("there")

        refused = d.pop("refused")

        source_batch_ended_event_data = cls(
            added=added,
            there=there,
            refused=refused,
        )

        return source_batch_ended_event_data
