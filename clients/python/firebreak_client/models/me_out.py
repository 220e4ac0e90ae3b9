from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.me_out_role import MeOutRole, check_me_out_role

if TYPE_CHECKING:
    from ..models.key_of_mine_out import KeyOfMineOut


T = TypeVar("T", bound="MeOut")


@_attrs_define
class MeOut:
    """Who asks. `time_zone` empty: the agency's; `theme` empty: the system's. `key` null: a person who is logged in.

    Attributes:
        user_id (int):
        name (str):
        email (str): Of a machine member: an address nobody has
        is_machine (bool): Whether this is a machine member
        time_zone (str):
        theme (str):
        keys_on (bool):
        role (MeOutRole): * `owner` - owner
            * `admin` - admin
            * `manager` - manager
            * `analyst` - analyst
            * `client` - client
        agency (str):
        capabilities (list[str]): Everything they, or this key, may do.
        key (KeyOfMineOut | None):
    """

    user_id: int
    name: str
    email: str
    is_machine: bool
    time_zone: str
    theme: str
    keys_on: bool
    role: MeOutRole
    agency: str
    capabilities: list[str]
    key: KeyOfMineOut | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.key_of_mine_out import KeyOfMineOut  # noqa: PLC0415

        user_id = self.user_id

        name = self.name

        email = self.email

        is_machine = self.is_machine

        time_zone = self.time_zone

        theme = self.theme

        keys_on = self.keys_on

        role: str = self.role

        agency = self.agency

        capabilities = self.capabilities

        key: dict[str, Any] | None
        if isinstance(self.key, KeyOfMineOut):
            key = self.key.to_dict()
        else:
            key = self.key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "user_id": user_id,
                "name": name,
                "email": email,
                "is_machine": is_machine,
                "time_zone": time_zone,
                "theme": theme,
                "keys_on": keys_on,
                "role": role,
                "agency": agency,
                "capabilities": capabilities,
                "key": key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.key_of_mine_out import KeyOfMineOut  # noqa: PLC0415

        d = dict(src_dict)
        user_id = d.pop("user_id")

        name = d.pop("name")

        email = d.pop("email")

        is_machine = d.pop("is_machine")

        time_zone = d.pop("time_zone")

        theme = d.pop("theme")

        keys_on = d.pop("keys_on")

        role = check_me_out_role(d.pop("role"))

        agency = d.pop("agency")

        capabilities = cast(list[str], d.pop("capabilities"))

        def _parse_key(data: object) -> KeyOfMineOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                key_type_0 = KeyOfMineOut.from_dict(data)

                return key_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KeyOfMineOut | None, data)

        key = _parse_key(d.pop("key"))

        me_out = cls(
            user_id=user_id,
            name=name,
            email=email,
            is_machine=is_machine,
            time_zone=time_zone,
            theme=theme,
            keys_on=keys_on,
            role=role,
            agency=agency,
            capabilities=capabilities,
            key=key,
        )

        me_out.additional_properties = d
        return me_out

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
