from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_webhook_kind import (
    PatchedSourceChangeRequestWebhookKind,
    check_patched_source_change_request_webhook_kind,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestWebhook")


@_attrs_define
class PatchedSourceChangeRequestWebhook:
    """Of platform “webhook”.

    Attributes:
        sender (None | str | Unset):
        kind (None | PatchedSourceChangeRequestWebhookKind | Unset):
        sample (None | str | Unset):
        secret (None | str | Unset):
        header (None | str | Unset):
        items (None | str | Unset):
        external_id (None | str | Unset):
        link (None | str | Unset):
        title (None | str | Unset):
        text (None | str | Unset):
        author (None | str | Unset):
        published_at (None | str | Unset):
        updated_at (None | str | Unset):
        rating (None | str | Unset):
        action (None | str | Unset):
        best (int | None | Unset):
    """

    sender: None | str | Unset = UNSET
    kind: None | PatchedSourceChangeRequestWebhookKind | Unset = UNSET
    sample: None | str | Unset = UNSET
    secret: None | str | Unset = UNSET
    header: None | str | Unset = UNSET
    items: None | str | Unset = UNSET
    external_id: None | str | Unset = UNSET
    link: None | str | Unset = UNSET
    title: None | str | Unset = UNSET
    text: None | str | Unset = UNSET
    author: None | str | Unset = UNSET
    published_at: None | str | Unset = UNSET
    updated_at: None | str | Unset = UNSET
    rating: None | str | Unset = UNSET
    action: None | str | Unset = UNSET
    best: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        sender: None | str | Unset
        if isinstance(self.sender, Unset):
            sender = UNSET
        else:
            sender = self.sender

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, str):
            kind = self.kind
        else:
            kind = self.kind

        sample: None | str | Unset
        if isinstance(self.sample, Unset):
            sample = UNSET
        else:
            sample = self.sample

        secret: None | str | Unset
        if isinstance(self.secret, Unset):
            secret = UNSET
        else:
            secret = self.secret

        header: None | str | Unset
        if isinstance(self.header, Unset):
            header = UNSET
        else:
            header = self.header

        items: None | str | Unset
        if isinstance(self.items, Unset):
            items = UNSET
        else:
            items = self.items

        external_id: None | str | Unset
        if isinstance(self.external_id, Unset):
            external_id = UNSET
        else:
            external_id = self.external_id

        link: None | str | Unset
        if isinstance(self.link, Unset):
            link = UNSET
        else:
            link = self.link

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        author: None | str | Unset
        if isinstance(self.author, Unset):
            author = UNSET
        else:
            author = self.author

        published_at: None | str | Unset
        if isinstance(self.published_at, Unset):
            published_at = UNSET
        else:
            published_at = self.published_at

        updated_at: None | str | Unset
        if isinstance(self.updated_at, Unset):
            updated_at = UNSET
        else:
            updated_at = self.updated_at

        rating: None | str | Unset
        if isinstance(self.rating, Unset):
            rating = UNSET
        else:
            rating = self.rating

        action: None | str | Unset
        if isinstance(self.action, Unset):
            action = UNSET
        else:
            action = self.action

        best: int | None | Unset
        if isinstance(self.best, Unset):
            best = UNSET
        else:
            best = self.best

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if sender is not UNSET:
            field_dict["sender"] = sender
        if kind is not UNSET:
            field_dict["kind"] = kind
        if sample is not UNSET:
            field_dict["sample"] = sample
        if secret is not UNSET:
            field_dict["secret"] = secret
        if header is not UNSET:
            field_dict["header"] = header
        if items is not UNSET:
            field_dict["items"] = items
        if external_id is not UNSET:
            field_dict["external_id"] = external_id
        if link is not UNSET:
            field_dict["link"] = link
        if title is not UNSET:
            field_dict["title"] = title
        if text is not UNSET:
            field_dict["text"] = text
        if author is not UNSET:
            field_dict["author"] = author
        if published_at is not UNSET:
            field_dict["published_at"] = published_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at
        if rating is not UNSET:
            field_dict["rating"] = rating
        if action is not UNSET:
            field_dict["action"] = action
        if best is not UNSET:
            field_dict["best"] = best

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_sender(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sender = _parse_sender(d.pop("sender", UNSET))

        def _parse_kind(data: object) -> None | PatchedSourceChangeRequestWebhookKind | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_kind = check_patched_source_change_request_webhook_kind(data)

                return kind_kind
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestWebhookKind | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        def _parse_sample(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sample = _parse_sample(d.pop("sample", UNSET))

        def _parse_secret(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        secret = _parse_secret(d.pop("secret", UNSET))

        def _parse_header(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        header = _parse_header(d.pop("header", UNSET))

        def _parse_items(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        items = _parse_items(d.pop("items", UNSET))

        def _parse_external_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_id = _parse_external_id(d.pop("external_id", UNSET))

        def _parse_link(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        link = _parse_link(d.pop("link", UNSET))

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        def _parse_author(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        author = _parse_author(d.pop("author", UNSET))

        def _parse_published_at(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        published_at = _parse_published_at(d.pop("published_at", UNSET))

        def _parse_updated_at(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        updated_at = _parse_updated_at(d.pop("updated_at", UNSET))

        def _parse_rating(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        rating = _parse_rating(d.pop("rating", UNSET))

        def _parse_action(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        action = _parse_action(d.pop("action", UNSET))

        def _parse_best(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        best = _parse_best(d.pop("best", UNSET))

        patched_source_change_request_webhook = cls(
            sender=sender,
            kind=kind,
            sample=sample,
            secret=secret,
            header=header,
            items=items,
            external_id=external_id,
            link=link,
            title=title,
            text=text,
            author=author,
            published_at=published_at,
            updated_at=updated_at,
            rating=rating,
            action=action,
            best=best,
        )

        return patched_source_change_request_webhook
