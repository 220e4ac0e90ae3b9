from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.patched_times_shape_request_digest import (
    PatchedTimesShapeRequestDigest,
    check_patched_times_shape_request_digest,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedTimesShapeRequest")


@_attrs_define
class PatchedTimesShapeRequest:
    """When news reaches one. Times are on one's own clock, as HH:MM; days are those quiet hours begin on, 0 Monday … 6
    Sunday.

    News of the severity `through` and more severe comes at any hour. A start equal to the end is a whole day.

        Attributes:
            quiet (bool | Unset):
            quiet_start (str | Unset):  Example: 22:00.
            quiet_end (str | Unset):  Example: 22:00.
            quiet_days (list[int] | Unset):
            through (int | Unset):
            digest (PatchedTimesShapeRequestDigest | Unset): * `hourly` - hourly
                * `daily` - daily
            digest_at (str | Unset):  Example: 22:00.
    """

    quiet: bool | Unset = UNSET
    quiet_start: str | Unset = UNSET
    quiet_end: str | Unset = UNSET
    quiet_days: list[int] | Unset = UNSET
    through: int | Unset = UNSET
    digest: PatchedTimesShapeRequestDigest | Unset = UNSET
    digest_at: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        quiet = self.quiet

        quiet_start = self.quiet_start

        quiet_end = self.quiet_end

        quiet_days: list[int] | Unset = UNSET
        if not isinstance(self.quiet_days, Unset):
            quiet_days = self.quiet_days

        through = self.through

        digest: str | Unset = UNSET
        if not isinstance(self.digest, Unset):
            digest = self.digest

        digest_at = self.digest_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if quiet is not UNSET:
            field_dict["quiet"] = quiet
        if quiet_start is not UNSET:
            field_dict["quiet_start"] = quiet_start
        if quiet_end is not UNSET:
            field_dict["quiet_end"] = quiet_end
        if quiet_days is not UNSET:
            field_dict["quiet_days"] = quiet_days
        if through is not UNSET:
            field_dict["through"] = through
        if digest is not UNSET:
            field_dict["digest"] = digest
        if digest_at is not UNSET:
            field_dict["digest_at"] = digest_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        quiet = d.pop("quiet", UNSET)

        quiet_start = d.pop("quiet_start", UNSET)

        quiet_end = d.pop("quiet_end", UNSET)

        quiet_days = cast(list[int], d.pop("quiet_days", UNSET))

        through = d.pop("through", UNSET)

        _digest = d.pop("digest", UNSET)
        digest: PatchedTimesShapeRequestDigest | Unset
        if isinstance(_digest, Unset):
            digest = UNSET
        else:
            digest = check_patched_times_shape_request_digest(_digest)

        digest_at = d.pop("digest_at", UNSET)

        patched_times_shape_request = cls(
            quiet=quiet,
            quiet_start=quiet_start,
            quiet_end=quiet_end,
            quiet_days=quiet_days,
            through=through,
            digest=digest,
            digest_at=digest_at,
        )

        patched_times_shape_request.additional_properties = d
        return patched_times_shape_request

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
