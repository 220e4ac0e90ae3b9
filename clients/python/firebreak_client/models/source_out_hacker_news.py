from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_hacker_news_where import SourceOutHackerNewsWhere, check_source_out_hacker_news_where
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutHackerNews")


@_attrs_define
class SourceOutHackerNews:
    """Of platform “hackernews”.

    Attributes:
        query (str | Unset): All of them must be in a post. “Exact phrases” stand in quotes; -word leaves posts with it
            out.
        only (SourceOutHackerNewsWhere | Unset):
    """

    query: str | Unset = UNSET
    only: SourceOutHackerNewsWhere | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        query = self.query

        only: str | Unset = UNSET
        if not isinstance(self.only, Unset):
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
        query = d.pop("query", UNSET)

        _only = d.pop("only", UNSET)
        only: SourceOutHackerNewsWhere | Unset
        if isinstance(_only, Unset):
            only = UNSET
        else:
            only = check_source_out_hacker_news_where(_only)

        source_out_hacker_news = cls(
            query=query,
            only=only,
        )

        return source_out_hacker_news
