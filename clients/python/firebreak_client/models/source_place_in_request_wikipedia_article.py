from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SourcePlaceInRequestWikipediaArticle")


@_attrs_define
class SourcePlaceInRequestWikipediaArticle:
    """Of platform “wikipedia”.

    Attributes:
        article (str): Its title, or its address. “Talk:” before a title watches the discussion of the article.
        edition (str | Unset): The beginning of the edition's address, like en or de.
    """

    article: str
    edition: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        article = self.article

        edition = self.edition

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "article": article,
            }
        )
        if edition is not UNSET:
            field_dict["edition"] = edition

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        article = d.pop("article")

        edition = d.pop("edition", UNSET)

        source_place_in_request_wikipedia_article = cls(
            article=article,
            edition=edition,
        )

        return source_place_in_request_wikipedia_article
