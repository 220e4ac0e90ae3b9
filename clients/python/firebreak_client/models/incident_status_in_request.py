from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.incident_status_in_request_action import (
    IncidentStatusInRequestAction,
    check_incident_status_in_request_action,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="IncidentStatusInRequest")


@_attrs_define
class IncidentStatusInRequest:
    """Which way, and why.

    Attributes:
        action (IncidentStatusInRequestAction): * `dismiss` - dismiss
            * `respond` - respond
            * `stabilise` - stabilise
            * `resolve` - resolve
            * `close` - close
            * `reopen` - reopen
        reason (str | Unset):  Default: ''.
        waiver (str | Unset): why open items are left undone: needed to end it then Default: ''.
    """

    action: IncidentStatusInRequestAction
    reason: str | Unset = ""
    waiver: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        reason = self.reason

        waiver = self.waiver

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "action": action,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason
        if waiver is not UNSET:
            field_dict["waiver"] = waiver

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        action = check_incident_status_in_request_action(d.pop("action"))

        reason = d.pop("reason", UNSET)

        waiver = d.pop("waiver", UNSET)

        incident_status_in_request = cls(
            action=action,
            reason=reason,
            waiver=waiver,
        )

        incident_status_in_request.additional_properties = d
        return incident_status_in_request

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
