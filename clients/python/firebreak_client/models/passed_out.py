from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.held_out import HeldOut
    from ..models.refused_out import RefusedOut


T = TypeVar("T", bound="PassedOut")


@_attrs_define
class PassedOut:
    """What was passed on, and what stayed with the reason.

    Attributes:
        done (list[HeldOut]):
        refused (list[RefusedOut]):
    """

    done: list[HeldOut]
    refused: list[RefusedOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        done = []
        for done_item_data in self.done:
            done_item = done_item_data.to_dict()
            done.append(done_item)

        refused = []
        for refused_item_data in self.refused:
            refused_item = refused_item_data.to_dict()
            refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "done": done,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.held_out import HeldOut  # noqa: PLC0415
        from ..models.refused_out import RefusedOut  # noqa: PLC0415

        d = dict(src_dict)
        done = []
        _done = d.pop("done")
        for done_item_data in _done:
            done_item = HeldOut.from_dict(done_item_data)

            done.append(done_item)

        refused = []
        _refused = d.pop("refused")
        for refused_item_data in _refused:
            refused_item = RefusedOut.from_dict(refused_item_data)

            refused.append(refused_item)

        passed_out = cls(
            done=done,
            refused=refused,
        )

        passed_out.additional_properties = d
        return passed_out

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
