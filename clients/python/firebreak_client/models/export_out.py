from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.export_out_ended_because import ExportOutEndedBecause, check_export_out_ended_because
from ..models.export_out_status import ExportOutStatus, check_export_out_status

if TYPE_CHECKING:
    from ..models.export_out_filters import ExportOutFilters


T = TypeVar("T", bound="ExportOut")


@_attrs_define
class ExportOut:
    """One's file of mentions. `read` of `total` mentions were looked at so far, `written` are in it; `size` in bytes.

    Attributes:
        id (UUID):
        status (ExportOutStatus): * `running` - Running
            * `done` - Done
            * `cancelled` - Cancelled
            * `failed` - Failed
            * `expired` - Expired
        ended_because (ExportOutEndedBecause): Why it failed

            * `` -
            * `no_access` - no_access
            * `error` - error
        filters (ExportOutFilters): What it is narrowed by
        matching (str): In the query language; empty: nothing
        total (int):
        read (int):
        written (int):
        size (int):
        started_at (datetime.datetime):
        ended_at (datetime.datetime | None):
        expires_at (datetime.datetime | None):
        updated_at (datetime.datetime):
    """

    id: UUID
    status: ExportOutStatus
    ended_because: ExportOutEndedBecause
    filters: ExportOutFilters
    matching: str
    total: int
    read: int
    written: int
    size: int
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    expires_at: datetime.datetime | None
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        status: str = self.status

        ended_because: str = self.ended_because

        filters = self.filters.to_dict()

        matching = self.matching

        total = self.total

        read = self.read

        written = self.written

        size = self.size

        started_at = self.started_at.isoformat()

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        expires_at: None | str
        if isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "ended_because": ended_because,
                "filters": filters,
                "matching": matching,
                "total": total,
                "read": read,
                "written": written,
                "size": size,
                "started_at": started_at,
                "ended_at": ended_at,
                "expires_at": expires_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.export_out_filters import ExportOutFilters  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        status = check_export_out_status(d.pop("status"))

        ended_because = check_export_out_ended_because(d.pop("ended_because"))

        filters = ExportOutFilters.from_dict(d.pop("filters"))

        matching = d.pop("matching")

        total = d.pop("total")

        read = d.pop("read")

        written = d.pop("written")

        size = d.pop("size")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        def _parse_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        export_out = cls(
            id=id,
            status=status,
            ended_because=ended_because,
            filters=filters,
            matching=matching,
            total=total,
            read=read,
            written=written,
            size=size,
            started_at=started_at,
            ended_at=ended_at,
            expires_at=expires_at,
            updated_at=updated_at,
        )

        export_out.additional_properties = d
        return export_out

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
