from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.held_out import HeldOut
    from ..models.holdings_out_kinds import HoldingsOutKinds


T = TypeVar("T", bound="HoldingsOut")


@_attrs_define
class HoldingsOut:
    """What a member holds; `kinds` says each kind in words.

    Attributes:
        kinds (HoldingsOutKinds):
        held (list[HeldOut]):
    """

    kinds: HoldingsOutKinds
    held: list[HeldOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kinds = self.kinds.to_dict()

        held = []
        for held_item_data in self.held:
            held_item = held_item_data.to_dict()
            held.append(held_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kinds": kinds,
                "held": held,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.held_out import HeldOut  # noqa: PLC0415
        from ..models.holdings_out_kinds import HoldingsOutKinds  # noqa: PLC0415

        d = dict(src_dict)
        kinds = HoldingsOutKinds.from_dict(d.pop("kinds"))

        held = []
        _held = d.pop("held")
        for held_item_data in _held:
            held_item = HeldOut.from_dict(held_item_data)

            held.append(held_item)

        holdings_out = cls(
            kinds=kinds,
            held=held,
        )

        holdings_out.additional_properties = d
        return holdings_out

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
