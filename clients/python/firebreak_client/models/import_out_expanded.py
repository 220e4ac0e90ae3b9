from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.brand_out import BrandOut
    from ..models.source_out import SourceOut


T = TypeVar("T", bound="ImportOutExpanded")


@_attrs_define
class ImportOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        brand (BrandOut | None | Unset):
        source (None | SourceOut | Unset):
    """

    brand: BrandOut | None | Unset = UNSET
    source: None | SourceOut | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.brand_out import BrandOut  # noqa: PLC0415
        from ..models.source_out import SourceOut  # noqa: PLC0415

        brand: dict[str, Any] | None | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        elif isinstance(self.brand, BrandOut):
            brand = self.brand.to_dict()
        else:
            brand = self.brand

        source: dict[str, Any] | None | Unset
        if isinstance(self.source, Unset):
            source = UNSET
        elif isinstance(self.source, SourceOut):
            source = self.source.to_dict()
        else:
            source = self.source

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if brand is not UNSET:
            field_dict["brand"] = brand
        if source is not UNSET:
            field_dict["source"] = source

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_out import BrandOut  # noqa: PLC0415
        from ..models.source_out import SourceOut  # noqa: PLC0415

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

        def _parse_source(data: object) -> None | SourceOut | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                source_type_0 = SourceOut.from_dict(data)

                return source_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SourceOut | Unset, data)

        source = _parse_source(d.pop("source", UNSET))

        import_out_expanded = cls(
            brand=brand,
            source=source,
        )

        return import_out_expanded
