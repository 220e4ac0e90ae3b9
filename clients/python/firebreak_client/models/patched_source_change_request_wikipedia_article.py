from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestWikipediaArticle")


@_attrs_define
class PatchedSourceChangeRequestWikipediaArticle:
    """Of platform “wikipedia”.

    Attributes:
        article (None | str | Unset):
        edition (None | str | Unset):
    """

    article: None | str | Unset = UNSET
    edition: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        article: None | str | Unset
        if isinstance(self.article, Unset):
            article = UNSET
        else:
            article = self.article

        edition: None | str | Unset
        if isinstance(self.edition, Unset):
            edition = UNSET
        else:
            edition = self.edition

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if article is not UNSET:
            field_dict["article"] = article
        if edition is not UNSET:
            field_dict["edition"] = edition

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_article(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        article = _parse_article(d.pop("article", UNSET))

        def _parse_edition(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        edition = _parse_edition(d.pop("edition", UNSET))

        patched_source_change_request_wikipedia_article = cls(
            article=article,
            edition=edition,
        )

        return patched_source_change_request_wikipedia_article
