from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_git_hub_what_to_watch import SourceOutGitHubWhatToWatch, check_source_out_git_hub_what_to_watch
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutGitHub")


@_attrs_define
class SourceOutGitHub:
    """Of platform “github”.

    Attributes:
        repository (str | Unset): Its owner and name, or its address. A search may do without.
        watch (SourceOutGitHubWhatToWatch | Unset):
        words (str | Unset): In titles and texts of issues, in the words of GitHub's own search. For a search only.
        bots (bool | Unset): Robots that update and check code write much.
    """

    repository: str | Unset = UNSET
    watch: SourceOutGitHubWhatToWatch | Unset = UNSET
    words: str | Unset = UNSET
    bots: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        repository = self.repository

        watch: str | Unset = UNSET
        if not isinstance(self.watch, Unset):
            watch = self.watch

        words = self.words

        bots = self.bots

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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        repository = d.pop("repository", UNSET)

        _watch = d.pop("watch", UNSET)
        watch: SourceOutGitHubWhatToWatch | Unset
        if isinstance(_watch, Unset):
            watch = UNSET
        else:
            watch = check_source_out_git_hub_what_to_watch(_watch)

        words = d.pop("words", UNSET)

        bots = d.pop("bots", UNSET)

        source_out_git_hub = cls(
            repository=repository,
            watch=watch,
            words=words,
            bots=bots,
        )

        return source_out_git_hub
