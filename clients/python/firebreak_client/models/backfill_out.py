from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.backfill_out_status import BackfillOutStatus, check_backfill_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.backfill_out_expanded import BackfillOutExpanded


T = TypeVar("T", bound="BackfillOut")


@_attrs_define
class BackfillOut:
    """A run of a query over what is stored. `read` of `total` posts; `made`: mentions that were not there before.

    Attributes:
        id (UUID):
        query (UUID):
        query_version (int):
        since (datetime.datetime):
        status (BackfillOutStatus): * `running` - Running
            * `done` - Done
            * `cancelled` - Cancelled
            * `replaced` - Replaced
            * `failed` - Failed Default: 'running'.
        total (int):
        read (int):
        matched (int):
        made (int):
        by (str):
        started_at (datetime.datetime):
        moved_at (datetime.datetime):
        ended_at (datetime.datetime | None):
        updated_at (datetime.datetime):
        expanded (BackfillOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    query: UUID
    query_version: int
    since: datetime.datetime
    total: int
    read: int
    matched: int
    made: int
    by: str
    started_at: datetime.datetime
    moved_at: datetime.datetime
    ended_at: datetime.datetime | None
    updated_at: datetime.datetime
    status: BackfillOutStatus = "running"
    expanded: BackfillOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        query = str(self.query)

        query_version = self.query_version

        since = self.since.isoformat()

        status: str = self.status

        total = self.total

        read = self.read

        matched = self.matched

        made = self.made

        by = self.by

        started_at = self.started_at.isoformat()

        moved_at = self.moved_at.isoformat()

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "query": query,
                "query_version": query_version,
                "since": since,
                "status": status,
                "total": total,
                "read": read,
                "matched": matched,
                "made": made,
                "by": by,
                "started_at": started_at,
                "moved_at": moved_at,
                "ended_at": ended_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.backfill_out_expanded import BackfillOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        query = UUID(d.pop("query"))

        query_version = d.pop("query_version")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        status = check_backfill_out_status(d.pop("status"))

        total = d.pop("total")

        read = d.pop("read")

        matched = d.pop("matched")

        made = d.pop("made")

        by = d.pop("by")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        moved_at = datetime.datetime.fromisoformat(d.pop("moved_at"))

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

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: BackfillOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = BackfillOutExpanded.from_dict(_expanded)

        backfill_out = cls(
            id=id,
            query=query,
            query_version=query_version,
            since=since,
            status=status,
            total=total,
            read=read,
            matched=matched,
            made=made,
            by=by,
            started_at=started_at,
            moved_at=moved_at,
            ended_at=ended_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        backfill_out.additional_properties = d
        return backfill_out

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
