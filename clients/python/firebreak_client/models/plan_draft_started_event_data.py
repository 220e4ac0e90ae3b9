from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="PlanDraftStartedEventData")


@_attrs_define
class PlanDraftStartedEventData:
    """
    Attributes:
        version (UUID):
        based_on (None | UUID):
    """

    version: UUID
    based_on: None | UUID

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        based_on: None | str
        if isinstance(self.based_on, UUID):
            based_on = str(self.based_on)
        else:
            based_on = self.based_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "based_on": based_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = UUID(d.pop("version"))

        def _parse_based_on(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                based_on_type_0 = UUID(data)

                return based_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        based_on = _parse_based_on(d.pop("based_on"))

        plan_draft_started_event_data = cls(
            version=version,
            based_on=based_on,
        )

        return plan_draft_started_event_data
