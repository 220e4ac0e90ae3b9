from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.update_in_request_audience import UpdateInRequestAudience, check_update_in_request_audience
from ..types import UNSET, Unset

T = TypeVar("T", bound="UpdateInRequest")


@_attrs_define
class UpdateInRequest:
    """A status update, and when the next is promised. `release`: lets the client see the incident with it.

    Attributes:
        audience (UpdateInRequestAudience): public is refused (no_public_page) until there is a page the public can read

            * `client` - client
            * `public` - public
        text (str):
        next_due_at (datetime.datetime | None | Unset):
        release (bool | Unset):  Default: False.
    """

    audience: UpdateInRequestAudience
    text: str
    next_due_at: datetime.datetime | None | Unset = UNSET
    release: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        audience: str = self.audience

        text = self.text

        next_due_at: None | str | Unset
        if isinstance(self.next_due_at, Unset):
            next_due_at = UNSET
        elif isinstance(self.next_due_at, datetime.datetime):
            next_due_at = self.next_due_at.isoformat()
        else:
            next_due_at = self.next_due_at

        release = self.release

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "audience": audience,
                "text": text,
            }
        )
        if next_due_at is not UNSET:
            field_dict["next_due_at"] = next_due_at
        if release is not UNSET:
            field_dict["release"] = release

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        audience = check_update_in_request_audience(d.pop("audience"))

        text = d.pop("text")

        def _parse_next_due_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        next_due_at = _parse_next_due_at(d.pop("next_due_at", UNSET))

        release = d.pop("release", UNSET)

        update_in_request = cls(
            audience=audience,
            text=text,
            next_due_at=next_due_at,
            release=release,
        )

        update_in_request.additional_properties = d
        return update_in_request

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
