from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_hacker_news_where import (
    PatchedSourceChangeRequestHackerNewsWhere,
    check_patched_source_change_request_hacker_news_where,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestHackerNews")


@_attrs_define
class PatchedSourceChangeRequestHackerNews:
    """Of platform “hackernews”.

    Attributes:
        query (None | str | Unset):
        only (None | PatchedSourceChangeRequestHackerNewsWhere | Unset):
    """

    query: None | str | Unset = UNSET
    only: None | PatchedSourceChangeRequestHackerNewsWhere | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        query: None | str | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        else:
            query = self.query

        only: None | str | Unset
        if isinstance(self.only, Unset):
            only = UNSET
        elif isinstance(self.only, str):
            only = self.only
        else:
            only = self.only

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if query is not UNSET:
            field_dict["query"] = query
        if only is not UNSET:
            field_dict["only"] = only

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_query(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        query = _parse_query(d.pop("query", UNSET))

        def _parse_only(data: object) -> None | PatchedSourceChangeRequestHackerNewsWhere | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                only_where = check_patched_source_change_request_hacker_news_where(data)

                return only_where
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestHackerNewsWhere | Unset, data)

        only = _parse_only(d.pop("only", UNSET))

        patched_source_change_request_hacker_news = cls(
            query=query,
            only=only,
        )

        return patched_source_change_request_hacker_news
