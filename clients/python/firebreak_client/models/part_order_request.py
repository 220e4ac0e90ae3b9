from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.part_order_request_part import PartOrderRequestPart, check_part_order_request_part

T = TypeVar("T", bound="PartOrderRequest")


@_attrs_define
class PartOrderRequest:
    """Every part of a kind, once, in its new order.

    Attributes:
        part (PartOrderRequestPart): * `section` - section
            * `step` - step
            * `statement` - statement
            * `contact` - contact
            * `trigger` - trigger
        keys (list[UUID]):
    """

    part: PartOrderRequestPart
    keys: list[UUID]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        part: str = self.part

        keys = []
        for keys_item_data in self.keys:
            keys_item = str(keys_item_data)
            keys.append(keys_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "part": part,
                "keys": keys,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        part = check_part_order_request_part(d.pop("part"))

        keys = []
        _keys = d.pop("keys")
        for keys_item_data in _keys:
            keys_item = UUID(keys_item_data)

            keys.append(keys_item)

        part_order_request = cls(
            part=part,
            keys=keys,
        )

        part_order_request.additional_properties = d
        return part_order_request

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
