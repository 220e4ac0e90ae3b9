from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_webhook_kind import SourceOutWebhookKind, check_source_out_webhook_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutWebhook")


@_attrs_define
class SourceOutWebhook:
    """Of platform “webhook”.

    Attributes:
        sender (str | Unset): What you call it. Each sender of a brand has an address of its own.
        kind (SourceOutWebhookKind | Unset): How a delivery proves whose it is, and what it holds.
        header (str | Unset): Empty: Authorization, as “Bearer …”, or as “Basic …” with “user:password” as the token.
        items (str | Unset): Where a delivery brings several at once. Empty: it is one, or a list.
        external_id (str | Unset): What names it at the sender, so that an update finds it again.
        link (str | Unset):
        title (str | Unset):
        text (str | Unset):
        author (str | Unset):
        published_at (str | Unset):
        updated_at (str | Unset): Tells an older delivery that came late from a newer one.
        rating (str | Unset):
        action (str | Unset): A word like created, updated or deleted. Empty: each is new, or an update.
        best (int | Unset):
    """

    sender: str | Unset = UNSET
    kind: SourceOutWebhookKind | Unset = UNSET
    header: str | Unset = UNSET
    items: str | Unset = UNSET
    external_id: str | Unset = UNSET
    link: str | Unset = UNSET
    title: str | Unset = UNSET
    text: str | Unset = UNSET
    author: str | Unset = UNSET
    published_at: str | Unset = UNSET
    updated_at: str | Unset = UNSET
    rating: str | Unset = UNSET
    action: str | Unset = UNSET
    best: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        sender = self.sender

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        header = self.header

        items = self.items

        external_id = self.external_id

        link = self.link

        title = self.title

        text = self.text

        author = self.author

        published_at = self.published_at

        updated_at = self.updated_at

        rating = self.rating

        action = self.action

        best = self.best

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if sender is not UNSET:
            field_dict["sender"] = sender
        if kind is not UNSET:
            field_dict["kind"] = kind
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
        sender = d.pop("sender", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: SourceOutWebhookKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_source_out_webhook_kind(_kind)

        header = d.pop("header", UNSET)

        items = d.pop("items", UNSET)

        external_id = d.pop("external_id", UNSET)

        link = d.pop("link", UNSET)

        title = d.pop("title", UNSET)

        text = d.pop("text", UNSET)

        author = d.pop("author", UNSET)

        published_at = d.pop("published_at", UNSET)

        updated_at = d.pop("updated_at", UNSET)

        rating = d.pop("rating", UNSET)

        action = d.pop("action", UNSET)

        best = d.pop("best", UNSET)

        source_out_webhook = cls(
            sender=sender,
            kind=kind,
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

        return source_out_webhook
