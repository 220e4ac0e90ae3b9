from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.gap_out import GapOut


T = TypeVar("T", bound="HealthOut")


@_attrs_define
class HealthOut:
    """State in one word and one sentence; times; notes on how it was read; the gaps of the last 14 days.

    Attributes:
        state (str):
        sentence (str):
        last_success_at (datetime.datetime | None):
        covered_until (datetime.datetime | None):
        last_new_at (datetime.datetime | None):
        next_fetch_at (datetime.datetime | None):
        error_code (str):
        error (str):
        notes (list[str]):
        gaps (list[GapOut]):
    """

    state: str
    sentence: str
    last_success_at: datetime.datetime | None
    covered_until: datetime.datetime | None
    last_new_at: datetime.datetime | None
    next_fetch_at: datetime.datetime | None
    error_code: str
    error: str
    notes: list[str]
    gaps: list[GapOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        state = self.state

        sentence = self.sentence

        last_success_at: None | str
        if isinstance(self.last_success_at, datetime.datetime):
            last_success_at = self.last_success_at.isoformat()
        else:
            last_success_at = self.last_success_at

        covered_until: None | str
        if isinstance(self.covered_until, datetime.datetime):
            covered_until = self.covered_until.isoformat()
        else:
            covered_until = self.covered_until

        last_new_at: None | str
        if isinstance(self.last_new_at, datetime.datetime):
            last_new_at = self.last_new_at.isoformat()
        else:
            last_new_at = self.last_new_at

        next_fetch_at: None | str
        if isinstance(self.next_fetch_at, datetime.datetime):
            next_fetch_at = self.next_fetch_at.isoformat()
        else:
            next_fetch_at = self.next_fetch_at

        error_code = self.error_code

        error = self.error

        notes = self.notes

        gaps = []
        for gaps_item_data in self.gaps:
            gaps_item = gaps_item_data.to_dict()
            gaps.append(gaps_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "state": state,
                "sentence": sentence,
                "last_success_at": last_success_at,
                "covered_until": covered_until,
                "last_new_at": last_new_at,
                "next_fetch_at": next_fetch_at,
                "error_code": error_code,
                "error": error,
                "notes": notes,
                "gaps": gaps,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.gap_out import GapOut  # noqa: PLC0415

        d = dict(src_dict)
        state = d.pop("state")

        sentence = d.pop("sentence")

        def _parse_last_success_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_success_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_success_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_success_at = _parse_last_success_at(d.pop("last_success_at"))

        def _parse_covered_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                covered_until_type_0 = datetime.datetime.fromisoformat(data)

                return covered_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        covered_until = _parse_covered_until(d.pop("covered_until"))

        def _parse_last_new_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_new_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_new_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_new_at = _parse_last_new_at(d.pop("last_new_at"))

        def _parse_next_fetch_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_fetch_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_fetch_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_fetch_at = _parse_next_fetch_at(d.pop("next_fetch_at"))

        error_code = d.pop("error_code")

        error = d.pop("error")

        notes = cast(list[str], d.pop("notes"))

        gaps = []
        _gaps = d.pop("gaps")
        for gaps_item_data in _gaps:
            gaps_item = GapOut.from_dict(gaps_item_data)

            gaps.append(gaps_item)

        health_out = cls(
            state=state,
            sentence=sentence,
            last_success_at=last_success_at,
            covered_until=covered_until,
            last_new_at=last_new_at,
            next_fetch_at=next_fetch_at,
            error_code=error_code,
            error=error,
            notes=notes,
            gaps=gaps,
        )

        health_out.additional_properties = d
        return health_out

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
