from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.entry_note_in_request_visibility import (
    EntryNoteInRequestVisibility,
    check_entry_note_in_request_visibility,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="EntryNoteInRequest")


@_attrs_define
class EntryNoteInRequest:
    """A note; for the client it is a release.

    Attributes:
        text (str):
        visibility (EntryNoteInRequestVisibility | Unset): public is refused (no_public_page) until there is a page the
            public can read

            * `internal` - internal
            * `client` - client
            * `public` - public Default: 'internal'.
    """

    text: str
    visibility: EntryNoteInRequestVisibility | Unset = "internal"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        visibility: str | Unset = UNSET
        if not isinstance(self.visibility, Unset):
            visibility = self.visibility

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "text": text,
            }
        )
        if visibility is not UNSET:
            field_dict["visibility"] = visibility

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        text = d.pop("text")

        _visibility = d.pop("visibility", UNSET)
        visibility: EntryNoteInRequestVisibility | Unset
        if isinstance(_visibility, Unset):
            visibility = UNSET
        else:
            visibility = check_entry_note_in_request_visibility(_visibility)

        entry_note_in_request = cls(
            text=text,
            visibility=visibility,
        )

        entry_note_in_request.additional_properties = d
        return entry_note_in_request

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
