from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.rule_version_out_settings import RuleVersionOutSettings


T = TypeVar("T", bound="RuleVersionOut")


@_attrs_define
class RuleVersionOut:
    """A rule as it was: its own settings beside all else that was set.

    Attributes:
        number (int):
        settings (RuleVersionOutSettings):
        severity (int):
        by (int | None):
        at (datetime.datetime):
    """

    number: int
    settings: RuleVersionOutSettings
    severity: int
    by: int | None
    at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        settings = self.settings.to_dict()

        severity = self.severity

        by: int | None
        by = self.by

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "settings": settings,
                "severity": severity,
                "by": by,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.rule_version_out_settings import RuleVersionOutSettings  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        settings = RuleVersionOutSettings.from_dict(d.pop("settings"))

        severity = d.pop("severity")

        def _parse_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        by = _parse_by(d.pop("by"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        rule_version_out = cls(
            number=number,
            settings=settings,
            severity=severity,
            by=by,
            at=at,
        )

        rule_version_out.additional_properties = d
        return rule_version_out

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
