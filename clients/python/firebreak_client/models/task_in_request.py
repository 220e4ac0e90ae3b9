from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.task_in_request_duty import TaskInRequestDuty, check_task_in_request_duty
from ..models.task_in_request_phase import TaskInRequestPhase, check_task_in_request_phase
from ..types import UNSET, Unset

T = TypeVar("T", bound="TaskInRequest")


@_attrs_define
class TaskInRequest:
    """A task no plan foresaw.

    Attributes:
        incident (UUID):
        title (str):
        due_minutes (int): from now
        duty (TaskInRequestDuty | Unset): * `lead` - lead
            * `comms` - comms
            * `legal` - legal
            * `monitor` - monitor
            * `scribe` - scribe
            * `client_liaison` - client_liaison Default: 'lead'.
        phase (TaskInRequestPhase | Unset): * `triage` - triage
            * `respond` - respond
            * `stabilise` - stabilise
            * `resolve` - resolve
            * `learn` - learn Default: 'respond'.
        instructions (str | Unset):  Default: ''.
        owner (int | None | Unset):
        required (bool | Unset):  Default: False.
    """

    incident: UUID
    title: str
    due_minutes: int
    duty: TaskInRequestDuty | Unset = "lead"
    phase: TaskInRequestPhase | Unset = "respond"
    instructions: str | Unset = ""
    owner: int | None | Unset = UNSET
    required: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        incident = str(self.incident)

        title = self.title

        due_minutes = self.due_minutes

        duty: str | Unset = UNSET
        if not isinstance(self.duty, Unset):
            duty = self.duty

        phase: str | Unset = UNSET
        if not isinstance(self.phase, Unset):
            phase = self.phase

        instructions = self.instructions

        owner: int | None | Unset
        if isinstance(self.owner, Unset):
            owner = UNSET
        else:
            owner = self.owner

        required = self.required

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "incident": incident,
                "title": title,
                "due_minutes": due_minutes,
            }
        )
        if duty is not UNSET:
            field_dict["duty"] = duty
        if phase is not UNSET:
            field_dict["phase"] = phase
        if instructions is not UNSET:
            field_dict["instructions"] = instructions
        if owner is not UNSET:
            field_dict["owner"] = owner
        if required is not UNSET:
            field_dict["required"] = required

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        incident = UUID(d.pop("incident"))

        title = d.pop("title")

        due_minutes = d.pop("due_minutes")

        _duty = d.pop("duty", UNSET)
        duty: TaskInRequestDuty | Unset
        if isinstance(_duty, Unset):
            duty = UNSET
        else:
            duty = check_task_in_request_duty(_duty)

        _phase = d.pop("phase", UNSET)
        phase: TaskInRequestPhase | Unset
        if isinstance(_phase, Unset):
            phase = UNSET
        else:
            phase = check_task_in_request_phase(_phase)

        instructions = d.pop("instructions", UNSET)

        def _parse_owner(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        owner = _parse_owner(d.pop("owner", UNSET))

        required = d.pop("required", UNSET)

        task_in_request = cls(
            incident=incident,
            title=title,
            due_minutes=due_minutes,
            duty=duty,
            phase=phase,
            instructions=instructions,
            owner=owner,
            required=required,
        )

        task_in_request.additional_properties = d
        return task_in_request

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
