from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_stack_exchange_what_to_read import (
    SourceOutStackExchangeWhatToRead,
    check_source_out_stack_exchange_what_to_read,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutStackExchange")


@_attrs_define
class SourceOutStackExchange:
    """Of platform “stackexchange”.

    Attributes:
        site (str | Unset): One of the sites of Stack Exchange, like stackoverflow.com, superuser.com or
            travel.stackexchange.com.
        tags (str | Unset): Up to five, with blanks between them. A question must have all of them.
        query (str | Unset): The site's own search decides which questions they fit.
        what (SourceOutStackExchangeWhatToRead | Unset):
    """

    site: str | Unset = UNSET
    tags: str | Unset = UNSET
    query: str | Unset = UNSET
    what: SourceOutStackExchangeWhatToRead | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        site = self.site

        tags = self.tags

        query = self.query

        what: str | Unset = UNSET
        if not isinstance(self.what, Unset):
            what = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if site is not UNSET:
            field_dict["site"] = site
        if tags is not UNSET:
            field_dict["tags"] = tags
        if query is not UNSET:
            field_dict["query"] = query
        if what is not UNSET:
            field_dict["what"] = what

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        site = d.pop("site", UNSET)

        tags = d.pop("tags", UNSET)

        query = d.pop("query", UNSET)

        _what = d.pop("what", UNSET)
        what: SourceOutStackExchangeWhatToRead | Unset
        if isinstance(_what, Unset):
            what = UNSET
        else:
            what = check_source_out_stack_exchange_what_to_read(_what)

        source_out_stack_exchange = cls(
            site=site,
            tags=tags,
            query=query,
            what=what,
        )

        return source_out_stack_exchange
