from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_bluesky_what_to_watch import (
    PatchedSourceChangeRequestBlueskyWhatToWatch,
    check_patched_source_change_request_bluesky_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestBluesky")


@_attrs_define
class PatchedSourceChangeRequestBluesky:
    """Of platform “bluesky”.

    Attributes:
        watch (None | PatchedSourceChangeRequestBlueskyWhatToWatch | Unset):
        account (None | str | Unset):
        jetstream (None | str | Unset):
    """

    watch: None | PatchedSourceChangeRequestBlueskyWhatToWatch | Unset = UNSET
    account: None | str | Unset = UNSET
    jetstream: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        watch: None | str | Unset
        if isinstance(self.watch, Unset):
            watch = UNSET
        elif isinstance(self.watch, str):
            watch = self.watch
        else:
            watch = self.watch

        account: None | str | Unset
        if isinstance(self.account, Unset):
            account = UNSET
        else:
            account = self.account

        jetstream: None | str | Unset
        if isinstance(self.jetstream, Unset):
            jetstream = UNSET
        else:
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

        def _parse_watch(data: object) -> None | PatchedSourceChangeRequestBlueskyWhatToWatch | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                watch_what_to_watch = check_patched_source_change_request_bluesky_what_to_watch(data)

                return watch_what_to_watch
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestBlueskyWhatToWatch | Unset, data)

        watch = _parse_watch(d.pop("watch", UNSET))

        def _parse_account(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account = _parse_account(d.pop("account", UNSET))

        def _parse_jetstream(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        jetstream = _parse_jetstream(d.pop("jetstream", UNSET))

        patched_source_change_request_bluesky = cls(
            watch=watch,
            account=account,
            jetstream=jetstream,
        )

        return patched_source_change_request_bluesky
