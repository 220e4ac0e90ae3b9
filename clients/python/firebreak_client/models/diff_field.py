from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.diff_words import DiffWords


T = TypeVar("T", bound="DiffField")


@_attrs_define
class DiffField:
    """A field that differs.

    Attributes:
        name (str):
        words (list[DiffWords]):
    """

    name: str
    words: list[DiffWords]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        words = []
        for words_item_data in self.words:
            words_item = words_item_data.to_dict()
            words.append(words_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.diff_words import DiffWords  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        words = []
        _words = d.pop("words")
        for words_item_data in _words:
            words_item = DiffWords.from_dict(words_item_data)

            words.append(words_item)

        diff_field = cls(
            name=name,
            words=words,
        )

        diff_field.additional_properties = d
        return diff_field

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
