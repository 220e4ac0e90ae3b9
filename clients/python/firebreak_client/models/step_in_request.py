from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.step_in_request_step import StepInRequestStep, check_step_in_request_step

T = TypeVar("T", bound="StepInRequest")


@_attrs_define
class StepInRequest:
    """Where onboarding goes on.

    Attributes:
        step (StepInRequestStep): * `names` - names
            * `query` - query
            * `sources` - sources
            * `team` - team
            * `plan` - plan
            * `done` - done
    """

    step: StepInRequestStep
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        step: str = self.step

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "step": step,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        step = check_step_in_request_step(d.pop("step"))

        step_in_request = cls(
            step=step,
        )

        step_in_request.additional_properties = d
        return step_in_request

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
