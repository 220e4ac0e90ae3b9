from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.mark_out import MarkOut


T = TypeVar("T", bound="CurveOut")


@_attrs_define
class CurveOut:
    """Mentions per step, oldest first; `expected`, `low` and `high` are null where nothing was known yet.

    Attributes:
        step_seconds (int): the length of a step
        starts (list[datetime.datetime]):
        total (list[int]):
        negative (list[int]):
        expected (list[float | None]):
        low (list[float | None]):
        high (list[float | None]):
        learning (bool):
        began (datetime.datetime):
        until (datetime.datetime):
        marks (list[MarkOut]):
        last_hour (int):
        last_hour_negative (int):
        arrived_lately (int): not linked, first seen in the last 30 minutes
    """

    step_seconds: int
    starts: list[datetime.datetime]
    total: list[int]
    negative: list[int]
    expected: list[float | None]
    low: list[float | None]
    high: list[float | None]
    learning: bool
    began: datetime.datetime
    until: datetime.datetime
    marks: list[MarkOut]
    last_hour: int
    last_hour_negative: int
    arrived_lately: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        step_seconds = self.step_seconds

        starts = []
        for starts_item_data in self.starts:
            starts_item = starts_item_data.isoformat()
            starts.append(starts_item)

        total = self.total

        negative = self.negative

        expected = []
        for expected_item_data in self.expected:
            expected_item: float | None
            expected_item = expected_item_data
            expected.append(expected_item)

        low = []
        for low_item_data in self.low:
            low_item: float | None
            low_item = low_item_data
            low.append(low_item)

        high = []
        for high_item_data in self.high:
            high_item: float | None
            high_item = high_item_data
            high.append(high_item)

        learning = self.learning

        began = self.began.isoformat()

        until = self.until.isoformat()

        marks = []
        for marks_item_data in self.marks:
            marks_item = marks_item_data.to_dict()
            marks.append(marks_item)

        last_hour = self.last_hour

        last_hour_negative = self.last_hour_negative

        arrived_lately = self.arrived_lately

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "step_seconds": step_seconds,
                "starts": starts,
                "total": total,
                "negative": negative,
                "expected": expected,
                "low": low,
                "high": high,
                "learning": learning,
                "began": began,
                "until": until,
                "marks": marks,
                "last_hour": last_hour,
                "last_hour_negative": last_hour_negative,
                "arrived_lately": arrived_lately,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mark_out import MarkOut  # noqa: PLC0415

        d = dict(src_dict)
        step_seconds = d.pop("step_seconds")

        starts = []
        _starts = d.pop("starts")
        for starts_item_data in _starts:
            starts_item = datetime.datetime.fromisoformat(starts_item_data)

            starts.append(starts_item)

        total = cast(list[int], d.pop("total"))

        negative = cast(list[int], d.pop("negative"))

        expected = []
        _expected = d.pop("expected")
        for expected_item_data in _expected:

            def _parse_expected_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            expected_item = _parse_expected_item(expected_item_data)

            expected.append(expected_item)

        low = []
        _low = d.pop("low")
        for low_item_data in _low:

            def _parse_low_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            low_item = _parse_low_item(low_item_data)

            low.append(low_item)

        high = []
        _high = d.pop("high")
        for high_item_data in _high:

            def _parse_high_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            high_item = _parse_high_item(high_item_data)

            high.append(high_item)

        learning = d.pop("learning")

        began = datetime.datetime.fromisoformat(d.pop("began"))

        until = datetime.datetime.fromisoformat(d.pop("until"))

        marks = []
        _marks = d.pop("marks")
        for marks_item_data in _marks:
            marks_item = MarkOut.from_dict(marks_item_data)

            marks.append(marks_item)

        last_hour = d.pop("last_hour")

        last_hour_negative = d.pop("last_hour_negative")

        arrived_lately = d.pop("arrived_lately")

        curve_out = cls(
            step_seconds=step_seconds,
            starts=starts,
            total=total,
            negative=negative,
            expected=expected,
            low=low,
            high=high,
            learning=learning,
            began=began,
            until=until,
            marks=marks,
            last_hour=last_hour,
            last_hour_negative=last_hour_negative,
            arrived_lately=arrived_lately,
        )

        curve_out.additional_properties = d
        return curve_out

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
