from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.browser_keys_request import BrowserKeysRequest


T = TypeVar("T", bound="BrowserInRequest")


@_attrs_define
class BrowserInRequest:
    """A Web Push subscription.

    Attributes:
        endpoint (str):
        keys (BrowserKeysRequest): As the browser's PushManager gives them.
        device (str | Unset):  Default: ''.
    """

    endpoint: str
    keys: BrowserKeysRequest
    device: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        endpoint = self.endpoint

        keys = self.keys.to_dict()

        device = self.device

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "endpoint": endpoint,
                "keys": keys,
            }
        )
        if device is not UNSET:
            field_dict["device"] = device

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.browser_keys_request import BrowserKeysRequest  # noqa: PLC0415

        d = dict(src_dict)
        endpoint = d.pop("endpoint")

        keys = BrowserKeysRequest.from_dict(d.pop("keys"))

        device = d.pop("device", UNSET)

        browser_in_request = cls(
            endpoint=endpoint,
            keys=keys,
            device=device,
        )

        browser_in_request.additional_properties = d
        return browser_in_request

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
