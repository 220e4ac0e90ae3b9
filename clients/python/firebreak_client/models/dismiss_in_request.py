from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.dismiss_in_request_outcome import DismissInRequestOutcome, check_dismiss_in_request_outcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="DismissInRequest")


@_attrs_define
class DismissInRequest:
    """Why it is nothing.

    Attributes:
        outcome (DismissInRequestOutcome): * `crisis` - crisis
            * `issue` - issue
            * `noise` - noise
            * `known_campaign` - known_campaign
        reason (str | Unset):  Default: ''.
    """

    outcome: DismissInRequestOutcome
    reason: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        outcome: str = self.outcome

        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        outcome = check_dismiss_in_request_outcome(d.pop("outcome"))

        reason = d.pop("reason", UNSET)

        dismiss_in_request = cls(
            outcome=outcome,
            reason=reason,
        )

        dismiss_in_request.additional_properties = d
        return dismiss_in_request

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
