from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source_in_request_feed_or_web_page import SourceInRequestFeedOrWebPage
    from ..models.source_in_request_hacker_news import SourceInRequestHackerNews
    from ..models.source_in_request_mastodon import SourceInRequestMastodon


T = TypeVar("T", bound="SourceInRequest")


@_attrs_define
class SourceInRequest:
    """A source to add: an address as it would be pasted, or a platform and its fields (see /api/v1/platforms/).

    Attributes:
        brand (UUID):
        address (str | Unset):
        platform (str | Unset): Left out: the one that takes any address.
        fields (SourceInRequestFeedOrWebPage | SourceInRequestHackerNews | SourceInRequestMastodon | Unset):
        name (str | Unset):  Default: ''.
        everything (bool | Unset):  Default: False.
    """

    brand: UUID
    address: str | Unset = UNSET
    platform: str | Unset = UNSET
    fields: SourceInRequestFeedOrWebPage | SourceInRequestHackerNews | SourceInRequestMastodon | Unset = UNSET
    name: str | Unset = ""
    everything: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.source_in_request_feed_or_web_page import SourceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_in_request_hacker_news import SourceInRequestHackerNews  # noqa: PLC0415

        brand = str(self.brand)

        address = self.address

        platform = self.platform

        fields: dict[str, Any] | Unset
        if isinstance(self.fields, Unset):
            fields = UNSET
        elif isinstance(self.fields, SourceInRequestFeedOrWebPage):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestHackerNews):
            fields = self.fields.to_dict()
        else:
            fields = self.fields.to_dict()

        name = self.name

        everything = self.everything

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
            }
        )
        if address is not UNSET:
            field_dict["address"] = address
        if platform is not UNSET:
            field_dict["platform"] = platform
        if fields is not UNSET:
            field_dict["fields"] = fields
        if name is not UNSET:
            field_dict["name"] = name
        if everything is not UNSET:
            field_dict["everything"] = everything

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_in_request_feed_or_web_page import SourceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_in_request_hacker_news import SourceInRequestHackerNews  # noqa: PLC0415
        from ..models.source_in_request_mastodon import SourceInRequestMastodon  # noqa: PLC0415

        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        address = d.pop("address", UNSET)

        platform = d.pop("platform", UNSET)

        def _parse_fields(
            data: object,
        ) -> SourceInRequestFeedOrWebPage | SourceInRequestHackerNews | SourceInRequestMastodon | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_feed_or_web_page = SourceInRequestFeedOrWebPage.from_dict(data)

                return fields_feed_or_web_page
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_hacker_news = SourceInRequestHackerNews.from_dict(data)

                return fields_hacker_news
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            fields_mastodon = SourceInRequestMastodon.from_dict(data)

            return fields_mastodon

        fields = _parse_fields(d.pop("fields", UNSET))

        name = d.pop("name", UNSET)

        everything = d.pop("everything", UNSET)

        source_in_request = cls(
            brand=brand,
            address=address,
            platform=platform,
            fields=fields,
            name=name,
            everything=everything,
        )

        source_in_request.additional_properties = d
        return source_in_request

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
