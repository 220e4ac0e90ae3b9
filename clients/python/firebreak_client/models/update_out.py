from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.update_out_audience import UpdateOutAudience, check_update_out_audience
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.correction_out import CorrectionOut
    from ..models.update_out_expanded import UpdateOutExpanded


T = TypeVar("T", bound="UpdateOut")


@_attrs_define
class UpdateOut:
    """What we told people about progress. `correction`: null where it stands.

    Attributes:
        id (UUID):
        incident (UUID):
        audience (UpdateOutAudience): * `client` - Client
            * `public` - Public
        text (str):
        sent_by (int):
        sent_at (datetime.datetime):
        next_due_at (datetime.datetime | None):
        correction (CorrectionOut | None):
        expanded (UpdateOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    incident: UUID
    audience: UpdateOutAudience
    text: str
    sent_by: int
    sent_at: datetime.datetime
    next_due_at: datetime.datetime | None
    correction: CorrectionOut | None
    expanded: UpdateOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.correction_out import CorrectionOut  # noqa: PLC0415

        id = str(self.id)

        incident = str(self.incident)

        audience: str = self.audience

        text = self.text

        sent_by = self.sent_by

        sent_at = self.sent_at.isoformat()

        next_due_at: None | str
        if isinstance(self.next_due_at, datetime.datetime):
            next_due_at = self.next_due_at.isoformat()
        else:
            next_due_at = self.next_due_at

        correction: dict[str, Any] | None
        if isinstance(self.correction, CorrectionOut):
            correction = self.correction.to_dict()
        else:
            correction = self.correction

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "incident": incident,
                "audience": audience,
                "text": text,
                "sent_by": sent_by,
                "sent_at": sent_at,
                "next_due_at": next_due_at,
                "correction": correction,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.correction_out import CorrectionOut  # noqa: PLC0415
        from ..models.update_out_expanded import UpdateOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        incident = UUID(d.pop("incident"))

        audience = check_update_out_audience(d.pop("audience"))

        text = d.pop("text")

        sent_by = d.pop("sent_by")

        sent_at = datetime.datetime.fromisoformat(d.pop("sent_at"))

        def _parse_next_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_due_at = _parse_next_due_at(d.pop("next_due_at"))

        def _parse_correction(data: object) -> CorrectionOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                correction_type_0 = CorrectionOut.from_dict(data)

                return correction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CorrectionOut | None, data)

        correction = _parse_correction(d.pop("correction"))

        _expanded = d.pop("expanded", UNSET)
        expanded: UpdateOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = UpdateOutExpanded.from_dict(_expanded)

        update_out = cls(
            id=id,
            incident=incident,
            audience=audience,
            text=text,
            sent_by=sent_by,
            sent_at=sent_at,
            next_due_at=next_due_at,
            correction=correction,
            expanded=expanded,
        )

        update_out.additional_properties = d
        return update_out

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
