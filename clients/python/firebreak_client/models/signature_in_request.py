from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SignatureInRequest")


@_attrs_define
class SignatureInRequest:
    """A message as a receiver got it: three headers and the body.

    Attributes:
        message_id (str): webhook-id
        timestamp (str): webhook-timestamp: seconds since 1970
        signature (str): webhook-signature
        body (str): As it was received, byte for byte
    """

    message_id: str
    timestamp: str
    signature: str
    body: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        message_id = self.message_id

        timestamp = self.timestamp

        signature = self.signature

        body = self.body

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "message_id": message_id,
                "timestamp": timestamp,
                "signature": signature,
                "body": body,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        message_id = d.pop("message_id")

        timestamp = d.pop("timestamp")

        signature = d.pop("signature")

        body = d.pop("body")

        signature_in_request = cls(
            message_id=message_id,
            timestamp=timestamp,
            signature=signature,
            body=body,
        )

        signature_in_request.additional_properties = d
        return signature_in_request

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
