from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source_in_request_bluesky import SourceInRequestBluesky
    from ..models.source_in_request_discourse_forum import SourceInRequestDiscourseForum
    from ..models.source_in_request_feed_or_web_page import SourceInRequestFeedOrWebPage
    from ..models.source_in_request_gdelt_news_search_unreliable import SourceInRequestGDELTNewsSearchUnreliable
    from ..models.source_in_request_git_hub import SourceInRequestGitHub
    from ..models.source_in_request_hacker_news import SourceInRequestHackerNews
    from ..models.source_in_request_mailbox import SourceInRequestMailbox
    from ..models.source_in_request_mastodon import SourceInRequestMastodon
    from ..models.source_in_request_stack_exchange import SourceInRequestStackExchange
    from ..models.source_in_request_webhook import SourceInRequestWebhook
    from ..models.source_in_request_wikipedia_article import SourceInRequestWikipediaArticle


T = TypeVar("T", bound="SourceInRequest")


@_attrs_define
class SourceInRequest:
    """A source to add: an address as it would be pasted, or a platform and its fields (see /api/v1/platforms/).

    Attributes:
        brand (UUID):
        address (str | Unset):
        platform (str | Unset): Left out: the one that takes any address.
        fields (SourceInRequestBluesky | SourceInRequestDiscourseForum | SourceInRequestFeedOrWebPage |
            SourceInRequestGDELTNewsSearchUnreliable | SourceInRequestGitHub | SourceInRequestHackerNews |
            SourceInRequestMailbox | SourceInRequestMastodon | SourceInRequestStackExchange | SourceInRequestWebhook |
            SourceInRequestWikipediaArticle | Unset):
        name (str | Unset):  Default: ''.
        everything (bool | Unset):  Default: False.
    """

    brand: UUID
    address: str | Unset = UNSET
    platform: str | Unset = UNSET
    fields: (
        SourceInRequestBluesky
        | SourceInRequestDiscourseForum
        | SourceInRequestFeedOrWebPage
        | SourceInRequestGDELTNewsSearchUnreliable
        | SourceInRequestGitHub
        | SourceInRequestHackerNews
        | SourceInRequestMailbox
        | SourceInRequestMastodon
        | SourceInRequestStackExchange
        | SourceInRequestWebhook
        | SourceInRequestWikipediaArticle
        | Unset
    ) = UNSET
    name: str | Unset = ""
    everything: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.source_in_request_bluesky import SourceInRequestBluesky  # noqa: PLC0415
        from ..models.source_in_request_discourse_forum import SourceInRequestDiscourseForum  # noqa: PLC0415
        from ..models.source_in_request_feed_or_web_page import SourceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_in_request_gdelt_news_search_unreliable import SourceInRequestGDELTNewsSearchUnreliable  # noqa: PLC0415
        from ..models.source_in_request_git_hub import SourceInRequestGitHub  # noqa: PLC0415
        from ..models.source_in_request_hacker_news import SourceInRequestHackerNews  # noqa: PLC0415
        from ..models.source_in_request_mailbox import SourceInRequestMailbox  # noqa: PLC0415
        from ..models.source_in_request_mastodon import SourceInRequestMastodon  # noqa: PLC0415
        from ..models.source_in_request_stack_exchange import SourceInRequestStackExchange  # noqa: PLC0415
        from ..models.source_in_request_webhook import SourceInRequestWebhook  # noqa: PLC0415

        brand = str(self.brand)

        address = self.address

        platform = self.platform

        fields: dict[str, Any] | Unset
        if isinstance(self.fields, Unset):
            fields = UNSET
        elif isinstance(self.fields, SourceInRequestFeedOrWebPage):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestBluesky):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestDiscourseForum):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestGDELTNewsSearchUnreliable):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestGitHub):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestHackerNews):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestMailbox):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestMastodon):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestStackExchange):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceInRequestWebhook):
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
        from ..models.source_in_request_bluesky import SourceInRequestBluesky  # noqa: PLC0415
        from ..models.source_in_request_discourse_forum import SourceInRequestDiscourseForum  # noqa: PLC0415
        from ..models.source_in_request_feed_or_web_page import SourceInRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.source_in_request_gdelt_news_search_unreliable import SourceInRequestGDELTNewsSearchUnreliable  # noqa: PLC0415
        from ..models.source_in_request_git_hub import SourceInRequestGitHub  # noqa: PLC0415
        from ..models.source_in_request_hacker_news import SourceInRequestHackerNews  # noqa: PLC0415
        from ..models.source_in_request_mailbox import SourceInRequestMailbox  # noqa: PLC0415
        from ..models.source_in_request_mastodon import SourceInRequestMastodon  # noqa: PLC0415
        from ..models.source_in_request_stack_exchange import SourceInRequestStackExchange  # noqa: PLC0415
        from ..models.source_in_request_webhook import SourceInRequestWebhook  # noqa: PLC0415
        from ..models.source_in_request_wikipedia_article import SourceInRequestWikipediaArticle  # noqa: PLC0415

        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        address = d.pop("address", UNSET)

        platform = d.pop("platform", UNSET)

        def _parse_fields(
            data: object,
        ) -> (
            SourceInRequestBluesky
            | SourceInRequestDiscourseForum
            | SourceInRequestFeedOrWebPage
            | SourceInRequestGDELTNewsSearchUnreliable
            | SourceInRequestGitHub
            | SourceInRequestHackerNews
            | SourceInRequestMailbox
            | SourceInRequestMastodon
            | SourceInRequestStackExchange
            | SourceInRequestWebhook
            | SourceInRequestWikipediaArticle
            | Unset
        ):
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
                fields_bluesky = SourceInRequestBluesky.from_dict(data)

                return fields_bluesky
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_discourse_forum = SourceInRequestDiscourseForum.from_dict(data)

                return fields_discourse_forum
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_gdelt_news_search_unreliable = SourceInRequestGDELTNewsSearchUnreliable.from_dict(data)

                return fields_gdelt_news_search_unreliable
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_git_hub = SourceInRequestGitHub.from_dict(data)

                return fields_git_hub
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_hacker_news = SourceInRequestHackerNews.from_dict(data)

                return fields_hacker_news
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mailbox = SourceInRequestMailbox.from_dict(data)

                return fields_mailbox
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mastodon = SourceInRequestMastodon.from_dict(data)

                return fields_mastodon
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_stack_exchange = SourceInRequestStackExchange.from_dict(data)

                return fields_stack_exchange
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_webhook = SourceInRequestWebhook.from_dict(data)

                return fields_webhook
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            fields_wikipedia_article = SourceInRequestWikipediaArticle.from_dict(data)

            return fields_wikipedia_article

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
