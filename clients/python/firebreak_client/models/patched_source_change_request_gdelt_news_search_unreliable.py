from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_gdelt_news_search_unreliable_language import (
    PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage,
    check_patched_source_change_request_gdelt_news_search_unreliable_language,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestGDELTNewsSearchUnreliable")


@_attrs_define
class PatchedSourceChangeRequestGDELTNewsSearchUnreliable:
    """Of platform “gdelt”.

    Attributes:
        query (None | str | Unset):
        language (None | PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage | Unset):
        accepted (bool | None | Unset):
    """

    query: None | str | Unset = UNSET
    language: None | PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage | Unset = UNSET
    accepted: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        query: None | str | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        else:
            query = self.query

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, str):
            language = self.language
        else:
            language = self.language

        accepted: bool | None | Unset
        if isinstance(self.accepted, Unset):
            accepted = UNSET
        else:
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

        def _parse_query(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        query = _parse_query(d.pop("query", UNSET))

        def _parse_language(data: object) -> None | PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_language = check_patched_source_change_request_gdelt_news_search_unreliable_language(data)

                return language_language
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        def _parse_accepted(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        accepted = _parse_accepted(d.pop("accepted", UNSET))

        patched_source_change_request_gdelt_news_search_unreliable = cls(
            query=query,
            language=language,
            accepted=accepted,
        )

        return patched_source_change_request_gdelt_news_search_unreliable
