from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.part_shape_part import PartShapePart, check_part_shape_part

if TYPE_CHECKING:
    from ..models.part_shape_fields import PartShapeFields


T = TypeVar("T", bound="PartShape")


@_attrs_define
class PartShape:
    """A part as it stands, and the draft's new lock.

    Attributes:
        part (PartShapePart): * `section` - section
            * `step` - step
            * `statement` - statement
            * `contact` - contact
            * `trigger` - trigger
        key (UUID):
        fields (PartShapeFields): as a version shows parts of the kind
        lock (int):
    """

    part: PartShapePart
    key: UUID
    fields: PartShapeFields
    lock: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        part: str = self.part

        key = str(self.key)

        fields = self.fields.to_dict()

        lock = self.lock

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "part": part,
                "key": key,
                "fields": fields,
                "lock": lock,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.part_shape_fields import PartShapeFields  # noqa: PLC0415

        d = dict(src_dict)
        part = check_part_shape_part(d.pop("part"))

        key = UUID(d.pop("key"))

        fields = PartShapeFields.from_dict(d.pop("fields"))

        lock = d.pop("lock")

        part_shape = cls(
            part=part,
            key=key,
            fields=fields,
            lock=lock,
        )

        part_shape.additional_properties = d
        return part_shape

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
