from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.diff_words_op import DiffWordsOp, check_diff_words_op

T = TypeVar("T", bound="DiffWords")


@_attrs_define
class DiffWords:
    """A run of words.

    Attributes:
        op (DiffWordsOp): * `equal` - equal
            * `insert` - insert
            * `delete` - delete
        text (str):
    """

    op: DiffWordsOp
    text: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        op: str = self.op

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "op": op,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        op = check_diff_words_op(d.pop("op"))

        text = d.pop("text")

        diff_words = cls(
            op=op,
            text=text,
        )

        diff_words.additional_properties = d
        return diff_words

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
