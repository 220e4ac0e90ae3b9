from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.access_log_out_detail import AccessLogOutDetail


T = TypeVar("T", bound="AccessLogOut")


@_attrs_define
class AccessLogOut:
    """An entry of the access log.

    Attributes:
        id (UUID):
        at (datetime.datetime):
        actor_label (str):
        action (str):
        subject (str):
        detail (AccessLogOutDetail): by action
        ip (None | str):
    """

    id: UUID
    at: datetime.datetime
    actor_label: str
    action: str
    subject: str
    detail: AccessLogOutDetail
    ip: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        at = self.at.isoformat()

        actor_label = self.actor_label

        action = self.action

        subject = self.subject

        detail = self.detail.to_dict()

        ip: None | str
        ip = self.ip

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "at": at,
                "actor_label": actor_label,
                "action": action,
                "subject": subject,
                "detail": detail,
                "ip": ip,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.access_log_out_detail import AccessLogOutDetail  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        actor_label = d.pop("actor_label")

        action = d.pop("action")

        subject = d.pop("subject")

        detail = AccessLogOutDetail.from_dict(d.pop("detail"))

        def _parse_ip(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ip = _parse_ip(d.pop("ip"))

        access_log_out = cls(
            id=id,
            at=at,
            actor_label=actor_label,
            action=action,
            subject=subject,
            detail=detail,
            ip=ip,
        )

        access_log_out.additional_properties = d
        return access_log_out

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
