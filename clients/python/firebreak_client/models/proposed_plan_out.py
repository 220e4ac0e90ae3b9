from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.reason_out import ReasonOut


T = TypeVar("T", bound="ProposedPlanOut")


@_attrs_define
class ProposedPlanOut:
    """A plan that fits an alert.

    Attributes:
        plan_version (UUID):
        plan (str):
        number (int):
        reasons (list[ReasonOut]):
    """

    plan_version: UUID
    plan: str
    number: int
    reasons: list[ReasonOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        plan_version = str(self.plan_version)

        plan = self.plan

        number = self.number

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "plan_version": plan_version,
                "plan": plan,
                "number": number,
                "reasons": reasons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.reason_out import ReasonOut  # noqa: PLC0415

        d = dict(src_dict)
        plan_version = UUID(d.pop("plan_version"))

        plan = d.pop("plan")

        number = d.pop("number")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = ReasonOut.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        proposed_plan_out = cls(
            plan_version=plan_version,
            plan=plan,
            number=number,
            reasons=reasons,
        )

        proposed_plan_out.additional_properties = d
        return proposed_plan_out

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
