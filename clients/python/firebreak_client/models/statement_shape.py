from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.statement_shape_channel import StatementShapeChannel, check_statement_shape_channel

if TYPE_CHECKING:
    from ..models.slot_shape import SlotShape


T = TypeVar("T", bound="StatementShape")


@_attrs_define
class StatementShape:
    """A prepared first answer.

    Attributes:
        key (UUID):
        title (str):
        channel (StatementShapeChannel): * `any` - any
            * `social` - social
            * `press` - press
            * `web` - web
            * `customer_care` - customer_care
        language (str):
        text (str):
        slots (list[SlotShape]):
    """

    key: UUID
    title: str
    channel: StatementShapeChannel
    language: str
    text: str
    slots: list[SlotShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = str(self.key)

        title = self.title

        channel: str = self.channel

        language = self.language

        text = self.text

        slots = []
        for slots_item_data in self.slots:
            slots_item = slots_item_data.to_dict()
            slots.append(slots_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "title": title,
                "channel": channel,
                "language": language,
                "text": text,
                "slots": slots,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.slot_shape import SlotShape  # noqa: PLC0415

        d = dict(src_dict)
        key = UUID(d.pop("key"))

        title = d.pop("title")

        channel = check_statement_shape_channel(d.pop("channel"))

        language = d.pop("language")

        text = d.pop("text")

        slots = []
        _slots = d.pop("slots")
        for slots_item_data in _slots:
            slots_item = SlotShape.from_dict(slots_item_data)

            slots.append(slots_item)

        statement_shape = cls(
            key=key,
            title=title,
            channel=channel,
            language=language,
            text=text,
            slots=slots,
        )

        statement_shape.additional_properties = d
        return statement_shape

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
