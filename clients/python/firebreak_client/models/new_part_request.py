from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.new_part_request_part import NewPartRequestPart, check_new_part_request_part

if TYPE_CHECKING:
    from ..models.new_part_request_fields import NewPartRequestFields


T = TypeVar("T", bound="NewPartRequest")


@_attrs_define
class NewPartRequest:
    """A part to add; what a field takes is said by the version's own parts.

    Attributes:
        part (NewPartRequestPart): * `section` - section
            * `step` - step
            * `statement` - statement
            * `contact` - contact
            * `trigger` - trigger
        fields (NewPartRequestFields): as a version shows parts of the kind
    """

    part: NewPartRequestPart
    fields: NewPartRequestFields
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        part: str = self.part

        fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "part": part,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_part_request_fields import NewPartRequestFields  # noqa: PLC0415

        d = dict(src_dict)
        part = check_new_part_request_part(d.pop("part"))

        fields = NewPartRequestFields.from_dict(d.pop("fields"))

        new_part_request = cls(
            part=part,
            fields=fields,
        )

        new_part_request.additional_properties = d
        return new_part_request

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
