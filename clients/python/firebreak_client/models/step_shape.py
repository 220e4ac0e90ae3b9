from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.step_shape_duty import StepShapeDuty, check_step_shape_duty
from ..models.step_shape_phase import StepShapePhase, check_step_shape_phase

T = TypeVar("T", bound="StepShape")


@_attrs_define
class StepShape:
    """One instruction.

    Attributes:
        key (UUID):
        phase (StepShapePhase): * `triage` - triage
            * `respond` - respond
            * `stabilise` - stabilise
            * `resolve` - resolve
            * `learn` - learn
        title (str):
        instructions (str): Markdown
        duty (StepShapeDuty): * `lead` - lead
            * `comms` - comms
            * `legal` - legal
            * `monitor` - monitor
            * `scribe` - scribe
            * `client_liaison` - client_liaison
        due_minutes (int): After the start.
        required (bool):
    """

    key: UUID
    phase: StepShapePhase
    title: str
    instructions: str
    duty: StepShapeDuty
    due_minutes: int
    required: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = str(self.key)

        phase: str = self.phase

        title = self.title

        instructions = self.instructions

        duty: str = self.duty

        due_minutes = self.due_minutes

        required = self.required

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "phase": phase,
                "title": title,
                "instructions": instructions,
                "duty": duty,
                "due_minutes": due_minutes,
                "required": required,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = UUID(d.pop("key"))

        phase = check_step_shape_phase(d.pop("phase"))

        title = d.pop("title")

        instructions = d.pop("instructions")

        duty = check_step_shape_duty(d.pop("duty"))

        due_minutes = d.pop("due_minutes")

        required = d.pop("required")

        step_shape = cls(
            key=key,
            phase=phase,
            title=title,
            instructions=instructions,
            duty=duty,
            due_minutes=due_minutes,
            required=required,
        )

        step_shape.additional_properties = d
        return step_shape

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
