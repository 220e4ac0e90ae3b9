from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="StarOut")


@_attrs_define
class StarOut:
    """A post of the test set.

    Attributes:
        mention (UUID):
        must_match (bool):
        by (str):
        at (datetime.datetime):
    """

    mention: UUID
    must_match: bool
    by: str
    at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        mention = str(self.mention)

        must_match = self.must_match

        by = self.by

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mention": mention,
                "must_match": must_match,
                "by": by,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        mention = UUID(d.pop("mention"))

        must_match = d.pop("must_match")

        by = d.pop("by")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        star_out = cls(
            mention=mention,
            must_match=must_match,
            by=by,
            at=at,
        )

        star_out.additional_properties = d
        return star_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
