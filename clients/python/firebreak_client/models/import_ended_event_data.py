from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.import_ended_event_data_status import ImportEndedEventDataStatus, check_import_ended_event_data_status

T = TypeVar("T", bound="ImportEndedEventData")


@_attrs_define
class ImportEndedEventData:
    """
    Attributes:
        status (ImportEndedEventDataStatus):
        read (int):
        made (int):
        known (int):
        refused (int):
    """

    status: ImportEndedEventDataStatus
    read: int
    made: int
    known: int
    refused: int

    def to_dict(self) -> dict[str, Any]:
        status: str = self.status

        read = self.read

        made = self.made

        known = self.known

        refused = self.refused

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "status": status,
                "read": read,
                "made": made,
                "known": known,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        status = check_import_ended_event_data_status(d.pop("status"))

        read = d.pop("read")

        made = d.pop("made")

        known = d.pop("known")

        refused = d.pop("refused")

        import_ended_event_data = cls(
            status=status,
            read=read,
            made=made,
            known=known,
            refused=refused,
        )

        return import_ended_event_data
