from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source_place_in_request_feed_or_web_page import SourcePlaceInRequestFeedOrWebPage
    from ..models.source_place_in_request_hacker_news import SourcePlaceInRequestHackerNews
    from ..models.source_place_in_request_mastodon import SourcePlaceInRequestMastodon


T = TypeVar("T", bound="SourcePlaceInRequest")


@_attrs_define
class SourcePlaceInRequest:
    """A source: an address as it would be pasted, or a platform and its fields (see /api/v1/platforms/).

    Attributes:
        address (str | Unset):
        platform (str | Unset): Left out: the one that takes any address.
        fields (SourcePlaceInRequestFeedOrWebPage | SourcePlaceInRequestHackerNews | SourcePlaceInRequestMastodon |
            Unset):
    """

    address: str | Unset = UNSET
    platform: str | Unset = UNSET
    fields: (
        SourcePlaceInRequestFeedOrWebPage | SourcePlaceInRequestHackerNews | SourcePlaceInRequestMastodon | Unset
    ) = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.source_place_in_request_feed_or_web_page import SourcePlaceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_place_in_request_hacker_news import SourcePlaceInRequestHackerNews  # noqa: PLC0415

        address = self.address

        platform = self.platform

        fields: dict[str, Any] | Unset
        if isinstance(self.fields, Unset):
            fields = UNSET
        elif isinstance(self.fields, SourcePlaceInRequestFeedOrWebPage):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestHackerNews):
            fields = self.fields.to_dict()
        else:
            fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if address is not UNSET:
            field_dict["address"] = address
        if platform is not UNSET:
            field_dict["platform"] = platform
        if fields is not UNSET:
            field_dict["fields"] = fields

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_place_in_request_feed_or_web_page import SourcePlaceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_place_in_request_hacker_news import SourcePlaceInRequestHackerNews  # noqa: PLC0415
        from ..models.source_place_in_request_mastodon import SourcePlaceInRequestMastodon  # noqa: PLC0415

        d = dict(src_dict)
        address = d.pop("address", UNSET)

        platform = d.pop("platform", UNSET)

        def _parse_fields(
            data: object,
        ) -> SourcePlaceInRequestFeedOrWebPage | SourcePlaceInRequestHackerNews | SourcePlaceInRequestMastodon | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_feed_or_web_page = SourcePlaceInRequestFeedOrWebPage.from_dict(data)

                return fields_feed_or_web_page
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_hacker_news = SourcePlaceInRequestHackerNews.from_dict(data)

                return fields_hacker_news
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            fields_mastodon = SourcePlaceInRequestMastodon.from_dict(data)

            return fields_mastodon

        fields = _parse_fields(d.pop("fields", UNSET))

        source_place_in_request = cls(
            address=address,
            platform=platform,
            fields=fields,
        )

        source_place_in_request.additional_properties = d
        return source_place_in_request

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
