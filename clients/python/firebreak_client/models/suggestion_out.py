from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.suggestion_out_settings_type_0 import SuggestionOutSettingsType0


T = TypeVar("T", bound="SuggestionOut")


@_attrs_define
class SuggestionOut:
    """A change worth trying. `settings` null: the advice is not about the rule's settings.

    Attributes:
        why (str):
        settings (None | SuggestionOutSettingsType0):
    """

    why: str
    settings: None | SuggestionOutSettingsType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.suggestion_out_settings_type_0 import SuggestionOutSettingsType0  # noqa: PLC0415

        why = self.why

        settings: dict[str, Any] | None
        if isinstance(self.settings, SuggestionOutSettingsType0):
            settings = self.settings.to_dict()
        else:
            settings = self.settings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "why": why,
                "settings": settings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.suggestion_out_settings_type_0 import SuggestionOutSettingsType0  # noqa: PLC0415

        d = dict(src_dict)
        why = d.pop("why")

        def _parse_settings(data: object) -> None | SuggestionOutSettingsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                settings_type_0 = SuggestionOutSettingsType0.from_dict(data)

                return settings_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SuggestionOutSettingsType0, data)

        settings = _parse_settings(d.pop("settings"))

        suggestion_out = cls(
            why=why,
            settings=settings,
        )

        suggestion_out.additional_properties = d
        return suggestion_out

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
