from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.brand_out import BrandOut
    from ..models.rule_out import RuleOut


T = TypeVar("T", bound="AlertOutExpanded")


@_attrs_define
class AlertOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        brand (BrandOut | None | Unset):
        rule (None | RuleOut | Unset):
    """

    brand: BrandOut | None | Unset = UNSET
    rule: None | RuleOut | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.brand_out import BrandOut  # noqa: PLC0415
        from ..models.rule_out import RuleOut  # noqa: PLC0415

        brand: dict[str, Any] | None | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        elif isinstance(self.brand, BrandOut):
            brand = self.brand.to_dict()
        else:
            brand = self.brand

        rule: dict[str, Any] | None | Unset
        if isinstance(self.rule, Unset):
            rule = UNSET
        elif isinstance(self.rule, RuleOut):
            rule = self.rule.to_dict()
        else:
            rule = self.rule

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if brand is not UNSET:
            field_dict["brand"] = brand
        if rule is not UNSET:
            field_dict["rule"] = rule

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_out import BrandOut  # noqa: PLC0415
        from ..models.rule_out import RuleOut  # noqa: PLC0415

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

        def _parse_rule(data: object) -> None | RuleOut | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_0 = RuleOut.from_dict(data)

                return rule_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RuleOut | Unset, data)

        rule = _parse_rule(d.pop("rule", UNSET))

        alert_out_expanded = cls(
            brand=brand,
            rule=rule,
        )

        return alert_out_expanded
