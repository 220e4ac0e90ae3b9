from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.place_in_request import PlaceInRequest


T = TypeVar("T", bound="TeamInRequest")


@_attrs_define
class TeamInRequest:
    """The whole team.

    Attributes:
        team (list[PlaceInRequest]):
    """

    team: list[PlaceInRequest]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        team = []
        for team_item_data in self.team:
            team_item = team_item_data.to_dict()
            team.append(team_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "team": team,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.place_in_request import PlaceInRequest  # noqa: PLC0415

        d = dict(src_dict)
        team = []
        _team = d.pop("team")
        for team_item_data in _team:
            team_item = PlaceInRequest.from_dict(team_item_data)

            team.append(team_item)

        team_in_request = cls(
            team=team,
        )

        team_in_request.additional_properties = d
        return team_in_request

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
