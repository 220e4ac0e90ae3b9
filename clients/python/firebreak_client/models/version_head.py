from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.version_head_status import VersionHeadStatus, check_version_head_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.version_head_expanded import VersionHeadExpanded


T = TypeVar("T", bound="VersionHead")


@_attrs_define
class VersionHead:
    """A version without its parts.

    Attributes:
        id (UUID):
        plan (UUID):
        number (int | None): Given when it is published.
        status (VersionHeadStatus): * `draft` - Draft
            * `published` - Published
            * `retired` - Retired
        summary (str):
        change_note (str):
        based_on (None | UUID):
        lock (int): Grows with every edit of a draft: the ETag.
        created_at (datetime.datetime):
        edited_at (datetime.datetime | None):
        published_at (datetime.datetime | None):
        retired_at (datetime.datetime | None):
        updated_at (datetime.datetime):
        expanded (VersionHeadExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    plan: UUID
    number: int | None
    status: VersionHeadStatus
    summary: str
    change_note: str
    based_on: None | UUID
    lock: int
    created_at: datetime.datetime
    edited_at: datetime.datetime | None
    published_at: datetime.datetime | None
    retired_at: datetime.datetime | None
    updated_at: datetime.datetime
    expanded: VersionHeadExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        plan = str(self.plan)

        number: int | None
        number = self.number

        status: str = self.status

        summary = self.summary

        change_note = self.change_note

        based_on: None | str
        if isinstance(self.based_on, UUID):
            based_on = str(self.based_on)
        else:
            based_on = self.based_on

        lock = self.lock

        created_at = self.created_at.isoformat()

        edited_at: None | str
        if isinstance(self.edited_at, datetime.datetime):
            edited_at = self.edited_at.isoformat()
        else:
            edited_at = self.edited_at

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        retired_at: None | str
        if isinstance(self.retired_at, datetime.datetime):
            retired_at = self.retired_at.isoformat()
        else:
            retired_at = self.retired_at

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "plan": plan,
                "number": number,
                "status": status,
                "summary": summary,
                "change_note": change_note,
                "based_on": based_on,
                "lock": lock,
                "created_at": created_at,
                "edited_at": edited_at,
                "published_at": published_at,
                "retired_at": retired_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.version_head_expanded import VersionHeadExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        plan = UUID(d.pop("plan"))

        def _parse_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        number = _parse_number(d.pop("number"))

        status = check_version_head_status(d.pop("status"))

        summary = d.pop("summary")

        change_note = d.pop("change_note")

        def _parse_based_on(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                based_on_type_0 = UUID(data)

                return based_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        based_on = _parse_based_on(d.pop("based_on"))

        lock = d.pop("lock")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_edited_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                edited_at_type_0 = datetime.datetime.fromisoformat(data)

                return edited_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        edited_at = _parse_edited_at(d.pop("edited_at"))

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        def _parse_retired_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                retired_at_type_0 = datetime.datetime.fromisoformat(data)

                return retired_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        retired_at = _parse_retired_at(d.pop("retired_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: VersionHeadExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = VersionHeadExpanded.from_dict(_expanded)

        version_head = cls(
            id=id,
            plan=plan,
            number=number,
            status=status,
            summary=summary,
            change_note=change_note,
            based_on=based_on,
            lock=lock,
            created_at=created_at,
            edited_at=edited_at,
            published_at=published_at,
            retired_at=retired_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        version_head.additional_properties = d
        return version_head

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
