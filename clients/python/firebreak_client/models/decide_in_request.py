from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="DecideInRequest")


@_attrs_define
class DecideInRequest:
    """Yes or no to the exact text, named by its hash.

    Attributes:
        yes (bool):
        text_sha256 (str):
        reason (str | Unset):  Default: ''.
    """

    yes: bool
    text_sha256: str
    reason: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        yes = self.yes

        text_sha256 = self.text_sha256

        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "yes": yes,
                "text_sha256": text_sha256,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        yes = d.pop("yes")

        text_sha256 = d.pop("text_sha256")

        reason = d.pop("reason", UNSET)

        decide_in_request = cls(
            yes=yes,
            text_sha256=text_sha256,
            reason=reason,
        )

        decide_in_request.additional_properties = d
        return decide_in_request

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
