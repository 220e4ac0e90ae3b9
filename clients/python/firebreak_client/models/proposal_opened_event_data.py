from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="ProposalOpenedEventData")


@_attrs_define
class ProposalOpenedEventData:
    """
    Attributes:
        plan (UUID):
        lesson_id (None | UUID):
    """

    plan: UUID
    lesson_id: None | UUID

    def to_dict(self) -> dict[str, Any]:
        plan = str(self.plan)

        lesson_id: None | str
        if isinstance(self.lesson_id, UUID):
            lesson_id = str(self.lesson_id)
        else:
            lesson_id = self.lesson_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "plan": plan,
                "lesson_id": lesson_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        plan = UUID(d.pop("plan"))

        def _parse_lesson_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lesson_id_type_0 = UUID(data)

                return lesson_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        lesson_id = _parse_lesson_id(d.pop("lesson_id"))

        proposal_opened_event_data = cls(
            plan=plan,
            lesson_id=lesson_id,
        )

        return proposal_opened_event_data
