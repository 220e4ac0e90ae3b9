from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_git_hub_what_to_watch import (
    PatchedSourceChangeRequestGitHubWhatToWatch,
    check_patched_source_change_request_git_hub_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestGitHub")


@_attrs_define
class PatchedSourceChangeRequestGitHub:
    """Of platform “github”.

    Attributes:
        repository (None | str | Unset):
        watch (None | PatchedSourceChangeRequestGitHubWhatToWatch | Unset):
        words (None | str | Unset):
        bots (bool | None | Unset):
        token (None | str | Unset):
    """

    repository: None | str | Unset = UNSET
    watch: None | PatchedSourceChangeRequestGitHubWhatToWatch | Unset = UNSET
    words: None | str | Unset = UNSET
    bots: bool | None | Unset = UNSET
    token: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        repository: None | str | Unset
        if isinstance(self.repository, Unset):
            repository = UNSET
        else:
            repository = self.repository

        watch: None | str | Unset
        if isinstance(self.watch, Unset):
            watch = UNSET
        elif isinstance(self.watch, str):
            watch = self.watch
        else:
            watch = self.watch

        words: None | str | Unset
        if isinstance(self.words, Unset):
            words = UNSET
        else:
            words = self.words

        bots: bool | None | Unset
        if isinstance(self.bots, Unset):
            bots = UNSET
        else:
            bots = self.bots

        token: None | str | Unset
        if isinstance(self.token, Unset):
            token = UNSET
        else:
            token = self.token

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if repository is not UNSET:
            field_dict["repository"] = repository
        if watch is not UNSET:
            field_dict["watch"] = watch
        if words is not UNSET:
            field_dict["words"] = words
        if bots is not UNSET:
            field_dict["bots"] = bots
        if token is not UNSET:
            field_dict["token"] = token

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_repository(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        repository = _parse_repository(d.pop("repository", UNSET))

        def _parse_watch(data: object) -> None | PatchedSourceChangeRequestGitHubWhatToWatch | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                watch_what_to_watch = check_patched_source_change_request_git_hub_what_to_watch(data)

                return watch_what_to_watch
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestGitHubWhatToWatch | Unset, data)

        watch = _parse_watch(d.pop("watch", UNSET))

        def _parse_words(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        words = _parse_words(d.pop("words", UNSET))

        def _parse_bots(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        bots = _parse_bots(d.pop("bots", UNSET))

        def _parse_token(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        token = _parse_token(d.pop("token", UNSET))

        patched_source_change_request_git_hub = cls(
            repository=repository,
            watch=watch,
            words=words,
            bots=bots,
            token=token,
        )

        return patched_source_change_request_git_hub
