from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_stack_exchange_what_to_read import (
    PatchedSourceChangeRequestStackExchangeWhatToRead,
    check_patched_source_change_request_stack_exchange_what_to_read,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestStackExchange")


@_attrs_define
class PatchedSourceChangeRequestStackExchange:
    """Of platform “stackexchange”.

    Attributes:
        site (None | str | Unset):
        tags (None | str | Unset):
        query (None | str | Unset):
        what (None | PatchedSourceChangeRequestStackExchangeWhatToRead | Unset):
        key (None | str | Unset):
    """

    site: None | str | Unset = UNSET
    tags: None | str | Unset = UNSET
    query: None | str | Unset = UNSET
    what: None | PatchedSourceChangeRequestStackExchangeWhatToRead | Unset = UNSET
    key: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        site: None | str | Unset
        if isinstance(self.site, Unset):
            site = UNSET
        else:
            site = self.site

        tags: None | str | Unset
        if isinstance(self.tags, Unset):
            tags = UNSET
        else:
            tags = self.tags

        query: None | str | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        else:
            query = self.query

        what: None | str | Unset
        if isinstance(self.what, Unset):
            what = UNSET
        elif isinstance(self.what, str):
            what = self.what
        else:
            what = self.what

        key: None | str | Unset
        if isinstance(self.key, Unset):
            key = UNSET
        else:
            key = self.key

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
        if key is not UNSET:
            field_dict["key"] = key

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_site(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        site = _parse_site(d.pop("site", UNSET))

        def _parse_tags(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tags = _parse_tags(d.pop("tags", UNSET))

        def _parse_query(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        query = _parse_query(d.pop("query", UNSET))

        def _parse_what(data: object) -> None | PatchedSourceChangeRequestStackExchangeWhatToRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                what_what_to_read = check_patched_source_change_request_stack_exchange_what_to_read(data)

                return what_what_to_read
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestStackExchangeWhatToRead | Unset, data)

        what = _parse_what(d.pop("what", UNSET))

        def _parse_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        key = _parse_key(d.pop("key", UNSET))

        patched_source_change_request_stack_exchange = cls(
            site=site,
            tags=tags,
            query=query,
            what=what,
            key=key,
        )

        return patched_source_change_request_stack_exchange
