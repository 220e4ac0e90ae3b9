from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_mastodon_what_to_watch import (
    SourceOutMastodonWhatToWatch,
    check_source_out_mastodon_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutMastodon")


@_attrs_define
class SourceOutMastodon:
    """Of platform “mastodon”.

    Attributes:
        server (str | Unset): The name of the server that is asked, like mastodon.social. It shows what its own people
            see.
        watch (SourceOutMastodonWhatToWatch | Unset):
        term (str | Unset): #acme, @acme or words. Mentions need none.
    """

    server: str | Unset = UNSET
    watch: SourceOutMastodonWhatToWatch | Unset = UNSET
    term: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        server = self.server

        watch: str | Unset = UNSET
        if not isinstance(self.watch, Unset):
            watch = self.watch

        term = self.term

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if server is not UNSET:
            field_dict["server"] = server
        if watch is not UNSET:
            field_dict["watch"] = watch
        if term is not UNSET:
            field_dict["term"] = term

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        server = d.pop("server", UNSET)

        _watch = d.pop("watch", UNSET)
        watch: SourceOutMastodonWhatToWatch | Unset
        if isinstance(_watch, Unset):
            watch = UNSET
        else:
            watch = check_source_out_mastodon_what_to_watch(_watch)

        term = d.pop("term", UNSET)

        source_out_mastodon = cls(
            server=server,
            watch=watch,
            term=term,
        )

        return source_out_mastodon
