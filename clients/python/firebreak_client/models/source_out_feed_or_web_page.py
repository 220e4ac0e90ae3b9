from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_feed_or_web_page_what_its_entries_are import (
    SourceOutFeedOrWebPageWhatItsEntriesAre,
    check_source_out_feed_or_web_page_what_its_entries_are,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutFeedOrWebPage")


@_attrs_define
class SourceOutFeedOrWebPage:
    """Of platform “rss”.

    Attributes:
        url (str | Unset): RSS, Atom and JSON Feed are read. Of a web page, its feeds are found. Known by name: YouTube
            channel, YouTube playlist, Subreddit, Reddit search, Mastodon account, Mastodon hashtag, Medium account, Bluesky
            profile, Stack Exchange tag, GitHub releases, App Store reviews.
        username (str | Unset): Where the feed asks for a log-in.
        kind (SourceOutFeedOrWebPageWhatItsEntriesAre | Unset):
        private (bool | Unset): It is then fetched for your agency alone, also where another agency has the same
            address.
    """

    url: str | Unset = UNSET
    username: str | Unset = UNSET
    kind: SourceOutFeedOrWebPageWhatItsEntriesAre | Unset = UNSET
    private: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        username = self.username

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        private = self.private

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if url is not UNSET:
            field_dict["url"] = url
        if username is not UNSET:
            field_dict["username"] = username
        if kind is not UNSET:
            field_dict["kind"] = kind
        if private is not UNSET:
            field_dict["private"] = private

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url", UNSET)

        username = d.pop("username", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: SourceOutFeedOrWebPageWhatItsEntriesAre | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_source_out_feed_or_web_page_what_its_entries_are(_kind)

        private = d.pop("private", UNSET)

        source_out_feed_or_web_page = cls(
            url=url,
            username=username,
            kind=kind,
            private=private,
        )

        return source_out_feed_or_web_page
