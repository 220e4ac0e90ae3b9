from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.slot_shape_type import SlotShapeType, check_slot_shape_type

T = TypeVar("T", bound="SlotShape")


@_attrs_define
class SlotShape:
    """A blank of a holding statement, written `{{name:type}}` in its text.

    Attributes:
        name (str):
        type_ (SlotShapeType): * `text` - text
            * `time` - time
            * `url` - url
            * `number` - number
        label (str):
        required (bool):
        example (str):
    """

    name: str
    type_: SlotShapeType
    label: str
    required: bool
    example: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        type_: str = self.type_

        label = self.label

        required = self.required

        example = self.example

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "type": type_,
                "label": label,
                "required": required,
                "example": example,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        type_ = check_slot_shape_type(d.pop("type"))

        label = d.pop("label")

        required = d.pop("required")

        example = d.pop("example")

        slot_shape = cls(
            name=name,
            type_=type_,
            label=label,
            required=required,
            example=example,
        )

        slot_shape.additional_properties = d
        return slot_shape

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
