from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.handed_off_out_channel import HandedOffOutChannel, check_handed_off_out_channel

T = TypeVar("T", bound="HandedOffOut")


@_attrs_define
class HandedOffOut:
    """The exact approved text, to be posted by a person.

    Attributes:
        text (str):
        text_sha256 (str):
        channel (HandedOffOutChannel): * `any` - any
            * `social` - social
            * `press` - press
            * `web` - web
            * `customer_care` - customer_care
    """

    text: str
    text_sha256: str
    channel: HandedOffOutChannel
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        text_sha256 = self.text_sha256

        channel: str = self.channel

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "text": text,
                "text_sha256": text_sha256,
                "channel": channel,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        text = d.pop("text")

        text_sha256 = d.pop("text_sha256")

        channel = check_handed_off_out_channel(d.pop("channel"))

        handed_off_out = cls(
            text=text,
            text_sha256=text_sha256,
            channel=channel,
        )

        handed_off_out.additional_properties = d
        return handed_off_out

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
