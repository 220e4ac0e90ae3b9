from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="QueryRestoredEventData")


@_attrs_define
class QueryRestoredEventData:
    """
    Attributes:
        version (int):
        number (int):
    """

    version: int
    number: int

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        number = self.number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "number": number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = d.pop("version")

        number = d.pop("number")

        query_restored_event_data = cls(
            version=version,
            number=number,
        )

        return query_restored_event_data
