from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReceivingOut")


@_attrs_define
class ReceivingOut:
    """Where a source is sent to, and what came. The address is empty for whoever may not change sources.

    Attributes:
        address (str):
        has_secret (bool):
        received (int): Deliveries that were let in.
        received_at (datetime.datetime | None):
        refused (int):
        refused_at (datetime.datetime | None):
        refusal (str): Why the last one was refused.
    """

    address: str
    has_secret: bool
    received: int
    received_at: datetime.datetime | None
    refused: int
    refused_at: datetime.datetime | None
    refusal: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        has_secret = self.has_secret

        received = self.received

        received_at: None | str
        if isinstance(self.received_at, datetime.datetime):
            received_at = self.received_at.isoformat()
        else:
            received_at = self.received_at

        refused = self.refused

        refused_at: None | str
        if isinstance(self.refused_at, datetime.datetime):
            refused_at = self.refused_at.isoformat()
        else:
            refused_at = self.refused_at

        refusal = self.refusal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "has_secret": has_secret,
                "received": received,
                "received_at": received_at,
                "refused": refused,
                "refused_at": refused_at,
                "refusal": refusal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        address = d.pop("address")

        has_secret = d.pop("has_secret")

        received = d.pop("received")

        def _parse_received_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                received_at_type_0 = datetime.datetime.fromisoformat(data)

                return received_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        received_at = _parse_received_at(d.pop("received_at"))

        refused = d.pop("refused")

        def _parse_refused_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                refused_at_type_0 = datetime.datetime.fromisoformat(data)

                return refused_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        refused_at = _parse_refused_at(d.pop("refused_at"))

        refusal = d.pop("refusal")

        receiving_out = cls(
            address=address,
            has_secret=has_secret,
            received=received,
            received_at=received_at,
            refused=refused,
            refused_at=refused_at,
            refusal=refusal,
        )

        receiving_out.additional_properties = d
        return receiving_out

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
