from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SourceChangedEventData")


@_attrs_define
class SourceChangedEventData:
    """
    Attributes:
        everything (bool):
    """

    everything: bool

    def to_dict(self) -> dict[str, Any]:
        everything = self.everything

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "everything": everything,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        everything = d.pop("everything")

        source_changed_event_data = cls(
            everything=everything,
        )

        return source_changed_event_data
