from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.diff_part_change import DiffPartChange, check_diff_part_change
from ..models.diff_part_part import DiffPartPart, check_diff_part_part

if TYPE_CHECKING:
    from ..models.diff_field import DiffField


T = TypeVar("T", bound="DiffPart")


@_attrs_define
class DiffPart:
    """A part that differs.

    Attributes:
        part (DiffPartPart): * `summary` - summary
            * `section` - section
            * `step` - step
            * `statement` - statement
            * `contact` - contact
            * `trigger` - trigger
        key (str):
        change (DiffPartChange): * `added` - added
            * `removed` - removed
            * `changed` - changed
            * `moved` - moved
        moved (bool): Stands elsewhere now; so may a changed part.
        title (str):
        fields (list[DiffField]):
    """

    part: DiffPartPart
    key: str
    change: DiffPartChange
    moved: bool
    title: str
    fields: list[DiffField]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        part: str = self.part

        key = self.key

        change: str = self.change

        moved = self.moved

        title = self.title

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "part": part,
                "key": key,
                "change": change,
                "moved": moved,
                "title": title,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.diff_field import DiffField  # noqa: PLC0415

        d = dict(src_dict)
        part = check_diff_part_part(d.pop("part"))

        key = d.pop("key")

        change = check_diff_part_change(d.pop("change"))

        moved = d.pop("moved")

        title = d.pop("title")

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = DiffField.from_dict(fields_item_data)

            fields.append(fields_item)

        diff_part = cls(
            part=part,
            key=key,
            change=change,
            moved=moved,
            title=title,
            fields=fields,
        )

        diff_part.additional_properties = d
        return diff_part

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
