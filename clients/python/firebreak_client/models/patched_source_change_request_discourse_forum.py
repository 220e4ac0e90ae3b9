from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_discourse_forum_what_to_watch import (
    PatchedSourceChangeRequestDiscourseForumWhatToWatch,
    check_patched_source_change_request_discourse_forum_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestDiscourseForum")


@_attrs_define
class PatchedSourceChangeRequestDiscourseForum:
    """Of platform “discourse”.

    Attributes:
        forum (None | str | Unset):
        watch (None | PatchedSourceChangeRequestDiscourseForumWhatToWatch | Unset):
        term (None | str | Unset):
        username (None | str | Unset):
        key (None | str | Unset):
    """

    forum: None | str | Unset = UNSET
    watch: None | PatchedSourceChangeRequestDiscourseForumWhatToWatch | Unset = UNSET
    term: None | str | Unset = UNSET
    username: None | str | Unset = UNSET
    key: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        forum: None | str | Unset
        if isinstance(self.forum, Unset):
            forum = UNSET
        else:
            forum = self.forum

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

        username: None | str | Unset
        if isinstance(self.username, Unset):
            username = UNSET
        else:
            username = self.username

        key: None | str | Unset
        if isinstance(self.key, Unset):
            key = UNSET
        else:
            key = self.key

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if forum is not UNSET:
            field_dict["forum"] = forum
        if watch is not UNSET:
            field_dict["watch"] = watch
        if term is not UNSET:
            field_dict["term"] = term
        if username is not UNSET:
            field_dict["username"] = username
        if key is not UNSET:
            field_dict["key"] = key

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_forum(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        forum = _parse_forum(d.pop("forum", UNSET))

        def _parse_watch(data: object) -> None | PatchedSourceChangeRequestDiscourseForumWhatToWatch | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                watch_what_to_watch = check_patched_source_change_request_discourse_forum_what_to_watch(data)

                return watch_what_to_watch
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestDiscourseForumWhatToWatch | Unset, data)

        watch = _parse_watch(d.pop("watch", UNSET))

        def _parse_term(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        term = _parse_term(d.pop("term", UNSET))

        def _parse_username(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        username = _parse_username(d.pop("username", UNSET))

        def _parse_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        key = _parse_key(d.pop("key", UNSET))

        patched_source_change_request_discourse_forum = cls(
            forum=forum,
            watch=watch,
            term=term,
            username=username,
            key=key,
        )

        return patched_source_change_request_discourse_forum
