from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.held_out import HeldOut


T = TypeVar("T", bound="RefusedOut")


@_attrs_define
class RefusedOut:
    """One thing that could not be passed on, and why.

    Attributes:
        held (HeldOut): One thing that waits for somebody by name.
        code (str):
        detail (str):
    """

    held: HeldOut
    code: str
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        held = self.held.to_dict()

        code = self.code

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "held": held,
                "code": code,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.held_out import HeldOut  # noqa: PLC0415

        d = dict(src_dict)
        held = HeldOut.from_dict(d.pop("held"))

        code = d.pop("code")

        detail = d.pop("detail")

        refused_out = cls(
            held=held,
            code=code,
            detail=detail,
        )

        refused_out.additional_properties = d
        return refused_out

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
