from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.incident_in_request_severity import IncidentInRequestSeverity, check_incident_in_request_severity
from ..types import UNSET, Unset

T = TypeVar("T", bound="IncidentInRequest")


@_attrs_define
class IncidentInRequest:
    """An incident to open.

    Attributes:
        brand (UUID):
        title (str):
        severity (IncidentInRequestSeverity): * `1` - 1
            * `2` - 2
            * `3` - 3
            * `4` - 4
        reason (str):
        plan_version (None | Unset | UUID):
        alert (None | Unset | UUID):
        mentions (list[UUID] | Unset):
        is_drill (bool | Unset):  Default: False.
    """

    brand: UUID
    title: str
    severity: IncidentInRequestSeverity
    reason: str
    plan_version: None | Unset | UUID = UNSET
    alert: None | Unset | UUID = UNSET
    mentions: list[UUID] | Unset = UNSET
    is_drill: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand = str(self.brand)

        title = self.title

        severity: int = self.severity

        reason = self.reason

        plan_version: None | str | Unset
        if isinstance(self.plan_version, Unset):
            plan_version = UNSET
        elif isinstance(self.plan_version, UUID):
            plan_version = str(self.plan_version)
        else:
            plan_version = self.plan_version

        alert: None | str | Unset
        if isinstance(self.alert, Unset):
            alert = UNSET
        elif isinstance(self.alert, UUID):
            alert = str(self.alert)
        else:
            alert = self.alert

        mentions: list[str] | Unset = UNSET
        if not isinstance(self.mentions, Unset):
            mentions = []
            for mentions_item_data in self.mentions:
                mentions_item = str(mentions_item_data)
                mentions.append(mentions_item)

        is_drill = self.is_drill

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
                "title": title,
                "severity": severity,
                "reason": reason,
            }
        )
        if plan_version is not UNSET:
            field_dict["plan_version"] = plan_version
        if alert is not UNSET:
            field_dict["alert"] = alert
        if mentions is not UNSET:
            field_dict["mentions"] = mentions
        if is_drill is not UNSET:
            field_dict["is_drill"] = is_drill

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        title = d.pop("title")

        severity = check_incident_in_request_severity(d.pop("severity"))

        reason = d.pop("reason")

        def _parse_plan_version(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                plan_version_type_0 = UUID(data)

                return plan_version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        plan_version = _parse_plan_version(d.pop("plan_version", UNSET))

        def _parse_alert(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                alert_type_0 = UUID(data)

                return alert_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        alert = _parse_alert(d.pop("alert", UNSET))

        _mentions = d.pop("mentions", UNSET)
        mentions: list[UUID] | Unset = UNSET
        if _mentions is not UNSET:
            mentions = []
            for mentions_item_data in _mentions:
                mentions_item = UUID(mentions_item_data)

                mentions.append(mentions_item)

        is_drill = d.pop("is_drill", UNSET)

        incident_in_request = cls(
            brand=brand,
            title=title,
            severity=severity,
            reason=reason,
            plan_version=plan_version,
            alert=alert,
            mentions=mentions,
            is_drill=is_drill,
        )

        incident_in_request.additional_properties = d
        return incident_in_request

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
