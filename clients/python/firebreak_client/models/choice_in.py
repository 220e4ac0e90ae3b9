from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.choice_in_channel import ChoiceInChannel, check_choice_in_channel
from ..models.choice_in_kind import ChoiceInKind, check_choice_in_kind

T = TypeVar("T", bound="ChoiceIn")


@_attrs_define
class ChoiceIn:
    """Whether a kind of news comes by a way.

    Attributes:
        kind (ChoiceInKind): * `alert` - alert
            * `incident` - incident
            * `task` - task
            * `approval` - approval
            * `update_due` - update_due
            * `source` - source
            * `proposal` - proposal
            * `webhook` - webhook
            * `key` - key
        channel (ChoiceInChannel): * `mail` - mail
            * `push` - push
        on (bool):
    """

    kind: ChoiceInKind
    channel: ChoiceInChannel
    on: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        channel: str = self.channel

        on = self.on

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "channel": channel,
                "on": on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_choice_in_kind(d.pop("kind"))

        channel = check_choice_in_channel(d.pop("channel"))

        on = d.pop("on")

        choice_in = cls(
            kind=kind,
            channel=channel,
            on=on,
        )

        choice_in.additional_properties = d
        return choice_in

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
