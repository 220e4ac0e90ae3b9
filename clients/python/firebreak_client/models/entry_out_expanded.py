from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.incident_out import IncidentOut


T = TypeVar("T", bound="EntryOutExpanded")


@_attrs_define
class EntryOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        incident (IncidentOut | None | Unset):
    """

    incident: IncidentOut | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.incident_out import IncidentOut  # noqa: PLC0415

        incident: dict[str, Any] | None | Unset
        if isinstance(self.incident, Unset):
            incident = UNSET
        elif isinstance(self.incident, IncidentOut):
            incident = self.incident.to_dict()
        else:
            incident = self.incident

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if incident is not UNSET:
            field_dict["incident"] = incident

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.incident_out import IncidentOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_incident(data: object) -> IncidentOut | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                incident_type_0 = IncidentOut.from_dict(data)

                return incident_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IncidentOut | None | Unset, data)

        incident = _parse_incident(d.pop("incident", UNSET))

        entry_out_expanded = cls(
            incident=incident,
        )

        return entry_out_expanded
