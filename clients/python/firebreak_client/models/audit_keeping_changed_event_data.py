from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AuditKeepingChangedEventData")


@_attrs_define
class AuditKeepingChangedEventData:
    """
    Attributes:
        owners (int):
        others (int):
    """

    owners: int
    others: int

    def to_dict(self) -> dict[str, Any]:
        owners = self.owners

        others = self.others

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "owners": owners,
                "others": others,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        owners = d.pop("owners")

        others = d.pop("others")

        audit_keeping_changed_event_data = cls(
            owners=owners,
            others=others,
        )

        return audit_keeping_changed_event_data
