from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.times_shape_digest import TimesShapeDigest, check_times_shape_digest

T = TypeVar("T", bound="TimesShape")


@_attrs_define
class TimesShape:
    """When news reaches one. Times are on one's own clock, as HH:MM; days are those quiet hours begin on, 0 Monday … 6
    Sunday.

    News of the severity `through` and more severe comes at any hour. A start equal to the end is a whole day.

        Attributes:
            quiet (bool):
            quiet_start (str):  Example: 22:00.
            quiet_end (str):  Example: 22:00.
            quiet_days (list[int]):
            through (int):
            digest (TimesShapeDigest): * `hourly` - hourly
                * `daily` - daily
            digest_at (str):  Example: 22:00.
    """

    quiet: bool
    quiet_start: str
    quiet_end: str
    quiet_days: list[int]
    through: int
    digest: TimesShapeDigest
    digest_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        quiet = self.quiet

        quiet_start = self.quiet_start

        quiet_end = self.quiet_end

        quiet_days = self.quiet_days

        through = self.through

        digest: str = self.digest

        digest_at = self.digest_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "quiet": quiet,
                "quiet_start": quiet_start,
                "quiet_end": quiet_end,
                "quiet_days": quiet_days,
                "through": through,
                "digest": digest,
                "digest_at": digest_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        quiet = d.pop("quiet")

        quiet_start = d.pop("quiet_start")

        quiet_end = d.pop("quiet_end")

        quiet_days = cast(list[int], d.pop("quiet_days"))

        through = d.pop("through")

        digest = check_times_shape_digest(d.pop("digest"))

        digest_at = d.pop("digest_at")

        times_shape = cls(
            quiet=quiet,
            quiet_start=quiet_start,
            quiet_end=quiet_end,
            quiet_days=quiet_days,
            through=through,
            digest=digest,
            digest_at=digest_at,
        )

        times_shape.additional_properties = d
        return times_shape

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
