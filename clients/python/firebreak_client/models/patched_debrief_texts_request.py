from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedDebriefTextsRequest")


@_attrs_define
class PatchedDebriefTextsRequest:
    """What the look back says.

    Attributes:
        what_happened (str | Unset):
        went_well (str | Unset):
        went_badly (str | Unset):
        root_causes (str | Unset):
    """

    what_happened: str | Unset = UNSET
    went_well: str | Unset = UNSET
    went_badly: str | Unset = UNSET
    root_causes: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        what_happened = self.what_happened

        went_well = self.went_well

        went_badly = self.went_badly

        root_causes = self.root_causes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if what_happened is not UNSET:
            field_dict["what_happened"] = what_happened
        if went_well is not UNSET:
            field_dict["went_well"] = went_well
        if went_badly is not UNSET:
            field_dict["went_badly"] = went_badly
        if root_causes is not UNSET:
            field_dict["root_causes"] = root_causes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        what_happened = d.pop("what_happened", UNSET)

        went_well = d.pop("went_well", UNSET)

        went_badly = d.pop("went_badly", UNSET)

        root_causes = d.pop("root_causes", UNSET)

        patched_debrief_texts_request = cls(
            what_happened=what_happened,
            went_well=went_well,
            went_badly=went_badly,
            root_causes=root_causes,
        )

        patched_debrief_texts_request.additional_properties = d
        return patched_debrief_texts_request

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
