from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.debrief_out_status import DebriefOutStatus, check_debrief_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.debrief_out_expanded import DebriefOutExpanded
    from ..models.lesson_out import LessonOut


T = TypeVar("T", bound="DebriefOut")


@_attrs_define
class DebriefOut:
    """The look back.

    Attributes:
        id (UUID):
        incident (UUID):
        status (DebriefOutStatus): * `draft` - Draft
            * `finished` - Finished
        what_happened (str):
        went_well (str):
        went_badly (str):
        root_causes (str):
        version (int):
        started_at (datetime.datetime):
        finished_at (datetime.datetime | None):
        lessons (list[LessonOut]):
        updated_at (datetime.datetime):
        expanded (DebriefOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    incident: UUID
    status: DebriefOutStatus
    what_happened: str
    went_well: str
    went_badly: str
    root_causes: str
    version: int
    started_at: datetime.datetime
    finished_at: datetime.datetime | None
    lessons: list[LessonOut]
    updated_at: datetime.datetime
    expanded: DebriefOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        incident = str(self.incident)

        status: str = self.status

        what_happened = self.what_happened

        went_well = self.went_well

        went_badly = self.went_badly

        root_causes = self.root_causes

        version = self.version

        started_at = self.started_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        lessons = []
        for lessons_item_data in self.lessons:
            lessons_item = lessons_item_data.to_dict()
            lessons.append(lessons_item)

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
                "status": status,
                "what_happened": what_happened,
                "went_well": went_well,
                "went_badly": went_badly,
                "root_causes": root_causes,
                "version": version,
                "started_at": started_at,
                "finished_at": finished_at,
                "lessons": lessons,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.debrief_out_expanded import DebriefOutExpanded  # noqa: PLC0415
        from ..models.lesson_out import LessonOut  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        incident = UUID(d.pop("incident"))

        status = check_debrief_out_status(d.pop("status"))

        what_happened = d.pop("what_happened")

        went_well = d.pop("went_well")

        went_badly = d.pop("went_badly")

        root_causes = d.pop("root_causes")

        version = d.pop("version")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

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

        lessons = []
        _lessons = d.pop("lessons")
        for lessons_item_data in _lessons:
            lessons_item = LessonOut.from_dict(lessons_item_data)

            lessons.append(lessons_item)

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: DebriefOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = DebriefOutExpanded.from_dict(_expanded)

        debrief_out = cls(
            id=id,
            incident=incident,
            status=status,
            what_happened=what_happened,
            went_well=went_well,
            went_badly=went_badly,
            root_causes=root_causes,
            version=version,
            started_at=started_at,
            finished_at=finished_at,
            lessons=lessons,
            updated_at=updated_at,
            expanded=expanded,
        )

        debrief_out.additional_properties = d
        return debrief_out

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
