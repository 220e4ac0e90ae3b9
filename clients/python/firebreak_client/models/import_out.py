from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.import_out_ended_because import ImportOutEndedBecause, check_import_out_ended_because
from ..models.import_out_form import ImportOutForm, check_import_out_form
from ..models.import_out_status import ImportOutStatus, check_import_out_status
from ..models.import_out_tool import ImportOutTool, check_import_out_tool
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.import_out_expanded import ImportOutExpanded
    from ..models.import_out_mapping import ImportOutMapping


T = TypeVar("T", bound="ImportOut")


@_attrs_define
class ImportOut:
    """A file of mentions. `read` of `total` rows (reckoned until all are read): mentions that are new (`made`), that were
    there
    (`known`; of these `refreshed` had newer counters), rows that were left out (`refused`), and taken ones of which a
    cell could
    not be read (`doubtful`). `removed` and `kept`: of those made, what taking it back took, and what somebody works on.

        Attributes:
            id (UUID):
            brand (UUID):
            source (None | UUID):
            name (str):
            size (int):
            sha256 (str):
            form (ImportOutForm): * `csv` - csv
                * `xlsx` - xlsx
            tool (ImportOutTool): Whose export it looks like

                * `` -
                * `brandwatch` - brandwatch
                * `meltwater` - meltwater
                * `talkwalker` - talkwalker
                * `pulsar` - pulsar
                * `brand24` - brand24
            columns (list[str]):
            mapping (ImportOutMapping): Our field → the name of a column
            zone (str):
            day_first (bool | None):
            status (ImportOutStatus): * `ready` - Ready
                * `running` - Running
                * `done` - Done
                * `failed` - Failed
                * `cancelled` - Cancelled
                * `undoing` - Undoing
                * `undone` - Undone
                * `discarded` - Discarded Default: 'ready'.
            ended_because (ImportOutEndedBecause): Why it failed

                * `` -
                * `unreadable` - unreadable
                * `no_access` - no_access
                * `error` - error
            ended_words (str):
            total (int):
            read (int):
            made (int):
            known (int):
            refreshed (int):
            refused (int):
            doubtful (int):
            removed (int):
            kept (int):
            started_at (datetime.datetime):
            ended_at (datetime.datetime | None):
            file_until (datetime.datetime | None): When the file is dropped; null: it was
            updated_at (datetime.datetime):
            expanded (ImportOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    source: None | UUID
    name: str
    size: int
    sha256: str
    form: ImportOutForm
    tool: ImportOutTool
    columns: list[str]
    mapping: ImportOutMapping
    zone: str
    day_first: bool | None
    ended_because: ImportOutEndedBecause
    ended_words: str
    total: int
    read: int
    made: int
    known: int
    refreshed: int
    refused: int
    doubtful: int
    removed: int
    kept: int
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    file_until: datetime.datetime | None
    updated_at: datetime.datetime
    status: ImportOutStatus = "ready"
    expanded: ImportOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        source: None | str
        if isinstance(self.source, UUID):
            source = str(self.source)
        else:
            source = self.source

        name = self.name

        size = self.size

        sha256 = self.sha256

        form: str = self.form

        tool: str = self.tool

        columns = self.columns

        mapping = self.mapping.to_dict()

        zone = self.zone

        day_first: bool | None
        day_first = self.day_first

        status: str = self.status

        ended_because: str = self.ended_because

        ended_words = self.ended_words

        total = self.total

        read = self.read

        made = self.made

        known = self.known

        refreshed = self.refreshed

        refused = self.refused

        doubtful = self.doubtful

        removed = self.removed

        kept = self.kept

        started_at = self.started_at.isoformat()

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        file_until: None | str
        if isinstance(self.file_until, datetime.datetime):
            file_until = self.file_until.isoformat()
        else:
            file_until = self.file_until

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
                "source": source,
                "name": name,
                "size": size,
                "sha256": sha256,
                "form": form,
                "tool": tool,
                "columns": columns,
                "mapping": mapping,
                "zone": zone,
                "day_first": day_first,
                "status": status,
                "ended_because": ended_because,
                "ended_words": ended_words,
                "total": total,
                "read": read,
                "made": made,
                "known": known,
                "refreshed": refreshed,
                "refused": refused,
                "doubtful": doubtful,
                "removed": removed,
                "kept": kept,
                "started_at": started_at,
                "ended_at": ended_at,
                "file_until": file_until,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.import_out_expanded import ImportOutExpanded  # noqa: PLC0415
        from ..models.import_out_mapping import ImportOutMapping  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        def _parse_source(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                source_type_0 = UUID(data)

                return source_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        source = _parse_source(d.pop("source"))

        name = d.pop("name")

        size = d.pop("size")

        sha256 = d.pop("sha256")

        form = check_import_out_form(d.pop("form"))

        tool = check_import_out_tool(d.pop("tool"))

        columns = cast(list[str], d.pop("columns"))

        mapping = ImportOutMapping.from_dict(d.pop("mapping"))

        zone = d.pop("zone")

        def _parse_day_first(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        day_first = _parse_day_first(d.pop("day_first"))

        status = check_import_out_status(d.pop("status"))

        ended_because = check_import_out_ended_because(d.pop("ended_because"))

        ended_words = d.pop("ended_words")

        total = d.pop("total")

        read = d.pop("read")

        made = d.pop("made")

        known = d.pop("known")

        refreshed = d.pop("refreshed")

        refused = d.pop("refused")

        doubtful = d.pop("doubtful")

        removed = d.pop("removed")

        kept = d.pop("kept")

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

        def _parse_file_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                file_until_type_0 = datetime.datetime.fromisoformat(data)

                return file_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        file_until = _parse_file_until(d.pop("file_until"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: ImportOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = ImportOutExpanded.from_dict(_expanded)

        import_out = cls(
            id=id,
            brand=brand,
            source=source,
            name=name,
            size=size,
            sha256=sha256,
            form=form,
            tool=tool,
            columns=columns,
            mapping=mapping,
            zone=zone,
            day_first=day_first,
            status=status,
            ended_because=ended_because,
            ended_words=ended_words,
            total=total,
            read=read,
            made=made,
            known=known,
            refreshed=refreshed,
            refused=refused,
            doubtful=doubtful,
            removed=removed,
            kept=kept,
            started_at=started_at,
            ended_at=ended_at,
            file_until=file_until,
            updated_at=updated_at,
            expanded=expanded,
        )

        import_out.additional_properties = d
        return import_out

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
