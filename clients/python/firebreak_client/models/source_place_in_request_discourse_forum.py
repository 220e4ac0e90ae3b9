from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_place_in_request_discourse_forum_what_to_watch import (
    SourcePlaceInRequestDiscourseForumWhatToWatch,
    check_source_place_in_request_discourse_forum_what_to_watch,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourcePlaceInRequestDiscourseForum")


@_attrs_define
class SourcePlaceInRequestDiscourseForum:
    """Of platform “discourse”.

    Attributes:
        forum (str): Of its front page.
        watch (SourcePlaceInRequestDiscourseForumWhatToWatch | Unset):
        term (str | Unset): A category's name in its address, or its number; a topic's number or address; words. All new
            posts need none.
        username (str | Unset): Only where the forum is not for everybody.
        key (str | Unset): Of the forum's own interface, made by its administrators, for reading.
    """

    forum: str
    watch: SourcePlaceInRequestDiscourseForumWhatToWatch | Unset = UNSET
    term: str | Unset = UNSET
    username: str | Unset = UNSET
    key: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        forum = self.forum

        watch: str | Unset = UNSET
        if not isinstance(self.watch, Unset):
            watch = self.watch

        term = self.term

        username = self.username

        key = self.key

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "forum": forum,
            }
        )
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
        forum = d.pop("forum")

        _watch = d.pop("watch", UNSET)
        watch: SourcePlaceInRequestDiscourseForumWhatToWatch | Unset
        if isinstance(_watch, Unset):
            watch = UNSET
        else:
            watch = check_source_place_in_request_discourse_forum_what_to_watch(_watch)

        term = d.pop("term", UNSET)

        username = d.pop("username", UNSET)

        key = d.pop("key", UNSET)

        source_place_in_request_discourse_forum = cls(
            forum=forum,
            watch=watch,
            term=term,
            username=username,
            key=key,
        )

        return source_place_in_request_discourse_forum
