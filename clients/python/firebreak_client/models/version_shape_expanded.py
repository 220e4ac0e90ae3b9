from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.plan_shape import PlanShape


T = TypeVar("T", bound="VersionShapeExpanded")


@_attrs_define
class VersionShapeExpanded:
    """With `expand`: what was asked for.

    Attributes:
        plan (None | PlanShape | Unset):
    """

    plan: None | PlanShape | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.plan_shape import PlanShape  # noqa: PLC0415

        plan: dict[str, Any] | None | Unset
        if isinstance(self.plan, Unset):
            plan = UNSET
        elif isinstance(self.plan, PlanShape):
            plan = self.plan.to_dict()
        else:
            plan = self.plan

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if plan is not UNSET:
            field_dict["plan"] = plan

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.plan_shape import PlanShape  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_plan(data: object) -> None | PlanShape | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                plan_type_0 = PlanShape.from_dict(data)

                return plan_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlanShape | Unset, data)

        plan = _parse_plan(d.pop("plan", UNSET))

        version_shape_expanded = cls(
            plan=plan,
        )

        return version_shape_expanded
