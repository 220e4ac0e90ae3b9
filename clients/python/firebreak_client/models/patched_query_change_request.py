from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedQueryChangeRequest")


@_attrs_define
class PatchedQueryChangeRequest:
    """What of a query can be changed. `accept_failures`: save although the text gets posts of the test set wrong.

    Attributes:
        name (str | Unset):
        text (str | Unset):
        accept_failures (bool | Unset):  Default: False.
    """

    name: str | Unset = UNSET
    text: str | Unset = UNSET
    accept_failures: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        text = self.text

        accept_failures = self.accept_failures

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if text is not UNSET:
            field_dict["text"] = text
        if accept_failures is not UNSET:
            field_dict["accept_failures"] = accept_failures

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        text = d.pop("text", UNSET)

        accept_failures = d.pop("accept_failures", UNSET)

        patched_query_change_request = cls(
            name=name,
            text=text,
            accept_failures=accept_failures,
        )

        patched_query_change_request.additional_properties = d
        return patched_query_change_request

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
