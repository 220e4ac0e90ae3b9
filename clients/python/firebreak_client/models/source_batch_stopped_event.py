from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.source_batch_stopped_event_visibility import (
    SourceBatchStoppedEventVisibility,
    check_source_batch_stopped_event_visibility,
)

if TYPE_CHECKING:
    from ..models.actor_out import ActorOut
    from ..models.source_batch_stopped_event_data import SourceBatchStoppedEventData
    from ..models.source_batch_stopped_event_object_type_0 import SourceBatchStoppedEventObjectType0
    from ..models.subject_out import SubjectOut


T = TypeVar("T", bound="SourceBatchStoppedEvent")


@_attrs_define
class SourceBatchStoppedEvent:
    """The adding of a list of sources was stopped; what was added stays.

    Attributes:
        id (UUID):
        position (int | None):
        at (datetime.datetime):
        action (Literal['source_batch.stopped']):
        version (int): Of what `data` says.
        subject (SubjectOut): What it is about, as it was called then.
        incident (None | UUID):
        brand (None | UUID):
        visibility (SourceBatchStoppedEventVisibility): * `owners` - owners
            * `internal` - internal
            * `client` - client
        severity (int | None):
        drill (bool):
        actor (ActorOut): Who did it. `id`: of the user; `key`: of the API key that acted for them; `by_link`: by a link
            in a mail.
        request_id (str):
        ip (None | str): For owners and admins.
        data (SourceBatchStoppedEventData):
        object_ (None | SourceBatchStoppedEventObjectType0): With `expand=subject`, and in webhooks: the subject as it
            is now, in the shape of its own address, as far as you may see it.
    """

    id: UUID
    position: int | None
    at: datetime.datetime
    action: Literal["source_batch.stopped"]
    version: int
    subject: SubjectOut
    incident: None | UUID
    brand: None | UUID
    visibility: SourceBatchStoppedEventVisibility
    severity: int | None
    drill: bool
    actor: ActorOut
    request_id: str
    ip: None | str
    data: SourceBatchStoppedEventData
    object_: None | SourceBatchStoppedEventObjectType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.source_batch_stopped_event_object_type_0 import SourceBatchStoppedEventObjectType0  # noqa: PLC0415

        id = str(self.id)

        position: int | None
        position = self.position

        at = self.at.isoformat()

        action = self.action

        version = self.version

        subject = self.subject.to_dict()

        incident: None | str
        if isinstance(self.incident, UUID):
            incident = str(self.incident)
        else:
            incident = self.incident

        brand: None | str
        if isinstance(self.brand, UUID):
            brand = str(self.brand)
        else:
            brand = self.brand

        visibility: str = self.visibility

        severity: int | None
        severity = self.severity

        drill = self.drill

        actor = self.actor.to_dict()

        request_id = self.request_id

        ip: None | str
        ip = self.ip

        data = self.data.to_dict()

        object_: dict[str, Any] | None
        if isinstance(self.object_, SourceBatchStoppedEventObjectType0):
            object_ = self.object_.to_dict()
        else:
            object_ = self.object_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "position": position,
                "at": at,
                "action": action,
                "version": version,
                "subject": subject,
                "incident": incident,
                "brand": brand,
                "visibility": visibility,
                "severity": severity,
                "drill": drill,
                "actor": actor,
                "request_id": request_id,
                "ip": ip,
                "data": data,
                "object": object_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor_out import ActorOut  # noqa: PLC0415
        from ..models.source_batch_stopped_event_data import SourceBatchStoppedEventData  # noqa: PLC0415
        from ..models.source_batch_stopped_event_object_type_0 import SourceBatchStoppedEventObjectType0  # noqa: PLC0415
        from ..models.subject_out import SubjectOut  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_position(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        position = _parse_position(d.pop("position"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        action = cast(Literal["source_batch.stopped"], d.pop("action"))
        if action != "source_batch.stopped":
            raise ValueError(f"action must match const 'source_batch.stopped', got '{action}'")

        version = d.pop("version")

        subject = SubjectOut.from_dict(d.pop("subject"))

        def _parse_incident(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                incident_type_0 = UUID(data)

                return incident_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        incident = _parse_incident(d.pop("incident"))

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

        visibility = check_source_batch_stopped_event_visibility(d.pop("visibility"))

        def _parse_severity(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        severity = _parse_severity(d.pop("severity"))

        drill = d.pop("drill")

        actor = ActorOut.from_dict(d.pop("actor"))

        request_id = d.pop("request_id")

        def _parse_ip(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ip = _parse_ip(d.pop("ip"))

        data = SourceBatchStoppedEventData.from_dict(d.pop("data"))

        def _parse_object_(data: object) -> None | SourceBatchStoppedEventObjectType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                object_type_0 = SourceBatchStoppedEventObjectType0.from_dict(data)

                return object_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SourceBatchStoppedEventObjectType0, data)

        object_ = _parse_object_(d.pop("object"))

        source_batch_stopped_event = cls(
            id=id,
            position=position,
            at=at,
            action=action,
            version=version,
            subject=subject,
            incident=incident,
            brand=brand,
            visibility=visibility,
            severity=severity,
            drill=drill,
            actor=actor,
            request_id=request_id,
            ip=ip,
            data=data,
            object_=object_,
        )

        source_batch_stopped_event.additional_properties = d
        return source_batch_stopped_event

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
