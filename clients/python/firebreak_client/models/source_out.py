from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.source_out_status import SourceOutStatus, check_source_out_status

if TYPE_CHECKING:
    from ..models.health_out import HealthOut
    from ..models.secret_out import SecretOut
    from ..models.source_out_feed_or_web_page import SourceOutFeedOrWebPage
    from ..models.source_out_hacker_news import SourceOutHackerNews
    from ..models.source_out_mastodon import SourceOutMastodon


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
        fields (SourceOutFeedOrWebPage | SourceOutHackerNews | SourceOutMastodon):
        secrets (list[SecretOut]):
        everything (bool):
        status (SourceOutStatus): * `active` - Active
            * `paused` - Paused
            * `removed` - Removed
        silent_since (datetime.datetime | None):
        created_at (datetime.datetime):
        health (HealthOut): State in one word and one sentence; times; notes on how it was read; the gaps of the last 14
            days.
        updated_at (datetime.datetime):
    """

    id: UUID
    brand: UUID
    platform: str
    name: str
    address: str
    fields: SourceOutFeedOrWebPage | SourceOutHackerNews | SourceOutMastodon
    secrets: list[SecretOut]
    everything: bool
    status: SourceOutStatus
    silent_since: datetime.datetime | None
    created_at: datetime.datetime
    health: HealthOut
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.source_out_feed_or_web_page import SourceOutFeedOrWebPage  # noqa: PLC0415
        from ..models.source_out_hacker_news import SourceOutHackerNews  # noqa: PLC0415

        id = str(self.id)

        brand = str(self.brand)

        platform = self.platform

        name = self.name

        address = self.address

        fields: dict[str, Any]
        if isinstance(self.fields, SourceOutFeedOrWebPage):
            fields = self.fields.to_dict()
        elif isinstance(self.fields, SourceOutHackerNews):
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

        updated_at = self.updated_at.isoformat()

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
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.health_out import HealthOut  # noqa: PLC0415
        from ..models.secret_out import SecretOut  # noqa: PLC0415
        from ..models.source_out_feed_or_web_page import SourceOutFeedOrWebPage  # noqa: PLC0415
        from ..models.source_out_hacker_news import SourceOutHackerNews  # noqa: PLC0415
        from ..models.source_out_mastodon import SourceOutMastodon  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        platform = d.pop("platform")

        name = d.pop("name")

        address = d.pop("address")

        def _parse_fields(data: object) -> SourceOutFeedOrWebPage | SourceOutHackerNews | SourceOutMastodon:
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
                fields_hacker_news = SourceOutHackerNews.from_dict(data)

                return fields_hacker_news
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            fields_mastodon = SourceOutMastodon.from_dict(data)

            return fields_mastodon

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

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

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
            updated_at=updated_at,
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
