from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.lesson_out_expanded import LessonOutExpanded


T = TypeVar("T", bound="LessonOut")


@_attrs_define
class LessonOut:
    """One thing learned.

    Attributes:
        id (UUID):
        debrief (UUID):
        text (str):
        by (int):
        at (datetime.datetime):
        updated_at (datetime.datetime):
        expanded (LessonOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    debrief: UUID
    text: str
    by: int
    at: datetime.datetime
    updated_at: datetime.datetime
    expanded: LessonOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        debrief = str(self.debrief)

        text = self.text

        by = self.by

        at = self.at.isoformat()

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "debrief": debrief,
                "text": text,
                "by": by,
                "at": at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.lesson_out_expanded import LessonOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        debrief = UUID(d.pop("debrief"))

        text = d.pop("text")

        by = d.pop("by")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: LessonOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = LessonOutExpanded.from_dict(_expanded)

        lesson_out = cls(
            id=id,
            debrief=debrief,
            text=text,
            by=by,
            at=at,
            updated_at=updated_at,
            expanded=expanded,
        )

        lesson_out.additional_properties = d
        return lesson_out

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
