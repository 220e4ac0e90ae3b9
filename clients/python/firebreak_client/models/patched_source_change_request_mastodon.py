from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_mastodon_what_to_watch import (
    PatchedSourceChangeRequestMastodonWhatToWatch,
    check_patched_source_change_request_mastodon_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestMastodon")


@_attrs_define
class PatchedSourceChangeRequestMastodon:
    """Of platform “mastodon”.

    Attributes:
        server (None | str | Unset):
        watch (None | PatchedSourceChangeRequestMastodonWhatToWatch | Unset):
        term (None | str | Unset):
        token (None | str | Unset):
    """

    server: None | str | Unset = UNSET
    watch: None | PatchedSourceChangeRequestMastodonWhatToWatch | Unset = UNSET
    term: None | str | Unset = UNSET
    token: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        server: None | str | Unset
        if isinstance(self.server, Unset):
            server = UNSET
        else:
            server = self.server

        watch: None | str | Unset
        if isinstance(self.watch, Unset):
            watch = UNSET
        elif isinstance(self.watch, str):
            watch = self.watch
        else:
            watch = self.watch

        term: None | str | Unset
        if isinstance(self.term, Unset):
            term = UNSET
        else:
            term = self.term

        token: None | str | Unset
        if isinstance(self.token, Unset):
            token = UNSET
        else:
            token = self.token

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if server is not UNSET:
            field_dict["server"] = server
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

        def _parse_server(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        server = _parse_server(d.pop("server", UNSET))

        def _parse_watch(data: object) -> None | PatchedSourceChangeRequestMastodonWhatToWatch | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                watch_what_to_watch = check_patched_source_change_request_mastodon_what_to_watch(data)

                return watch_what_to_watch
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestMastodonWhatToWatch | Unset, data)

        watch = _parse_watch(d.pop("watch", UNSET))

        def _parse_term(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        term = _parse_term(d.pop("term", UNSET))

        def _parse_token(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        token = _parse_token(d.pop("token", UNSET))

        patched_source_change_request_mastodon = cls(
            server=server,
            watch=watch,
            term=term,
            token=token,
        )

        return patched_source_change_request_mastodon
