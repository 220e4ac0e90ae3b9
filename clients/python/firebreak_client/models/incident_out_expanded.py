from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.brand_out import BrandOut
    from ..models.version_head import VersionHead


T = TypeVar("T", bound="IncidentOutExpanded")


@_attrs_define
class IncidentOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        brand (BrandOut | None | Unset):
        plan_version (None | Unset | VersionHead):
    """

    brand: BrandOut | None | Unset = UNSET
    plan_version: None | Unset | VersionHead = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.brand_out import BrandOut  # noqa: PLC0415
        from ..models.version_head import VersionHead  # noqa: PLC0415

        brand: dict[str, Any] | None | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        elif isinstance(self.brand, BrandOut):
            brand = self.brand.to_dict()
        else:
            brand = self.brand

        plan_version: dict[str, Any] | None | Unset
        if isinstance(self.plan_version, Unset):
            plan_version = UNSET
        elif isinstance(self.plan_version, VersionHead):
            plan_version = self.plan_version.to_dict()
        else:
            plan_version = self.plan_version

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if brand is not UNSET:
            field_dict["brand"] = brand
        if plan_version is not UNSET:
            field_dict["plan_version"] = plan_version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_out import BrandOut  # noqa: PLC0415
        from ..models.version_head import VersionHead  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_brand(data: object) -> BrandOut | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                brand_type_0 = BrandOut.from_dict(data)

                return brand_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BrandOut | None | Unset, data)

        brand = _parse_brand(d.pop("brand", UNSET))

        def _parse_plan_version(data: object) -> None | Unset | VersionHead:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                plan_version_type_0 = VersionHead.from_dict(data)

                return plan_version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | VersionHead, data)

        plan_version = _parse_plan_version(d.pop("plan_version", UNSET))

        incident_out_expanded = cls(
            brand=brand,
            plan_version=plan_version,
        )

        return incident_out_expanded
