from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_place_in_request_bluesky_what_to_watch import (
    SourcePlaceInRequestBlueskyWhatToWatch,
    check_source_place_in_request_bluesky_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourcePlaceInRequestBluesky")


@_attrs_define
class SourcePlaceInRequestBluesky:
    """Of platform “bluesky”.

    Attributes:
        watch (SourcePlaceInRequestBlueskyWhatToWatch | Unset):
        account (str | Unset): For the posts of an account: its handle, its address or its DID.
        jetstream (str | Unset): For everything on Bluesky: leave it empty for Bluesky's own; else a server that speaks
            version 2.
    """

    watch: SourcePlaceInRequestBlueskyWhatToWatch | Unset = UNSET
    account: str | Unset = UNSET
    jetstream: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        watch: str | Unset = UNSET
        if not isinstance(self.watch, Unset):
            watch = self.watch

        account = self.account

        jetstream = self.jetstream

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if watch is not UNSET:
            field_dict["watch"] = watch
        if account is not UNSET:
            field_dict["account"] = account
        if jetstream is not UNSET:
            field_dict["jetstream"] = jetstream

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _watch = d.pop("watch", UNSET)
        watch: SourcePlaceInRequestBlueskyWhatToWatch | Unset
        if isinstance(_watch, Unset):
            watch = UNSET
        else:
            watch = check_source_place_in_request_bluesky_what_to_watch(_watch)

        account = d.pop("account", UNSET)

        jetstream = d.pop("jetstream", UNSET)

        source_place_in_request_bluesky = cls(
            watch=watch,
            account=account,
            jetstream=jetstream,
        )

        return source_place_in_request_bluesky
