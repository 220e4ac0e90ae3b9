from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.source_suggestion_out import SourceSuggestionOut


T = TypeVar("T", bound="UnwatchedOut")


@_attrs_define
class UnwatchedOut:
    """A network of which a brand has no source.

    Attributes:
        platform (str):
        name (str):
        about (str):
        suggestions (list[SourceSuggestionOut]):
    """

    platform: str
    name: str
    about: str
    suggestions: list[SourceSuggestionOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        platform = self.platform

        name = self.name

        about = self.about

        suggestions = []
        for suggestions_item_data in self.suggestions:
            suggestions_item = suggestions_item_data.to_dict()
            suggestions.append(suggestions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "platform": platform,
                "name": name,
                "about": about,
                "suggestions": suggestions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_suggestion_out import SourceSuggestionOut  # noqa: PLC0415

        d = dict(src_dict)
        platform = d.pop("platform")

        name = d.pop("name")

        about = d.pop("about")

        suggestions = []
        _suggestions = d.pop("suggestions")
        for suggestions_item_data in _suggestions:
            suggestions_item = SourceSuggestionOut.from_dict(suggestions_item_data)

            suggestions.append(suggestions_item)

        unwatched_out = cls(
            platform=platform,
            name=name,
            about=about,
            suggestions=suggestions,
        )

        unwatched_out.additional_properties = d
        return unwatched_out

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
