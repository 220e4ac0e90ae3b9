from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_place_in_request_mastodon_what_to_watch import (
    SourcePlaceInRequestMastodonWhatToWatch,
    check_source_place_in_request_mastodon_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourcePlaceInRequestMastodon")


@_attrs_define
class SourcePlaceInRequestMastodon:
    """Of platform “mastodon”.

    Attributes:
        server (str): The name of the server that is asked, like mastodon.social. It shows what its own people see.
        watch (SourcePlaceInRequestMastodonWhatToWatch | Unset):
        term (str | Unset): #acme, @acme or words. Mentions need none.
        token (str | Unset): Of an application made on the server under Preferences → Development, with read:statuses,
            read:search and read:notifications.
    """

    server: str
    watch: SourcePlaceInRequestMastodonWhatToWatch | Unset = UNSET
    term: str | Unset = UNSET
    token: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        server = self.server

        watch: str | Unset = UNSET
        if not isinstance(self.watch, Unset):
            watch = self.watch

        term = self.term

        token = self.token

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "server": server,
            }
        )
        if watch is not UNSET:
            field_dict["watch"] = watch
        if term is not UNSET:
            field_dict["term"] = term
        if token is not UNSET:
            field_dict["token"] = token

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        server = d.pop("server")

        _watch = d.pop("watch", UNSET)
        watch: SourcePlaceInRequestMastodonWhatToWatch | Unset
        if isinstance(_watch, Unset):
            watch = UNSET
        else:
            watch = check_source_place_in_request_mastodon_what_to_watch(_watch)

        term = d.pop("term", UNSET)

        token = d.pop("token", UNSET)

        source_place_in_request_mastodon = cls(
            server=server,
            watch=watch,
            term=term,
            token=token,
        )

        return source_place_in_request_mastodon
