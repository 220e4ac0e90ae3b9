from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MergeChoiceOut")


@_attrs_define
class MergeChoiceOut:
    """An incident it could go into: what changes there, or why it can't (`why_not`; empty: it can).

    Attributes:
        id (UUID):
        number (int):
        title (str):
        severity (int):
        opened_at (datetime.datetime):
        brings (list[str]):
        why_not (str):
    """

    id: UUID
    number: int
    title: str
    severity: int
    opened_at: datetime.datetime
    brings: list[str]
    why_not: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        number = self.number

        title = self.title

        severity = self.severity

        opened_at = self.opened_at.isoformat()

        brings = self.brings

        why_not = self.why_not

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "title": title,
                "severity": severity,
                "opened_at": opened_at,
                "brings": brings,
                "why_not": why_not,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        number = d.pop("number")

        title = d.pop("title")

        severity = d.pop("severity")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        brings = cast(list[str], d.pop("brings"))

        why_not = d.pop("why_not")

        merge_choice_out = cls(
            id=id,
            number=number,
            title=title,
            severity=severity,
            opened_at=opened_at,
            brings=brings,
            why_not=why_not,
        )

        merge_choice_out.additional_properties = d
        return merge_choice_out

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
