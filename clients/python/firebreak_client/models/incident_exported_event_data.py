from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.incident_exported_event_data_for import (
    IncidentExportedEventDataFor,
    check_incident_exported_event_data_for,
)

T = TypeVar("T", bound="IncidentExportedEventData")


@_attrs_define
class IncidentExportedEventData:
    """
    Attributes:
        for_ (IncidentExportedEventDataFor):
        sha256 (str):
    """

    for_: IncidentExportedEventDataFor
    sha256: str

    def to_dict(self) -> dict[str, Any]:
        for_: str = self.for_

        sha256 = self.sha256

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "for": for_,
                "sha256": sha256,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        for_ = check_incident_exported_event_data_for(d.pop("for"))

        sha256 = d.pop("sha256")

        incident_exported_event_data = cls(
            for_=for_,
            sha256=sha256,
        )

        return incident_exported_event_data
