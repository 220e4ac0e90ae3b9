from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.task_out_duty import TaskOutDuty, check_task_out_duty
from ..models.task_out_phase import TaskOutPhase, check_task_out_phase
from ..models.task_out_status import TaskOutStatus, check_task_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.task_out_expanded import TaskOutExpanded


T = TypeVar("T", bound="TaskOut")


@_attrs_define
class TaskOut:
    """A step at work.

    Attributes:
        id (UUID):
        incident (UUID):
        step (None | UUID):
        order (int):
        phase (TaskOutPhase): * `triage` - Triage
            * `respond` - Respond
            * `stabilise` - Stabilise
            * `resolve` - Resolve
            * `learn` - Learn
        title (str):
        instructions (str):
        duty (TaskOutDuty): * `lead` - Lead
            * `comms` - Comms
            * `legal` - Legal
            * `monitor` - Monitor
            * `scribe` - Scribe
            * `client_liaison` - Client liaison
        owner (int | None):
        due_at (datetime.datetime):
        required (bool):
        status (TaskOutStatus): * `todo` - Todo
            * `doing` - Doing
            * `done` - Done
            * `skipped` - Skipped
        finished_at (datetime.datetime | None):
        finished_by (int | None):
        skip_reason (str):
        moved_from (None | UUID):
        updated_at (datetime.datetime):
        expanded (TaskOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    incident: UUID
    step: None | UUID
    order: int
    phase: TaskOutPhase
    title: str
    instructions: str
    duty: TaskOutDuty
    owner: int | None
    due_at: datetime.datetime
    required: bool
    status: TaskOutStatus
    finished_at: datetime.datetime | None
    finished_by: int | None
    skip_reason: str
    moved_from: None | UUID
    updated_at: datetime.datetime
    expanded: TaskOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        incident = str(self.incident)

        step: None | str
        if isinstance(self.step, UUID):
            step = str(self.step)
        else:
            step = self.step

        order = self.order

        phase: str = self.phase

        title = self.title

        instructions = self.instructions

        duty: str = self.duty

        owner: int | None
        owner = self.owner

        due_at = self.due_at.isoformat()

        required = self.required

        status: str = self.status

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        finished_by: int | None
        finished_by = self.finished_by

        skip_reason = self.skip_reason

        moved_from: None | str
        if isinstance(self.moved_from, UUID):
            moved_from = str(self.moved_from)
        else:
            moved_from = self.moved_from

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "incident": incident,
                "step": step,
                "order": order,
                "phase": phase,
                "title": title,
                "instructions": instructions,
                "duty": duty,
                "owner": owner,
                "due_at": due_at,
                "required": required,
                "status": status,
                "finished_at": finished_at,
                "finished_by": finished_by,
                "skip_reason": skip_reason,
                "moved_from": moved_from,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.task_out_expanded import TaskOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        incident = UUID(d.pop("incident"))

        def _parse_step(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                step_type_0 = UUID(data)

                return step_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        step = _parse_step(d.pop("step"))

        order = d.pop("order")

        phase = check_task_out_phase(d.pop("phase"))

        title = d.pop("title")

        instructions = d.pop("instructions")

        duty = check_task_out_duty(d.pop("duty"))

        def _parse_owner(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        owner = _parse_owner(d.pop("owner"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        required = d.pop("required")

        status = check_task_out_status(d.pop("status"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        def _parse_finished_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        finished_by = _parse_finished_by(d.pop("finished_by"))

        skip_reason = d.pop("skip_reason")

        def _parse_moved_from(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                moved_from_type_0 = UUID(data)

                return moved_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        moved_from = _parse_moved_from(d.pop("moved_from"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: TaskOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = TaskOutExpanded.from_dict(_expanded)

        task_out = cls(
            id=id,
            incident=incident,
            step=step,
            order=order,
            phase=phase,
            title=title,
            instructions=instructions,
            duty=duty,
            owner=owner,
            due_at=due_at,
            required=required,
            status=status,
            finished_at=finished_at,
            finished_by=finished_by,
            skip_reason=skip_reason,
            moved_from=moved_from,
            updated_at=updated_at,
            expanded=expanded,
        )

        task_out.additional_properties = d
        return task_out

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
