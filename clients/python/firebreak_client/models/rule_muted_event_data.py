from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RuleMutedEventData")


@_attrs_define
class RuleMutedEventData:
    """
    Attributes:
        version (int):
        muted_until (datetime.datetime):
    """

    version: int
    muted_until: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        muted_until = self.muted_until.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "muted_until": muted_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = d.pop("version")

        muted_until = datetime.datetime.fromisoformat(d.pop("muted_until"))

        rule_muted_event_data = cls(
            version=version,
            muted_until=muted_until,
        )

        return rule_muted_event_data
