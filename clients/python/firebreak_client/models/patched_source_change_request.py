from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.patched_source_change_request_bluesky import PatchedSourceChangeRequestBluesky
    from ..models.patched_source_change_request_discourse_forum import PatchedSourceChangeRequestDiscourseForum
    from ..models.patched_source_change_request_feed_or_web_page import PatchedSourceChangeRequestFeedOrWebPage
    from ..models.patched_source_change_request_gdelt_news_search_unreliable import (
        PatchedSourceChangeRequestGDELTNewsSearchUnreliable,
    )
    from ..models.patched_source_change_request_git_hub import PatchedSourceChangeRequestGitHub
    from ..models.patched_source_change_request_hacker_news import PatchedSourceChangeRequestHackerNews
    from ..models.patched_source_change_request_mailbox import PatchedSourceChangeRequestMailbox
    from ..models.patched_source_change_request_mastodon import PatchedSourceChangeRequestMastodon
    from ..models.patched_source_change_request_stack_exchange import PatchedSourceChangeRequestStackExchange
    from ..models.patched_source_change_request_webhook import PatchedSourceChangeRequestWebhook
    from ..models.patched_source_change_request_wikipedia_article import PatchedSourceChangeRequestWikipediaArticle


T = TypeVar("T", bound="PatchedSourceChangeRequest")


@_attrs_define
class PatchedSourceChangeRequest:
    """What of a source can be changed. A platform may be named, and stays what it is.

    Attributes:
        name (str | Unset):
        everything (bool | Unset):
        platform (str | Unset):
        fields (PatchedSourceChangeRequestBluesky | PatchedSourceChangeRequestDiscourseForum |
            PatchedSourceChangeRequestFeedOrWebPage | PatchedSourceChangeRequestGDELTNewsSearchUnreliable |
            PatchedSourceChangeRequestGitHub | PatchedSourceChangeRequestHackerNews | PatchedSourceChangeRequestMailbox |
            PatchedSourceChangeRequestMastodon | PatchedSourceChangeRequestStackExchange | PatchedSourceChangeRequestWebhook
            | PatchedSourceChangeRequestWikipediaArticle | Unset):
    """

    name: str | Unset = UNSET
    everything: bool | Unset = UNSET
    platform: str | Unset = UNSET
    fields: (
        PatchedSourceChangeRequestBluesky
        | PatchedSourceChangeRequestDiscourseForum
        | PatchedSourceChangeRequestFeedOrWebPage
        | PatchedSourceChangeRequestGDELTNewsSearchUnreliable
        | PatchedSourceChangeRequestGitHub
        | PatchedSourceChangeRequestHackerNews
        | PatchedSourceChangeRequestMailbox
        | PatchedSourceChangeRequestMastodon
        | PatchedSourceChangeRequestStackExchange
        | PatchedSourceChangeRequestWebhook
        | PatchedSourceChangeRequestWikipediaArticle
        | Unset
    ) = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.patched_source_change_request_bluesky import PatchedSourceChangeRequestBluesky  # noqa: PLC0415
        from ..models.patched_source_change_request_discourse_forum import PatchedSourceChangeRequestDiscourseForum  # noqa: PLC0415
        from ..models.patched_source_change_request_feed_or_web_page import PatchedSourceChangeRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.patched_source_change_request_gdelt_news_search_unreliable import (
            PatchedSourceChangeRequestGDELTNewsSearchUnreliable,  # noqa: PLC0415
        )
        from ..models.patched_source_change_request_git_hub import PatchedSourceChangeRequestGitHub  # noqa: PLC0415
        from ..models.patched_source_change_request_hacker_news import PatchedSourceChangeRequestHackerNews  # noqa: PLC0415
        from ..models.patched_source_change_request_mailbox import PatchedSourceChangeRequestMailbox  # noqa: PLC0415
        from ..models.patched_source_change_request_mastodon import PatchedSourceChangeRequestMastodon  # noqa: PLC0415
        from ..models.patched_source_change_request_stack_exchange import PatchedSourceChangeRequestStackExchange  # noqa: PLC0415
        from ..models.patched_source_change_request_webhook import PatchedSourceChangeRequestWebhook  # noqa: PLC0415

        name = self.name

        everything = self.everything

        platform = self.platform

        fields: dict[str, Any] | Unset
        if isinstance(self.fields, Unset):
            fields = UNSET
        elif isinstance(self.fields, PatchedSourceChangeRequestFeedOrWebPage):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestBluesky):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestDiscourseForum):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestGDELTNewsSearchUnreliable):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestGitHub):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestHackerNews):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestMailbox):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestMastodon):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestStackExchange):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, PatchedSourceChangeRequestWebhook):
            fields = self.fields.to_dict()
        else:
            fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if everything is not UNSET:
            field_dict["everything"] = everything
        if platform is not UNSET:
            field_dict["platform"] = platform
        if fields is not UNSET:
            field_dict["fields"] = fields

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.patched_source_change_request_bluesky import PatchedSourceChangeRequestBluesky  # noqa: PLC0415
        from ..models.patched_source_change_request_discourse_forum import PatchedSourceChangeRequestDiscourseForum  # noqa: PLC0415
        from ..models.patched_source_change_request_feed_or_web_page import PatchedSourceChangeRequestFeedOrWebPage  # noqa: PLC0415
        from ..models.patched_source_change_request_gdelt_news_search_unreliable import (
            PatchedSourceChangeRequestGDELTNewsSearchUnreliable,  # noqa: PLC0415
        )
        from ..models.patched_source_change_request_git_hub import PatchedSourceChangeRequestGitHub  # noqa: PLC0415
        from ..models.patched_source_change_request_hacker_news import PatchedSourceChangeRequestHackerNews  # noqa: PLC0415
        from ..models.patched_source_change_request_mailbox import PatchedSourceChangeRequestMailbox  # noqa: PLC0415
        from ..models.patched_source_change_request_mastodon import PatchedSourceChangeRequestMastodon  # noqa: PLC0415
        from ..models.patched_source_change_request_stack_exchange import PatchedSourceChangeRequestStackExchange  # noqa: PLC0415
        from ..models.patched_source_change_request_webhook import PatchedSourceChangeRequestWebhook  # noqa: PLC0415
        from ..models.patched_source_change_request_wikipedia_article import PatchedSourceChangeRequestWikipediaArticle  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        everything = d.pop("everything", UNSET)

        platform = d.pop("platform", UNSET)

        def _parse_fields(
            data: object,
        ) -> (
            PatchedSourceChangeRequestBluesky
            | PatchedSourceChangeRequestDiscourseForum
            | PatchedSourceChangeRequestFeedOrWebPage
            | PatchedSourceChangeRequestGDELTNewsSearchUnreliable
            | PatchedSourceChangeRequestGitHub
            | PatchedSourceChangeRequestHackerNews
            | PatchedSourceChangeRequestMailbox
            | PatchedSourceChangeRequestMastodon
            | PatchedSourceChangeRequestStackExchange
            | PatchedSourceChangeRequestWebhook
            | PatchedSourceChangeRequestWikipediaArticle
            | Unset
        ):
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_feed_or_web_page = PatchedSourceChangeRequestFeedOrWebPage.from_dict(data)

                return fields_feed_or_web_page
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_bluesky = PatchedSourceChangeRequestBluesky.from_dict(data)

                return fields_bluesky
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_discourse_forum = PatchedSourceChangeRequestDiscourseForum.from_dict(data)

                return fields_discourse_forum
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_gdelt_news_search_unreliable = PatchedSourceChangeRequestGDELTNewsSearchUnreliable.from_dict(
                    data
                )

                return fields_gdelt_news_search_unreliable
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_git_hub = PatchedSourceChangeRequestGitHub.from_dict(data)

                return fields_git_hub
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_hacker_news = PatchedSourceChangeRequestHackerNews.from_dict(data)

                return fields_hacker_news
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mailbox = PatchedSourceChangeRequestMailbox.from_dict(data)

                return fields_mailbox
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mastodon = PatchedSourceChangeRequestMastodon.from_dict(data)

                return fields_mastodon
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_stack_exchange = PatchedSourceChangeRequestStackExchange.from_dict(data)

                return fields_stack_exchange
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_webhook = PatchedSourceChangeRequestWebhook.from_dict(data)

                return fields_webhook
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            fields_wikipedia_article = PatchedSourceChangeRequestWikipediaArticle.from_dict(data)

            return fields_wikipedia_article

        fields = _parse_fields(d.pop("fields", UNSET))

        patched_source_change_request = cls(
            name=name,
            everything=everything,
            platform=platform,
            fields=fields,
        )

        patched_source_change_request.additional_properties = d
        return patched_source_change_request

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
