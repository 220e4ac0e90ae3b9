from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_place_in_request_hacker_news_where import (
    SourcePlaceInRequestHackerNewsWhere,
    check_source_place_in_request_hacker_news_where,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourcePlaceInRequestHackerNews")


@_attrs_define
class SourcePlaceInRequestHackerNews:
    """Of platform “hackernews”.

    Attributes:
        query (str): All of them must be in a post. “Exact phrases” stand in quotes; -word leaves posts with it out.
        only (SourcePlaceInRequestHackerNewsWhere | Unset):
    """

    query: str
    only: SourcePlaceInRequestHackerNewsWhere | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        query = self.query

        only: str | Unset = UNSET
        if not isinstance(self.only, Unset):
            only = self.only

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "query": query,
            }
        )
        if only is not UNSET:
            field_dict["only"] = only

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        query = d.pop("query")

        _only = d.pop("only", UNSET)
        only: SourcePlaceInRequestHackerNewsWhere | Unset
        if isinstance(_only, Unset):
            only = UNSET
        else:
            only = check_source_place_in_request_hacker_news_where(_only)

        source_place_in_request_hacker_news = cls(
            query=query,
            only=only,
        )

        return source_place_in_request_hacker_news
