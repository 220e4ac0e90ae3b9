from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ApplicationOut")


@_attrs_define
class ApplicationOut:
    """A program that people may let act for them. It has no secret.

    Attributes:
        id (UUID):
        name (str):
        client_id (str):
        redirect_uris (list[str]): Where it is answered, each exactly
        created_at (datetime.datetime):
        ended_at (datetime.datetime | None):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    client_id: str
    redirect_uris: list[str]
    created_at: datetime.datetime
    ended_at: datetime.datetime | None
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        client_id = self.client_id

        redirect_uris = self.redirect_uris

        created_at = self.created_at.isoformat()

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "client_id": client_id,
                "redirect_uris": redirect_uris,
                "created_at": created_at,
                "ended_at": ended_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        client_id = d.pop("client_id")

        redirect_uris = cast(list[str], d.pop("redirect_uris"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        application_out = cls(
            id=id,
            name=name,
            client_id=client_id,
            redirect_uris=redirect_uris,
            created_at=created_at,
            ended_at=ended_at,
            updated_at=updated_at,
        )

        application_out.additional_properties = d
        return application_out

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
