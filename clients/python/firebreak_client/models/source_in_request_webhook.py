from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_in_request_webhook_kind import SourceInRequestWebhookKind, check_source_in_request_webhook_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceInRequestWebhook")


@_attrs_define
class SourceInRequestWebhook:
    """Of platform “webhook”.

    Attributes:
        sender (str): What you call it. Each sender of a brand has an address of its own.
        kind (SourceInRequestWebhookKind): How a delivery proves whose it is, and what it holds.
        sample (str | Unset): Paste one body as it is sent. Its fields are shown, to choose from. It is not kept.
        secret (str | Unset): As the sender shows it. Where the sender takes one of yours, save first and make one on
            the source's page.
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

    sender: str
    kind: SourceInRequestWebhookKind
    sample: str | Unset = UNSET
    secret: str | Unset = UNSET
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

        kind: str = self.kind

        sample = self.sample

        secret = self.secret

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

        field_dict.update(
            {
                "sender": sender,
                "kind": kind,
            }
        )
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
        sender = d.pop("sender")

        kind = check_source_in_request_webhook_kind(d.pop("kind"))

        sample = d.pop("sample", UNSET)

        secret = d.pop("secret", UNSET)

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

        source_in_request_webhook = cls(
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

        return source_in_request_webhook
