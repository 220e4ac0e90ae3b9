from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="StepsOut")


@_attrs_define
class StepsOut:
    """The highest hour of each step, null where not covered, with what was expected of that hour at the time.

    Attributes:
        seconds (int): Length of a step.
        negative (bool):
        starts (list[datetime.datetime]):
        seen (list[int | None]):
        expected (list[float]):
        low (list[float]):
        high (list[float]):
    """

    seconds: int
    negative: bool
    starts: list[datetime.datetime]
    seen: list[int | None]
    expected: list[float]
    low: list[float]
    high: list[float]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seconds = self.seconds

        negative = self.negative

        starts = []
        for starts_item_data in self.starts:
            starts_item = starts_item_data.isoformat()
            starts.append(starts_item)

        seen = []
        for seen_item_data in self.seen:
            seen_item: int | None
            seen_item = seen_item_data
            seen.append(seen_item)

        expected = self.expected

        low = self.low

        high = self.high

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "seconds": seconds,
                "negative": negative,
                "starts": starts,
                "seen": seen,
                "expected": expected,
                "low": low,
                "high": high,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seconds = d.pop("seconds")

        negative = d.pop("negative")

        starts = []
        _starts = d.pop("starts")
        for starts_item_data in _starts:
            starts_item = datetime.datetime.fromisoformat(starts_item_data)

            starts.append(starts_item)

        seen = []
        _seen = d.pop("seen")
        for seen_item_data in _seen:

            def _parse_seen_item(data: object) -> int | None:
                if data is None:
                    return data
                return cast(int | None, data)

            seen_item = _parse_seen_item(seen_item_data)

            seen.append(seen_item)

        expected = cast(list[float], d.pop("expected"))

        low = cast(list[float], d.pop("low"))

        high = cast(list[float], d.pop("high"))

        steps_out = cls(
            seconds=seconds,
            negative=negative,
            starts=starts,
            seen=seen,
            expected=expected,
            low=low,
            high=high,
        )

        steps_out.additional_properties = d
        return steps_out

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
