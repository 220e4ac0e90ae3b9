from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.notification_out_kind import NotificationOutKind, check_notification_out_kind

T = TypeVar("T", bound="NotificationOut")


@_attrs_define
class NotificationOut:
    """What one was told.

    Attributes:
        id (UUID):
        event (None | UUID): What happened: its id in `/api/v1/events/`, for as long as that is kept.
        brand (None | UUID):
        kind (NotificationOutKind): * `alert` - alert
            * `incident` - incident
            * `task` - task
            * `approval` - approval
            * `update_due` - update_due
            * `source` - source
            * `proposal` - proposal
            * `webhook` - webhook
            * `key` - key
        severity (int | None):
        title (str):
        body (str):
        path (str):
        created_at (datetime.datetime):
        read_at (datetime.datetime | None):
        held_until (datetime.datetime | None):
        in_digest (bool):
        ack_due_at (datetime.datetime | None):
        acknowledged_at (datetime.datetime | None):
        escalated_at (datetime.datetime | None):
        updated_at (datetime.datetime):
    """

    id: UUID
    event: None | UUID
    brand: None | UUID
    kind: NotificationOutKind
    severity: int | None
    title: str
    body: str
    path: str
    created_at: datetime.datetime
    read_at: datetime.datetime | None
    held_until: datetime.datetime | None
    in_digest: bool
    ack_due_at: datetime.datetime | None
    acknowledged_at: datetime.datetime | None
    escalated_at: datetime.datetime | None
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        event: None | str
        if isinstance(self.event, UUID):
            event = str(self.event)
        else:
            event = self.event

        brand: None | str
        if isinstance(self.brand, UUID):
            brand = str(self.brand)
        else:
            brand = self.brand

        kind: str = self.kind

        severity: int | None
        severity = self.severity

        title = self.title

        body = self.body

        path = self.path

        created_at = self.created_at.isoformat()

        read_at: None | str
        if isinstance(self.read_at, datetime.datetime):
            read_at = self.read_at.isoformat()
        else:
            read_at = self.read_at

        held_until: None | str
        if isinstance(self.held_until, datetime.datetime):
            held_until = self.held_until.isoformat()
        else:
            held_until = self.held_until

        in_digest = self.in_digest

        ack_due_at: None | str
        if isinstance(self.ack_due_at, datetime.datetime):
            ack_due_at = self.ack_due_at.isoformat()
        else:
            ack_due_at = self.ack_due_at

        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        escalated_at: None | str
        if isinstance(self.escalated_at, datetime.datetime):
            escalated_at = self.escalated_at.isoformat()
        else:
            escalated_at = self.escalated_at

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "event": event,
                "brand": brand,
                "kind": kind,
                "severity": severity,
                "title": title,
                "body": body,
                "path": path,
                "created_at": created_at,
                "read_at": read_at,
                "held_until": held_until,
                "in_digest": in_digest,
                "ack_due_at": ack_due_at,
                "acknowledged_at": acknowledged_at,
                "escalated_at": escalated_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_event(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                event_type_0 = UUID(data)

                return event_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        event = _parse_event(d.pop("event"))

        def _parse_brand(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                brand_type_0 = UUID(data)

                return brand_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        brand = _parse_brand(d.pop("brand"))

        kind = check_notification_out_kind(d.pop("kind"))

        def _parse_severity(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        severity = _parse_severity(d.pop("severity"))

        title = d.pop("title")

        body = d.pop("body")

        path = d.pop("path")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_read_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                read_at_type_0 = datetime.datetime.fromisoformat(data)

                return read_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        read_at = _parse_read_at(d.pop("read_at"))

        def _parse_held_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                held_until_type_0 = datetime.datetime.fromisoformat(data)

                return held_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        held_until = _parse_held_until(d.pop("held_until"))

        in_digest = d.pop("in_digest")

        def _parse_ack_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ack_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return ack_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ack_due_at = _parse_ack_due_at(d.pop("ack_due_at"))

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

        def _parse_escalated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                escalated_at_type_0 = datetime.datetime.fromisoformat(data)

                return escalated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        escalated_at = _parse_escalated_at(d.pop("escalated_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        notification_out = cls(
            id=id,
            event=event,
            brand=brand,
            kind=kind,
            severity=severity,
            title=title,
            body=body,
            path=path,
            created_at=created_at,
            read_at=read_at,
            held_until=held_until,
            in_digest=in_digest,
            ack_due_at=ack_due_at,
            acknowledged_at=acknowledged_at,
            escalated_at=escalated_at,
            updated_at=updated_at,
        )

        notification_out.additional_properties = d
        return notification_out

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
