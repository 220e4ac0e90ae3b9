from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.agency_out_status import AgencyOutStatus, check_agency_out_status

T = TypeVar("T", bound="AgencyOut")


@_attrs_define
class AgencyOut:
    """An agency.

    Attributes:
        id (UUID):
        name (str):
        slug (str):
        status (AgencyOutStatus): * `requested` - Requested
            * `creating` - Creating
            * `active` - Active
            * `suspended` - Suspended
            * `failed` - Failed
            * `closed` - Closed
        progress (str):
        suspended_reason (str):
        time_zone (str):
        require_mfa (bool):
        created_at (datetime.datetime):
    """

    id: UUID
    name: str
    slug: str
    status: AgencyOutStatus
    progress: str
    suspended_reason: str
    time_zone: str
    require_mfa: bool
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        slug = self.slug

        status: str = self.status

        progress = self.progress

        suspended_reason = self.suspended_reason

        time_zone = self.time_zone

        require_mfa = self.require_mfa

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "slug": slug,
                "status": status,
                "progress": progress,
                "suspended_reason": suspended_reason,
                "time_zone": time_zone,
                "require_mfa": require_mfa,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        slug = d.pop("slug")

        status = check_agency_out_status(d.pop("status"))

        progress = d.pop("progress")

        suspended_reason = d.pop("suspended_reason")

        time_zone = d.pop("time_zone")

        require_mfa = d.pop("require_mfa")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        agency_out = cls(
            id=id,
            name=name,
            slug=slug,
            status=status,
            progress=progress,
            suspended_reason=suspended_reason,
            time_zone=time_zone,
            require_mfa=require_mfa,
            created_at=created_at,
        )

        agency_out.additional_properties = d
        return agency_out

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
