from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mapping_in_request_mapping import MappingInRequestMapping


T = TypeVar("T", bound="MappingInRequest")


@_attrs_define
class MappingInRequest:
    """Which column is what, and how its times are meant.

    Attributes:
        mapping (MappingInRequestMapping): Of: text, text_else, title, url, author, author_handle, author_url,
            published_at, published_time, external_id, kind, language, followers, likes, comments, shares, views, reach,
            sentiment
        zone (str): Of times that name none, such as Europe/Berlin
        day_first (bool | None | Unset): 3/4: true for the third of April; null where the dates tell it
    """

    mapping: MappingInRequestMapping
    zone: str
    day_first: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        mapping = self.mapping.to_dict()

        zone = self.zone

        day_first: bool | None | Unset
        if isinstance(self.day_first, Unset):
            day_first = UNSET
        else:
            day_first = self.day_first

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mapping": mapping,
                "zone": zone,
            }
        )
        if day_first is not UNSET:
            field_dict["day_first"] = day_first

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mapping_in_request_mapping import MappingInRequestMapping  # noqa: PLC0415

        d = dict(src_dict)
        mapping = MappingInRequestMapping.from_dict(d.pop("mapping"))

        zone = d.pop("zone")

        def _parse_day_first(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        day_first = _parse_day_first(d.pop("day_first", UNSET))

        mapping_in_request = cls(
            mapping=mapping,
            zone=zone,
            day_first=day_first,
        )

        mapping_in_request.additional_properties = d
        return mapping_in_request

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
