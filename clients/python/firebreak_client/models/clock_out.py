from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.clock_out_kind import ClockOutKind, check_clock_out_kind
from ..models.clock_out_state import ClockOutState, check_clock_out_state

T = TypeVar("T", bound="ClockOut")


@_attrs_define
class ClockOut:
    """What an incident is measured by. `state`: running, met, missed (reached after `due_at`), held (it ended without).

    Attributes:
        kind (ClockOutKind): * `acknowledged` - acknowledged
            * `published` - published
            * `answered` - answered
            * `update` - update
        started_at (datetime.datetime):
        due_at (datetime.datetime):
        reached_at (datetime.datetime | None):
        state (ClockOutState): * `running` - running
            * `met` - met
            * `missed` - missed
            * `held` - held
    """

    kind: ClockOutKind
    started_at: datetime.datetime
    due_at: datetime.datetime
    reached_at: datetime.datetime | None
    state: ClockOutState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        started_at = self.started_at.isoformat()

        due_at = self.due_at.isoformat()

        reached_at: None | str
        if isinstance(self.reached_at, datetime.datetime):
            reached_at = self.reached_at.isoformat()
        else:
            reached_at = self.reached_at

        state: str = self.state

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "started_at": started_at,
                "due_at": due_at,
                "reached_at": reached_at,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_clock_out_kind(d.pop("kind"))

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        def _parse_reached_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reached_at_type_0 = datetime.datetime.fromisoformat(data)

                return reached_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        reached_at = _parse_reached_at(d.pop("reached_at"))

        state = check_clock_out_state(d.pop("state"))

        clock_out = cls(
            kind=kind,
            started_at=started_at,
            due_at=due_at,
            reached_at=reached_at,
            state=state,
        )

        clock_out.additional_properties = d
        return clock_out

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
