from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.incident_out_severity import IncidentOutSeverity, check_incident_out_severity
from ..models.incident_out_status import IncidentOutStatus, check_incident_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.incident_out_expanded import IncidentOutExpanded


T = TypeVar("T", bound="IncidentOut")


@_attrs_define
class IncidentOut:
    """A situation being handled. A client reads what was released: neither the reason of its severity nor the plan.

    Attributes:
        id (UUID):
        brand (UUID):
        number (int):
        title (str):
        status (IncidentOutStatus): * `triage` - Triage
            * `open` - Open
            * `responding` - Responding
            * `stabilised` - Stabilised
            * `resolved` - Resolved
            * `closed` - Closed
            * `dismissed` - Dismissed
            * `merged` - Merged
        severity (IncidentOutSeverity): * `1` - Critical
            * `2` - Major
            * `3` - Moderate
            * `4` - Minor
        severity_reason (str):
        lead (int | None):
        plan_version (None | UUID):
        opened_at (datetime.datetime):
        opened_by (int | None):
        resolved_at (datetime.datetime | None):
        closed_at (datetime.datetime | None):
        next_update_due_at (datetime.datetime | None):
        released_to_client_at (datetime.datetime | None):
        is_drill (bool):
        merged_into (None | UUID):
        updated_at (datetime.datetime):
        expanded (IncidentOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    number: int
    title: str
    status: IncidentOutStatus
    severity: IncidentOutSeverity
    severity_reason: str
    lead: int | None
    plan_version: None | UUID
    opened_at: datetime.datetime
    opened_by: int | None
    resolved_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    next_update_due_at: datetime.datetime | None
    released_to_client_at: datetime.datetime | None
    is_drill: bool
    merged_into: None | UUID
    updated_at: datetime.datetime
    expanded: IncidentOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        number = self.number

        title = self.title

        status: str = self.status

        severity: int = self.severity

        severity_reason = self.severity_reason

        lead: int | None
        lead = self.lead

        plan_version: None | str
        if isinstance(self.plan_version, UUID):
            plan_version = str(self.plan_version)
        else:
            plan_version = self.plan_version

        opened_at = self.opened_at.isoformat()

        opened_by: int | None
        opened_by = self.opened_by

        resolved_at: None | str
        if isinstance(self.resolved_at, datetime.datetime):
            resolved_at = self.resolved_at.isoformat()
        else:
            resolved_at = self.resolved_at

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        next_update_due_at: None | str
        if isinstance(self.next_update_due_at, datetime.datetime):
            next_update_due_at = self.next_update_due_at.isoformat()
        else:
            next_update_due_at = self.next_update_due_at

        released_to_client_at: None | str
        if isinstance(self.released_to_client_at, datetime.datetime):
            released_to_client_at = self.released_to_client_at.isoformat()
        else:
            released_to_client_at = self.released_to_client_at

        is_drill = self.is_drill

        merged_into: None | str
        if isinstance(self.merged_into, UUID):
            merged_into = str(self.merged_into)
        else:
            merged_into = self.merged_into

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "brand": brand,
                "number": number,
                "title": title,
                "status": status,
                "severity": severity,
                "severity_reason": severity_reason,
                "lead": lead,
                "plan_version": plan_version,
                "opened_at": opened_at,
                "opened_by": opened_by,
                "resolved_at": resolved_at,
                "closed_at": closed_at,
                "next_update_due_at": next_update_due_at,
                "released_to_client_at": released_to_client_at,
                "is_drill": is_drill,
                "merged_into": merged_into,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.incident_out_expanded import IncidentOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        number = d.pop("number")

        title = d.pop("title")

        status = check_incident_out_status(d.pop("status"))

        severity = check_incident_out_severity(d.pop("severity"))

        severity_reason = d.pop("severity_reason")

        def _parse_lead(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        lead = _parse_lead(d.pop("lead"))

        def _parse_plan_version(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                plan_version_type_0 = UUID(data)

                return plan_version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        plan_version = _parse_plan_version(d.pop("plan_version"))

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        def _parse_opened_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        opened_by = _parse_opened_by(d.pop("opened_by"))

        def _parse_resolved_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                resolved_at_type_0 = datetime.datetime.fromisoformat(data)

                return resolved_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        resolved_at = _parse_resolved_at(d.pop("resolved_at"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        def _parse_next_update_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_update_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_update_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_update_due_at = _parse_next_update_due_at(d.pop("next_update_due_at"))

        def _parse_released_to_client_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                released_to_client_at_type_0 = datetime.datetime.fromisoformat(data)

                return released_to_client_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        released_to_client_at = _parse_released_to_client_at(d.pop("released_to_client_at"))

        is_drill = d.pop("is_drill")

        def _parse_merged_into(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                merged_into_type_0 = UUID(data)

                return merged_into_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        merged_into = _parse_merged_into(d.pop("merged_into"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: IncidentOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = IncidentOutExpanded.from_dict(_expanded)

        incident_out = cls(
            id=id,
            brand=brand,
            number=number,
            title=title,
            status=status,
            severity=severity,
            severity_reason=severity_reason,
            lead=lead,
            plan_version=plan_version,
            opened_at=opened_at,
            opened_by=opened_by,
            resolved_at=resolved_at,
            closed_at=closed_at,
            next_update_due_at=next_update_due_at,
            released_to_client_at=released_to_client_at,
            is_drill=is_drill,
            merged_into=merged_into,
            updated_at=updated_at,
            expanded=expanded,
        )

        incident_out.additional_properties = d
        return incident_out

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
