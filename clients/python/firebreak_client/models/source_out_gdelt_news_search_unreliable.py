from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_gdelt_news_search_unreliable_language import (
    SourceOutGDELTNewsSearchUnreliableLanguage,
    check_source_out_gdelt_news_search_unreliable_language,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutGDELTNewsSearchUnreliable")


@_attrs_define
class SourceOutGDELTNewsSearchUnreliable:
    """Of platform “gdelt”.

    Attributes:
        query (str | Unset): All of them must be in an article. “Exact phrases” stand in quotes; (one OR other); -word
            leaves articles with it out.
        language (SourceOutGDELTNewsSearchUnreliableLanguage | Unset):
        accepted (bool | Unset): Its interface is overloaded since July 2026: expect hours without an answer, each shown
            as a gap in coverage.
    """

    query: str | Unset = UNSET
    language: SourceOutGDELTNewsSearchUnreliableLanguage | Unset = UNSET
    accepted: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        query = self.query

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        accepted = self.accepted

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if query is not UNSET:
            field_dict["query"] = query
        if language is not UNSET:
            field_dict["language"] = language
        if accepted is not UNSET:
            field_dict["accepted"] = accepted

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        query = d.pop("query", UNSET)

        _language = d.pop("language", UNSET)
        language: SourceOutGDELTNewsSearchUnreliableLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_source_out_gdelt_news_search_unreliable_language(_language)

        accepted = d.pop("accepted", UNSET)

        source_out_gdelt_news_search_unreliable = cls(
            query=query,
            language=language,
            accepted=accepted,
        )

        return source_out_gdelt_news_search_unreliable
