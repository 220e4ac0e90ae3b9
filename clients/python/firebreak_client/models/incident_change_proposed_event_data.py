from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentChangeProposedEventData")


@_attrs_define
class IncidentChangeProposedEventData:
    """
    Attributes:
        lesson (UUID):
        proposal (UUID):
    """

    lesson: UUID
    proposal: UUID

    def to_dict(self) -> dict[str, Any]:
        lesson = str(self.lesson)

        proposal = str(self.proposal)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "lesson": lesson,
                "proposal": proposal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        lesson = UUID(d.pop("lesson"))

        proposal = UUID(d.pop("proposal"))

        incident_change_proposed_event_data = cls(
            lesson=lesson,
            proposal=proposal,
        )

        return incident_change_proposed_event_data
