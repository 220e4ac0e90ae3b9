from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_feed_or_web_page_what_its_entries_are import (
    PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre,
    check_patched_source_change_request_feed_or_web_page_what_its_entries_are,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestFeedOrWebPage")


@_attrs_define
class PatchedSourceChangeRequestFeedOrWebPage:
    """Of platform “rss”.

    Attributes:
        url (None | str | Unset):
        username (None | str | Unset):
        password (None | str | Unset):
        kind (None | PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre | Unset):
        private (bool | None | Unset):
    """

    url: None | str | Unset = UNSET
    username: None | str | Unset = UNSET
    password: None | str | Unset = UNSET
    kind: None | PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre | Unset = UNSET
    private: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url: None | str | Unset
        if isinstance(self.url, Unset):
            url = UNSET
        else:
            url = self.url

        username: None | str | Unset
        if isinstance(self.username, Unset):
            username = UNSET
        else:
            username = self.username

        password: None | str | Unset
        if isinstance(self.password, Unset):
            password = UNSET
        else:
            password = self.password

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, str):
            kind = self.kind
        else:
            kind = self.kind

        private: bool | None | Unset
        if isinstance(self.private, Unset):
            private = UNSET
        else:
            private = self.private

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if url is not UNSET:
            field_dict["url"] = url
        if username is not UNSET:
            field_dict["username"] = username
        if password is not UNSET:
            field_dict["password"] = password
        if kind is not UNSET:
            field_dict["kind"] = kind
        if private is not UNSET:
            field_dict["private"] = private

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        url = _parse_url(d.pop("url", UNSET))

        def _parse_username(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        username = _parse_username(d.pop("username", UNSET))

        def _parse_password(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        password = _parse_password(d.pop("password", UNSET))

        def _parse_kind(data: object) -> None | PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_what_its_entries_are = check_patched_source_change_request_feed_or_web_page_what_its_entries_are(
                    data
                )

                return kind_what_its_entries_are
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        def _parse_private(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        private = _parse_private(d.pop("private", UNSET))

        patched_source_change_request_feed_or_web_page = cls(
            url=url,
            username=username,
            password=password,
            kind=kind,
            private=private,
        )

        return patched_source_change_request_feed_or_web_page
