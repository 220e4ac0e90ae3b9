from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.brand_out import BrandOut


T = TypeVar("T", bound="SourceBatchOutExpanded")


@_attrs_define
class SourceBatchOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        brand (BrandOut | None | Unset):
    """

    brand: BrandOut | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.brand_out import BrandOut  # noqa: PLC0415

        brand: dict[str, Any] | None | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        elif isinstance(self.brand, BrandOut):
            brand = self.brand.to_dict()
        else:
            brand = self.brand

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if brand is not UNSET:
            field_dict["brand"] = brand

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_out import BrandOut  # noqa: PLC0415

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

        source_batch_out_expanded = cls(
            brand=brand,
        )

        return source_batch_out_expanded
