from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source_place_in_request_bluesky import SourcePlaceInRequestBluesky
    from ..models.source_place_in_request_discourse_forum import SourcePlaceInRequestDiscourseForum
    from ..models.source_place_in_request_feed_or_web_page import SourcePlaceInRequestFeedOrWebPage
    from ..models.source_place_in_request_gdelt_news_search_unreliable import (
        SourcePlaceInRequestGDELTNewsSearchUnreliable,
    )
    from ..models.source_place_in_request_git_hub import SourcePlaceInRequestGitHub
    from ..models.source_place_in_request_hacker_news import SourcePlaceInRequestHackerNews
    from ..models.source_place_in_request_mailbox import SourcePlaceInRequestMailbox
    from ..models.source_place_in_request_mastodon import SourcePlaceInRequestMastodon
    from ..models.source_place_in_request_stack_exchange import SourcePlaceInRequestStackExchange
    from ..models.source_place_in_request_webhook import SourcePlaceInRequestWebhook
    from ..models.source_place_in_request_wikipedia_article import SourcePlaceInRequestWikipediaArticle


T = TypeVar("T", bound="SourcePlaceInRequest")


@_attrs_define
class SourcePlaceInRequest:
    """A source: an address as it would be pasted, or a platform and its fields (see /api/v1/platforms/).

    Attributes:
        address (str | Unset):
        platform (str | Unset): Left out: the one that takes any address.
        fields (SourcePlaceInRequestBluesky | SourcePlaceInRequestDiscourseForum | SourcePlaceInRequestFeedOrWebPage |
            SourcePlaceInRequestGDELTNewsSearchUnreliable | SourcePlaceInRequestGitHub | SourcePlaceInRequestHackerNews |
            SourcePlaceInRequestMailbox | SourcePlaceInRequestMastodon | SourcePlaceInRequestStackExchange |
            SourcePlaceInRequestWebhook | SourcePlaceInRequestWikipediaArticle | Unset):
    """

    address: str | Unset = UNSET
    platform: str | Unset = UNSET
    fields: (
        SourcePlaceInRequestBluesky
        | SourcePlaceInRequestDiscourseForum
        | SourcePlaceInRequestFeedOrWebPage
        | SourcePlaceInRequestGDELTNewsSearchUnreliable
        | SourcePlaceInRequestGitHub
        | SourcePlaceInRequestHackerNews
        | SourcePlaceInRequestMailbox
        | SourcePlaceInRequestMastodon
        | SourcePlaceInRequestStackExchange
        | SourcePlaceInRequestWebhook
        | SourcePlaceInRequestWikipediaArticle
        | Unset
    ) = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.source_place_in_request_bluesky import SourcePlaceInRequestBluesky  # noqa: PLC0415
        from ..models.source_place_in_request_discourse_forum import SourcePlaceInRequestDiscourseForum  # noqa: PLC0415
        from ..models.source_place_in_request_feed_or_web_page import SourcePlaceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_place_in_request_gdelt_news_search_unreliable import (
            SourcePlaceInRequestGDELTNewsSearchUnreliable,  # noqa: PLC0415
        )
        from ..models.source_place_in_request_git_hub import SourcePlaceInRequestGitHub  # noqa: PLC0415
        from ..models.source_place_in_request_hacker_news import SourcePlaceInRequestHackerNews  # noqa: PLC0415
        from ..models.source_place_in_request_mailbox import SourcePlaceInRequestMailbox  # noqa: PLC0415
        from ..models.source_place_in_request_mastodon import SourcePlaceInRequestMastodon  # noqa: PLC0415
        from ..models.source_place_in_request_stack_exchange import SourcePlaceInRequestStackExchange  # noqa: PLC0415
        from ..models.source_place_in_request_webhook import SourcePlaceInRequestWebhook  # noqa: PLC0415

        address = self.address

        platform = self.platform

        fields: dict[str, Any] | Unset
        if isinstance(self.fields, Unset):
            fields = UNSET
        elif isinstance(self.fields, SourcePlaceInRequestFeedOrWebPage):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestBluesky):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestDiscourseForum):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestGDELTNewsSearchUnreliable):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestGitHub):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestHackerNews):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestMailbox):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestMastodon):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestStackExchange):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourcePlaceInRequestWebhook):
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
        from ..models.source_place_in_request_bluesky import SourcePlaceInRequestBluesky  # noqa: PLC0415
        from ..models.source_place_in_request_discourse_forum import SourcePlaceInRequestDiscourseForum  # noqa: PLC0415
        from ..models.source_place_in_request_feed_or_web_page import SourcePlaceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_place_in_request_gdelt_news_search_unreliable import (
            SourcePlaceInRequestGDELTNewsSearchUnreliable,  # noqa: PLC0415
        )
        from ..models.source_place_in_request_git_hub import SourcePlaceInRequestGitHub  # noqa: PLC0415
        from ..models.source_place_in_request_hacker_news import SourcePlaceInRequestHackerNews  # noqa: PLC0415
        from ..models.source_place_in_request_mailbox import SourcePlaceInRequestMailbox  # noqa: PLC0415
        from ..models.source_place_in_request_mastodon import SourcePlaceInRequestMastodon  # noqa: PLC0415
        from ..models.source_place_in_request_stack_exchange import SourcePlaceInRequestStackExchange  # noqa: PLC0415
        from ..models.source_place_in_request_webhook import SourcePlaceInRequestWebhook  # noqa: PLC0415
        from ..models.source_place_in_request_wikipedia_article import SourcePlaceInRequestWikipediaArticle  # noqa: PLC0415

        d = dict(src_dict)
        address = d.pop("address", UNSET)

        platform = d.pop("platform", UNSET)

        def _parse_fields(
            data: object,
        ) -> (
            SourcePlaceInRequestBluesky
            | SourcePlaceInRequestDiscourseForum
            | SourcePlaceInRequestFeedOrWebPage
            | SourcePlaceInRequestGDELTNewsSearchUnreliable
            | SourcePlaceInRequestGitHub
            | SourcePlaceInRequestHackerNews
            | SourcePlaceInRequestMailbox
            | SourcePlaceInRequestMastodon
            | SourcePlaceInRequestStackExchange
            | SourcePlaceInRequestWebhook
            | SourcePlaceInRequestWikipediaArticle
            | Unset
        ):
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
                fields_bluesky = SourcePlaceInRequestBluesky.from_dict(data)

                return fields_bluesky
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_discourse_forum = SourcePlaceInRequestDiscourseForum.from_dict(data)

                return fields_discourse_forum
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_gdelt_news_search_unreliable = SourcePlaceInRequestGDELTNewsSearchUnreliable.from_dict(data)

                return fields_gdelt_news_search_unreliable
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_git_hub = SourcePlaceInRequestGitHub.from_dict(data)

                return fields_git_hub
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_hacker_news = SourcePlaceInRequestHackerNews.from_dict(data)

                return fields_hacker_news
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mailbox = SourcePlaceInRequestMailbox.from_dict(data)

                return fields_mailbox
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mastodon = SourcePlaceInRequestMastodon.from_dict(data)

                return fields_mastodon
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_stack_exchange = SourcePlaceInRequestStackExchange.from_dict(data)

                return fields_stack_exchange
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_webhook = SourcePlaceInRequestWebhook.from_dict(data)

                return fields_webhook
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            fields_wikipedia_article = SourcePlaceInRequestWikipediaArticle.from_dict(data)

            return fields_wikipedia_article

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
