from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PublicationOut")


@_attrs_define
class PublicationOut:
    """Where an approved text stands.

    Attributes:
        id (UUID):
        answer (UUID):
        text_sha256 (str):
        url (str):
        confirmed_by (int):
        confirmed_at (datetime.datetime):
    """

    id: UUID
    answer: UUID
    text_sha256: str
    url: str
    confirmed_by: int
    confirmed_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        answer = str(self.answer)

        text_sha256 = self.text_sha256

        url = self.url

        confirmed_by = self.confirmed_by

        confirmed_at = self.confirmed_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "answer": answer,
                "text_sha256": text_sha256,
                "url": url,
                "confirmed_by": confirmed_by,
                "confirmed_at": confirmed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        answer = UUID(d.pop("answer"))

        text_sha256 = d.pop("text_sha256")

        url = d.pop("url")

        confirmed_by = d.pop("confirmed_by")

        confirmed_at = datetime.datetime.fromisoformat(d.pop("confirmed_at"))

        publication_out = cls(
            id=id,
            answer=answer,
            text_sha256=text_sha256,
            url=url,
            confirmed_by=confirmed_by,
            confirmed_at=confirmed_at,
        )

        publication_out.additional_properties = d
        return publication_out

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
