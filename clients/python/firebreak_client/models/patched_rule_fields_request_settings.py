from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PatchedRuleFieldsRequestSettings")


@_attrs_define
class PatchedRuleFieldsRequestSettings:
    """By kind. Over counts: spike {sensitivity low|normal|high, minimum_posts, streams [all, negative], quiet_hours 4 to
    24}; threshold {posts, minutes 5 to 1440, stream all|negative}; change {percent (below 0: a fall), minutes 5 to 720,
    minimum_posts, stream}; negative_share {share 0 to 1, minutes, minimum_posts, above_usual true: compare with the
    brand's own usual share, `share` being the least besides, if given}; drop {percent, minimum_expected}; silence
    {share 0 to 1, minimum_expected}. Over single posts: words {text: a query}; vip {authors, followers, verified};
    negative_post {below_posts_per_week}; returning_critic {days}; new_source {quiet_days}.

    """

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        patched_rule_fields_request_settings = cls()

        patched_rule_fields_request_settings.additional_properties = d
        return patched_rule_fields_request_settings

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
