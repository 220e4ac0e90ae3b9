from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.entry_out_visibility import EntryOutVisibility, check_entry_out_visibility
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.entry_out_expanded import EntryOutExpanded
    from ..models.entry_out_payload_type_0 import EntryOutPayloadType0


T = TypeVar("T", bound="EntryOut")


@_attrs_define
class EntryOut:
    """One thing that happened.

    Attributes:
        id (UUID):
        incident (UUID):
        seq (int):
        at (datetime.datetime):
        kind (str):
        actor_id (int | None):
        actor_label (str):
        visibility (EntryOutVisibility): * `internal` - Internal
            * `client` - Client
            * `public` - Public
        payload (EntryOutPayloadType0 | None): by kind; null: erased
        corrects_seq (int | None):
        corrected_by (int | None): the number of the entry that corrects it; null: it stands
        digest (str):
        expanded (EntryOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    incident: UUID
    seq: int
    at: datetime.datetime
    kind: str
    actor_id: int | None
    actor_label: str
    visibility: EntryOutVisibility
    payload: EntryOutPayloadType0 | None
    corrects_seq: int | None
    corrected_by: int | None
    digest: str
    expanded: EntryOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.entry_out_payload_type_0 import EntryOutPayloadType0  # noqa: PLC0415

        id = str(self.id)

        incident = str(self.incident)

        seq = self.seq

        at = self.at.isoformat()

        kind = self.kind

        actor_id: int | None
        actor_id = self.actor_id

        actor_label = self.actor_label

        visibility: str = self.visibility

        payload: dict[str, Any] | None
        if isinstance(self.payload, EntryOutPayloadType0):
            payload = self.payload.to_dict()
        else:
            payload = self.payload

        corrects_seq: int | None
        corrects_seq = self.corrects_seq

        corrected_by: int | None
        corrected_by = self.corrected_by

        digest = self.digest

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "incident": incident,
                "seq": seq,
                "at": at,
                "kind": kind,
                "actor_id": actor_id,
                "actor_label": actor_label,
                "visibility": visibility,
                "payload": payload,
                "corrects_seq": corrects_seq,
                "corrected_by": corrected_by,
                "digest": digest,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.entry_out_expanded import EntryOutExpanded  # noqa: PLC0415
        from ..models.entry_out_payload_type_0 import EntryOutPayloadType0  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        incident = UUID(d.pop("incident"))

        seq = d.pop("seq")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        kind = d.pop("kind")

        def _parse_actor_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        actor_id = _parse_actor_id(d.pop("actor_id"))

        actor_label = d.pop("actor_label")

        visibility = check_entry_out_visibility(d.pop("visibility"))

        def _parse_payload(data: object) -> EntryOutPayloadType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                payload_type_0 = EntryOutPayloadType0.from_dict(data)

                return payload_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EntryOutPayloadType0 | None, data)

        payload = _parse_payload(d.pop("payload"))

        def _parse_corrects_seq(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        corrects_seq = _parse_corrects_seq(d.pop("corrects_seq"))

        def _parse_corrected_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        corrected_by = _parse_corrected_by(d.pop("corrected_by"))

        digest = d.pop("digest")

        _expanded = d.pop("expanded", UNSET)
        expanded: EntryOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = EntryOutExpanded.from_dict(_expanded)

        entry_out = cls(
            id=id,
            incident=incident,
            seq=seq,
            at=at,
            kind=kind,
            actor_id=actor_id,
            actor_label=actor_label,
            visibility=visibility,
            payload=payload,
            corrects_seq=corrects_seq,
            corrected_by=corrected_by,
            digest=digest,
            expanded=expanded,
        )

        entry_out.additional_properties = d
        return entry_out

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
