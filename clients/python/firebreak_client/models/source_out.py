from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.source_out_status import SourceOutStatus, check_source_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.delay_out import DelayOut
    from ..models.health_out import HealthOut
    from ..models.receiving_out import ReceivingOut
    from ..models.secret_out import SecretOut
    from ..models.source_out_bluesky import SourceOutBluesky
    from ..models.source_out_discourse_forum import SourceOutDiscourseForum
    from ..models.source_out_expanded import SourceOutExpanded
    from ..models.source_out_feed_or_web_page import SourceOutFeedOrWebPage
    from ..models.source_out_gdelt_news_search_unreliable import SourceOutGDELTNewsSearchUnreliable
    from ..models.source_out_git_hub import SourceOutGitHub
    from ..models.source_out_hacker_news import SourceOutHackerNews
    from ..models.source_out_mailbox import SourceOutMailbox
    from ..models.source_out_mastodon import SourceOutMastodon
    from ..models.source_out_stack_exchange import SourceOutStackExchange
    from ..models.source_out_webhook import SourceOutWebhook
    from ..models.source_out_wikipedia_article import SourceOutWikipediaArticle


T = TypeVar("T", bound="SourceOut")


@_attrs_define
class SourceOut:
    """Where posts come from, as the brand sees it.

    Attributes:
        id (UUID):
        brand (UUID):
        platform (str):
        name (str):
        address (str):
        fields (SourceOutBluesky | SourceOutDiscourseForum | SourceOutFeedOrWebPage | SourceOutGDELTNewsSearchUnreliable
            | SourceOutGitHub | SourceOutHackerNews | SourceOutMailbox | SourceOutMastodon | SourceOutStackExchange |
            SourceOutWebhook | SourceOutWikipediaArticle):
        secrets (list[SecretOut]):
        everything (bool):
        status (SourceOutStatus): * `active` - Active
            * `paused` - Paused
            * `removed` - Removed
            * `given` - Given
        silent_since (datetime.datetime | None):
        created_at (datetime.datetime):
        health (HealthOut): State in one word and one sentence; times; notes on how it was read; the gaps of the last 14
            days.
        receiving (None | ReceivingOut):
        delay (DelayOut | None):
        updated_at (datetime.datetime):
        expanded (SourceOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    platform: str
    name: str
    address: str
    fields: (
        SourceOutBluesky
        | SourceOutDiscourseForum
        | SourceOutFeedOrWebPage
        | SourceOutGDELTNewsSearchUnreliable
        | SourceOutGitHub
        | SourceOutHackerNews
        | SourceOutMailbox
        | SourceOutMastodon
        | SourceOutStackExchange
        | SourceOutWebhook
        | SourceOutWikipediaArticle
    )
    secrets: list[SecretOut]
    everything: bool
    status: SourceOutStatus
    silent_since: datetime.datetime | None
    created_at: datetime.datetime
    health: HealthOut
    receiving: None | ReceivingOut
    delay: DelayOut | None
    updated_at: datetime.datetime
    expanded: SourceOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.delay_out import DelayOut  # noqa: PLC0415
        from ..models.receiving_out import ReceivingOut  # noqa: PLC0415
        from ..models.source_out_bluesky import SourceOutBluesky  # noqa: PLC0415
        from ..models.source_out_discourse_forum import SourceOutDiscourseForum  # noqa: PLC0415
        from ..models.source_out_feed_or_web_page import SourceOutFeedOrWebPage  # noqa: PLC0415
        from ..models.source_out_gdelt_news_search_unreliable import SourceOutGDELTNewsSearchUnreliable  # noqa: PLC0415
        from ..models.source_out_git_hub import SourceOutGitHub  # noqa: PLC0415
        from ..models.source_out_hacker_news import SourceOutHackerNews  # noqa: PLC0415
        from ..models.source_out_mailbox import SourceOutMailbox  # noqa: PLC0415
        from ..models.source_out_mastodon import SourceOutMastodon  # noqa: PLC0415
        from ..models.source_out_stack_exchange import SourceOutStackExchange  # noqa: PLC0415
        from ..models.source_out_webhook import SourceOutWebhook  # noqa: PLC0415

        id = str(self.id)

        brand = str(self.brand)

        platform = self.platform

        name = self.name

        address = self.address

        fields: dict[str, Any]
        if isinstance(self.fields, SourceOutFeedOrWebPage):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutBluesky):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutDiscourseForum):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutGDELTNewsSearchUnreliable):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutGitHub):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutHackerNews):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutMailbox):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutMastodon):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutStackExchange):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutWebhook):
            fields = self.fields.to_dict()
        else:
            fields = self.fields.to_dict()

        secrets = []
        for secrets_item_data in self.secrets:
            secrets_item = secrets_item_data.to_dict()
            secrets.append(secrets_item)

        everything = self.everything

        status: str = self.status

        silent_since: None | str
        if isinstance(self.silent_since, datetime.datetime):
            silent_since = self.silent_since.isoformat()
        else:
            silent_since = self.silent_since

        created_at = self.created_at.isoformat()

        health = self.health.to_dict()

        receiving: dict[str, Any] | None
        if isinstance(self.receiving, ReceivingOut):
            receiving = self.receiving.to_dict()
        else:
            receiving = self.receiving

        delay: dict[str, Any] | None
        if isinstance(self.delay, DelayOut):
            delay = self.delay.to_dict()
        else:
            delay = self.delay

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "brand": brand,
                "platform": platform,
                "name": name,
                "address": address,
                "fields": fields,
                "secrets": secrets,
                "everything": everything,
                "status": status,
                "silent_since": silent_since,
                "created_at": created_at,
                "health": health,
                "receiving": receiving,
                "delay": delay,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.delay_out import DelayOut  # noqa: PLC0415
        from ..models.health_out import HealthOut  # noqa: PLC0415
        from ..models.receiving_out import ReceivingOut  # noqa: PLC0415
        from ..models.secret_out import SecretOut  # noqa: PLC0415
        from ..models.source_out_bluesky import SourceOutBluesky  # noqa: PLC0415
        from ..models.source_out_discourse_forum import SourceOutDiscourseForum  # noqa: PLC0415
        from ..models.source_out_expanded import SourceOutExpanded  # noqa: PLC0415
        from ..models.source_out_feed_or_web_page import SourceOutFeedOrWebPage  # noqa: PLC0415
        from ..models.source_out_gdelt_news_search_unreliable import SourceOutGDELTNewsSearchUnreliable  # noqa: PLC0415
        from ..models.source_out_git_hub import SourceOutGitHub  # noqa: PLC0415
        from ..models.source_out_hacker_news import SourceOutHackerNews  # noqa: PLC0415
        from ..models.source_out_mailbox import SourceOutMailbox  # noqa: PLC0415
        from ..models.source_out_mastodon import SourceOutMastodon  # noqa: PLC0415
        from ..models.source_out_stack_exchange import SourceOutStackExchange  # noqa: PLC0415
        from ..models.source_out_webhook import SourceOutWebhook  # noqa: PLC0415
        from ..models.source_out_wikipedia_article import SourceOutWikipediaArticle  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        platform = d.pop("platform")

        name = d.pop("name")

        address = d.pop("address")

        def _parse_fields(
            data: object,
        ) -> (
            SourceOutBluesky
            | SourceOutDiscourseForum
            | SourceOutFeedOrWebPage
            | SourceOutGDELTNewsSearchUnreliable
            | SourceOutGitHub
            | SourceOutHackerNews
            | SourceOutMailbox
            | SourceOutMastodon
            | SourceOutStackExchange
            | SourceOutWebhook
            | SourceOutWikipediaArticle
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_feed_or_web_page = SourceOutFeedOrWebPage.from_dict(data)

                return fields_feed_or_web_page
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_bluesky = SourceOutBluesky.from_dict(data)

                return fields_bluesky
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_discourse_forum = SourceOutDiscourseForum.from_dict(data)

                return fields_discourse_forum
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_gdelt_news_search_unreliable = SourceOutGDELTNewsSearchUnreliable.from_dict(data)

                return fields_gdelt_news_search_unreliable
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_git_hub = SourceOutGitHub.from_dict(data)

                return fields_git_hub
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_hacker_news = SourceOutHackerNews.from_dict(data)

                return fields_hacker_news
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mailbox = SourceOutMailbox.from_dict(data)

                return fields_mailbox
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_mastodon = SourceOutMastodon.from_dict(data)

                return fields_mastodon
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_stack_exchange = SourceOutStackExchange.from_dict(data)

                return fields_stack_exchange
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_webhook = SourceOutWebhook.from_dict(data)

                return fields_webhook
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            fields_wikipedia_article = SourceOutWikipediaArticle.from_dict(data)

            return fields_wikipedia_article

        fields = _parse_fields(d.pop("fields"))

        secrets = []
        _secrets = d.pop("secrets")
        for secrets_item_data in _secrets:
            secrets_item = SecretOut.from_dict(secrets_item_data)

            secrets.append(secrets_item)

        everything = d.pop("everything")

        status = check_source_out_status(d.pop("status"))

        def _parse_silent_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                silent_since_type_0 = datetime.datetime.fromisoformat(data)

                return silent_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        silent_since = _parse_silent_since(d.pop("silent_since"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        health = HealthOut.from_dict(d.pop("health"))

        def _parse_receiving(data: object) -> None | ReceivingOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                receiving_type_0 = ReceivingOut.from_dict(data)

                return receiving_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReceivingOut, data)

        receiving = _parse_receiving(d.pop("receiving"))

        def _parse_delay(data: object) -> DelayOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                delay_type_0 = DelayOut.from_dict(data)

                return delay_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DelayOut | None, data)

        delay = _parse_delay(d.pop("delay"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: SourceOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = SourceOutExpanded.from_dict(_expanded)

        source_out = cls(
            id=id,
            brand=brand,
            platform=platform,
            name=name,
            address=address,
            fields=fields,
            secrets=secrets,
            everything=everything,
            status=status,
            silent_since=silent_since,
            created_at=created_at,
            health=health,
            receiving=receiving,
            delay=delay,
            updated_at=updated_at,
            expanded=expanded,
        )

        source_out.additional_properties = d
        return source_out

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
