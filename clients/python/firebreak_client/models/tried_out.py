from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.fired_out import FiredOut
    from ..models.moment_out import MomentOut
    from ..models.steps_out import StepsOut
    from ..models.tried_out_held import TriedOutHeld


T = TypeVar("T", bound="TriedOut")


@_attrs_define
class TriedOut:
    """What one setting would have done. `held`: minutes held back, by reason. `matched` of `read` mentions met it.

    Attributes:
        label (str):
        sentence (str):
        days (float):
        fired (list[FiredOut]):
        joined (int):
        held (TriedOutHeld):
        moment (MomentOut | None):
        matched (int | None):
        read (int | None):
        steps (None | StepsOut):
    """

    label: str
    sentence: str
    days: float
    fired: list[FiredOut]
    joined: int
    held: TriedOutHeld
    moment: MomentOut | None
    matched: int | None
    read: int | None
    steps: None | StepsOut
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.moment_out import MomentOut  # noqa: PLC0415
        from ..models.steps_out import StepsOut  # noqa: PLC0415

        label = self.label

        sentence = self.sentence

        days = self.days

        fired = []
        for fired_item_data in self.fired:
            fired_item = fired_item_data.to_dict()
            fired.append(fired_item)

        joined = self.joined

        held = self.held.to_dict()

        moment: dict[str, Any] | None
        if isinstance(self.moment, MomentOut):
            moment = self.moment.to_dict()
        else:
            moment = self.moment

        matched: int | None
        matched = self.matched

        read: int | None
        read = self.read

        steps: dict[str, Any] | None
        if isinstance(self.steps, StepsOut):
            steps = self.steps.to_dict()
        else:
            steps = self.steps

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "label": label,
                "sentence": sentence,
                "days": days,
                "fired": fired,
                "joined": joined,
                "held": held,
                "moment": moment,
                "matched": matched,
                "read": read,
                "steps": steps,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.fired_out import FiredOut  # noqa: PLC0415
        from ..models.moment_out import MomentOut  # noqa: PLC0415
        from ..models.steps_out import StepsOut  # noqa: PLC0415
        from ..models.tried_out_held import TriedOutHeld  # noqa: PLC0415

        d = dict(src_dict)
        label = d.pop("label")

        sentence = d.pop("sentence")

        days = d.pop("days")

        fired = []
        _fired = d.pop("fired")
        for fired_item_data in _fired:
            fired_item = FiredOut.from_dict(fired_item_data)

            fired.append(fired_item)

        joined = d.pop("joined")

        held = TriedOutHeld.from_dict(d.pop("held"))

        def _parse_moment(data: object) -> MomentOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                moment_type_0 = MomentOut.from_dict(data)

                return moment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MomentOut | None, data)

        moment = _parse_moment(d.pop("moment"))

        def _parse_matched(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        matched = _parse_matched(d.pop("matched"))

        def _parse_read(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        read = _parse_read(d.pop("read"))

        def _parse_steps(data: object) -> None | StepsOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                steps_type_0 = StepsOut.from_dict(data)

                return steps_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StepsOut, data)

        steps = _parse_steps(d.pop("steps"))

        tried_out = cls(
            label=label,
            sentence=sentence,
            days=days,
            fired=fired,
            joined=joined,
            held=held,
            moment=moment,
            matched=matched,
            read=read,
            steps=steps,
        )

        tried_out.additional_properties = d
        return tried_out

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
