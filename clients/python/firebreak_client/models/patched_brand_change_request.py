from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.patched_brand_change_request_targets import PatchedBrandChangeRequestTargets


T = TypeVar("T", bound="PatchedBrandChangeRequest")


@_attrs_define
class PatchedBrandChangeRequest:
    """What of a brand can be changed.

    Attributes:
        name (str | Unset):
        time_zone (str | Unset):
        languages (list[str] | Unset):
        spellings (list[str] | Unset):
        handles (list[str] | Unset):
        products (list[str] | Unset):
        exclusions (list[str] | Unset):
        targets (PatchedBrandChangeRequestTargets | Unset):
    """

    name: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    languages: list[str] | Unset = UNSET
    spellings: list[str] | Unset = UNSET
    handles: list[str] | Unset = UNSET
    products: list[str] | Unset = UNSET
    exclusions: list[str] | Unset = UNSET
    targets: PatchedBrandChangeRequestTargets | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        time_zone = self.time_zone

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = self.languages

        spellings: list[str] | Unset = UNSET
        if not isinstance(self.spellings, Unset):
            spellings = self.spellings

        handles: list[str] | Unset = UNSET
        if not isinstance(self.handles, Unset):
            handles = self.handles

        products: list[str] | Unset = UNSET
        if not isinstance(self.products, Unset):
            products = self.products

        exclusions: list[str] | Unset = UNSET
        if not isinstance(self.exclusions, Unset):
            exclusions = self.exclusions

        targets: dict[str, Any] | Unset = UNSET
        if not isinstance(self.targets, Unset):
            targets = self.targets.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if languages is not UNSET:
            field_dict["languages"] = languages
        if spellings is not UNSET:
            field_dict["spellings"] = spellings
        if handles is not UNSET:
            field_dict["handles"] = handles
        if products is not UNSET:
            field_dict["products"] = products
        if exclusions is not UNSET:
            field_dict["exclusions"] = exclusions
        if targets is not UNSET:
            field_dict["targets"] = targets

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.patched_brand_change_request_targets import PatchedBrandChangeRequestTargets  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        languages = cast(list[str], d.pop("languages", UNSET))

        spellings = cast(list[str], d.pop("spellings", UNSET))

        handles = cast(list[str], d.pop("handles", UNSET))

        products = cast(list[str], d.pop("products", UNSET))

        exclusions = cast(list[str], d.pop("exclusions", UNSET))

        _targets = d.pop("targets", UNSET)
        targets: PatchedBrandChangeRequestTargets | Unset
        if isinstance(_targets, Unset):
            targets = UNSET
        else:
            targets = PatchedBrandChangeRequestTargets.from_dict(_targets)

        patched_brand_change_request = cls(
            name=name,
            time_zone=time_zone,
            languages=languages,
            spellings=spellings,
            handles=handles,
            products=products,
            exclusions=exclusions,
            targets=targets,
        )

        patched_brand_change_request.additional_properties = d
        return patched_brand_change_request

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
