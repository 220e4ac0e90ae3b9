from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_in_request_stack_exchange_what_to_read import (
    SourceInRequestStackExchangeWhatToRead,
    check_source_in_request_stack_exchange_what_to_read,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceInRequestStackExchange")


@_attrs_define
class SourceInRequestStackExchange:
    """Of platform “stackexchange”.

    Attributes:
        site (str): One of the sites of Stack Exchange, like stackoverflow.com, superuser.com or
            travel.stackexchange.com.
        tags (str | Unset): Up to five, with blanks between them. A question must have all of them.
        query (str | Unset): The site's own search decides which questions they fit.
        what (SourceInRequestStackExchangeWhatToRead | Unset):
        key (str | Unset): Of an application registered at stackapps.com: 10,000 requests a day instead of 300. The
            source is then your own.
    """

    site: str
    tags: str | Unset = UNSET
    query: str | Unset = UNSET
    what: SourceInRequestStackExchangeWhatToRead | Unset = UNSET
    key: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        site = self.site

        tags = self.tags

        query = self.query

        what: str | Unset = UNSET
        if not isinstance(self.what, Unset):
            what = self.what

        key = self.key

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "site": site,
            }
        )
        if tags is not UNSET:
            field_dict["tags"] = tags
        if query is not UNSET:
            field_dict["query"] = query
        if what is not UNSET:
            field_dict["what"] = what
        if key is not UNSET:
            field_dict["key"] = key

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        site = d.pop("site")

        tags = d.pop("tags", UNSET)

        query = d.pop("query", UNSET)

        _what = d.pop("what", UNSET)
        what: SourceInRequestStackExchangeWhatToRead | Unset
        if isinstance(_what, Unset):
            what = UNSET
        else:
            what = check_source_in_request_stack_exchange_what_to_read(_what)

        key = d.pop("key", UNSET)

        source_in_request_stack_exchange = cls(
            site=site,
            tags=tags,
            query=query,
            what=what,
            key=key,
        )

        return source_in_request_stack_exchange
