from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.merge_choice_out import MergeChoiceOut


T = TypeVar("T", bound="OutlookOut")


@_attrs_define
class OutlookOut:
    """What merging it would do, in sentences.

    Attributes:
        choices (list[MergeChoiceOut]):
        moves (list[str]):
        ends (list[str]):
        stays (list[str]):
    """

    choices: list[MergeChoiceOut]
    moves: list[str]
    ends: list[str]
    stays: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        choices = []
        for choices_item_data in self.choices:
            choices_item = choices_item_data.to_dict()
            choices.append(choices_item)

        moves = self.moves

        ends = self.ends

        stays = self.stays

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "choices": choices,
                "moves": moves,
                "ends": ends,
                "stays": stays,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.merge_choice_out import MergeChoiceOut  # noqa: PLC0415

        d = dict(src_dict)
        choices = []
        _choices = d.pop("choices")
        for choices_item_data in _choices:
            choices_item = MergeChoiceOut.from_dict(choices_item_data)

            choices.append(choices_item)

        moves = cast(list[str], d.pop("moves"))

        ends = cast(list[str], d.pop("ends"))

        stays = cast(list[str], d.pop("stays"))

        outlook_out = cls(
            choices=choices,
            moves=moves,
            ends=ends,
            stays=stays,
        )

        outlook_out.additional_properties = d
        return outlook_out

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
