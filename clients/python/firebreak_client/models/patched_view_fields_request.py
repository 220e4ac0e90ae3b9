from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.patched_view_fields_request_filters import PatchedViewFieldsRequestFilters


T = TypeVar("T", bound="PatchedViewFieldsRequest")


@_attrs_define
class PatchedViewFieldsRequest:
    """What of a view can be changed. `text` is in the query language; empty: the filters alone.

    Attributes:
        name (str | Unset):
        filters (PatchedViewFieldsRequestFilters | Unset):
        text (str | Unset):  Default: ''.
    """

    name: str | Unset = UNSET
    filters: PatchedViewFieldsRequestFilters | Unset = UNSET
    text: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        filters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.filters, Unset):
            filters = self.filters.to_dict()

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if filters is not UNSET:
            field_dict["filters"] = filters
        if text is not UNSET:
            field_dict["text"] = text

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.patched_view_fields_request_filters import PatchedViewFieldsRequestFilters  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        _filters = d.pop("filters", UNSET)
        filters: PatchedViewFieldsRequestFilters | Unset
        if isinstance(_filters, Unset):
            filters = UNSET
        else:
            filters = PatchedViewFieldsRequestFilters.from_dict(_filters)

        text = d.pop("text", UNSET)

        patched_view_fields_request = cls(
            name=name,
            filters=filters,
            text=text,
        )

        patched_view_fields_request.additional_properties = d
        return patched_view_fields_request

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
