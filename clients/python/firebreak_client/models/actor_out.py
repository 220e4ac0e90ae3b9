from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.actor_out_kind import ActorOutKind, check_actor_out_kind

T = TypeVar("T", bound="ActorOut")


@_attrs_define
class ActorOut:
    """Who did it. `id`: of the user; `key`: of the API key that acted for them; `by_link`: by a link in a mail.

    Attributes:
        kind (ActorOutKind): * `person` - person
            * `key` - key
            * `rule` - rule
            * `system` - system
        id (int | None):
        label (str):
        key (None | UUID):
        by_link (bool):
    """

    kind: ActorOutKind
    id: int | None
    label: str
    key: None | UUID
    by_link: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        id: int | None
        id = self.id

        label = self.label

        key: None | str
        if isinstance(self.key, UUID):
            key = str(self.key)
        else:
            key = self.key

        by_link = self.by_link

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "id": id,
                "label": label,
                "key": key,
                "by_link": by_link,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_actor_out_kind(d.pop("kind"))

        def _parse_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        id = _parse_id(d.pop("id"))

        label = d.pop("label")

        def _parse_key(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                key_type_0 = UUID(data)

                return key_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        key = _parse_key(d.pop("key"))

        by_link = d.pop("by_link")

        actor_out = cls(
            kind=kind,
            id=id,
            label=label,
            key=key,
            by_link=by_link,
        )

        actor_out.additional_properties = d
        return actor_out

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
