from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.platform_out_scope import PlatformOutScope, check_platform_out_scope

if TYPE_CHECKING:
    from ..models.field_out import FieldOut


T = TypeVar("T", bound="PlatformOut")


@_attrs_define
class PlatformOut:
    """A kind of source. The first of its fields is where it lies.

    Attributes:
        platform (str):
        name (str):
        about (str):
        scope (PlatformOutScope): * `public` - Shared: a feed is read once for all agencies that have it.
            * `app` - Shared, and read with the operator's own key.
            * `private` - Always an agency's own.
        history (bool): What was published before it was added can be read.
        replies (bool): Its posts can be answered from here.
        fields (list[FieldOut]):
    """

    platform: str
    name: str
    about: str
    scope: PlatformOutScope
    history: bool
    replies: bool
    fields: list[FieldOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        platform = self.platform

        name = self.name

        about = self.about

        scope: str = self.scope

        history = self.history

        replies = self.replies

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "platform": platform,
                "name": name,
                "about": about,
                "scope": scope,
                "history": history,
                "replies": replies,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field_out import FieldOut  # noqa: PLC0415

        d = dict(src_dict)
        platform = d.pop("platform")

        name = d.pop("name")

        about = d.pop("about")

        scope = check_platform_out_scope(d.pop("scope"))

        history = d.pop("history")

        replies = d.pop("replies")

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = FieldOut.from_dict(fields_item_data)

            fields.append(fields_item)

        platform_out = cls(
            platform=platform,
            name=name,
            about=about,
            scope=scope,
            history=history,
            replies=replies,
            fields=fields,
        )

        platform_out.additional_properties = d
        return platform_out

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
