from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.source_suggestion_out_fields import SourceSuggestionOutFields


T = TypeVar("T", bound="SourceSuggestionOut")


@_attrs_define
class SourceSuggestionOut:
    """One that could be tried.

    Attributes:
        address (str):
        fields (SourceSuggestionOutFields): As `sources/check/` takes them
    """

    address: str
    fields: SourceSuggestionOutFields
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_suggestion_out_fields import SourceSuggestionOutFields  # noqa: PLC0415

        d = dict(src_dict)
        address = d.pop("address")

        fields = SourceSuggestionOutFields.from_dict(d.pop("fields"))

        source_suggestion_out = cls(
            address=address,
            fields=fields,
        )

        source_suggestion_out.additional_properties = d
        return source_suggestion_out

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
