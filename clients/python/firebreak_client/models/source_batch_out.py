from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.source_batch_out_status import SourceBatchOutStatus, check_source_batch_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source_batch_out_expanded import SourceBatchOutExpanded


T = TypeVar("T", bound="SourceBatchOut")


@_attrs_define
class SourceBatchOut:
    """A list of sources. Of its `total` lines so many were `added`, were `there` already, were `refused`; the others wait.

    Attributes:
        id (UUID):
        brand (UUID):
        everything (bool):
        status (SourceBatchOutStatus): * `working` - Working
            * `done` - Done
            * `stopped` - Stopped
        total (int):
        added (int):
        there (int):
        refused (int):
        started_at (datetime.datetime):
        ended_at (datetime.datetime | None):
        updated_at (datetime.datetime):
        expanded (SourceBatchOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    everything: bool
    status: SourceBatchOutStatus
    total: int
    added: int
    there: int
    refused: int
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    updated_at: datetime.datetime
    expanded: SourceBatchOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        everything = self.everything

        status: str = self.status

        total = self.total

        added = self.added

        there = self.there

        refused = self.refused

        started_at = self.started_at.isoformat()

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
                "brand": brand,
                "everything": everything,
                "status": status,
                "total": total,
                "added": added,
                "there": there,
                "refused": refused,
                "started_at": started_at,
                "ended_at": ended_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_batch_out_expanded import SourceBatchOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        everything = d.pop("everything")

        status = check_source_batch_out_status(d.pop("status"))

        total = d.pop("total")

        added = d.pop("added")

        there = d.pop("there")

        refused = d.pop("refused")

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

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: SourceBatchOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = SourceBatchOutExpanded.from_dict(_expanded)

        source_batch_out = cls(
            id=id,
            brand=brand,
            everything=everything,
            status=status,
            total=total,
            added=added,
            there=there,
            refused=refused,
            started_at=started_at,
            ended_at=ended_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        source_batch_out.additional_properties = d
        return source_batch_out

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
