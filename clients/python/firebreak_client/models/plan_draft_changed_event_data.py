from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.plan_draft_changed_event_data_part import (
    PlanDraftChangedEventDataPart,
    check_plan_draft_changed_event_data_part,
)
from ..models.plan_draft_changed_event_data_what import (
    PlanDraftChangedEventDataWhat,
    check_plan_draft_changed_event_data_what,
)

T = TypeVar("T", bound="PlanDraftChangedEventData")


@_attrs_define
class PlanDraftChangedEventData:
    """
    Attributes:
        version (UUID):
        what (PlanDraftChangedEventDataWhat):
        part (PlanDraftChangedEventDataPart):
        key (None | UUID):
    """

    version: UUID
    what: PlanDraftChangedEventDataWhat
    part: PlanDraftChangedEventDataPart
    key: None | UUID

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        what: str = self.what

        part: str = self.part

        key: None | str
        if isinstance(self.key, UUID):
            key = str(self.key)
        else:
            key = self.key

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "what": what,
                "part": part,
                "key": key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = UUID(d.pop("version"))

        what = check_plan_draft_changed_event_data_what(d.pop("what"))

        part = check_plan_draft_changed_event_data_part(d.pop("part"))

        def _parse_key(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                key_type_0 = UUID(data)

                return key_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        key = _parse_key(d.pop("key"))

        plan_draft_changed_event_data = cls(
            version=version,
            what=what,
            part=part,
            key=key,
        )

        return plan_draft_changed_event_data
