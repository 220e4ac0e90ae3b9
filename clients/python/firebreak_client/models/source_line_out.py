from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.source_line_out_result import SourceLineOutResult, check_source_line_out_result

if TYPE_CHECKING:
    from ..models.line_feed_out import LineFeedOut


T = TypeVar("T", bound="SourceLineOut")


@_attrs_define
class SourceLineOut:
    """One line. `code` and `words`: why it was refused; `found`: the feeds of a page that is none itself.

    Attributes:
        number (int):
        text (str):
        name (str):
        result (SourceLineOutResult): * `waiting` - waiting
            * `added` - added
            * `there` - there
            * `refused` - refused
        platform (str):
        source (None | UUID):
        code (str):
        words (str):
        found (list[LineFeedOut]):
    """

    number: int
    text: str
    name: str
    result: SourceLineOutResult
    platform: str
    source: None | UUID
    code: str
    words: str
    found: list[LineFeedOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        text = self.text

        name = self.name

        result: str = self.result

        platform = self.platform

        source: None | str
        if isinstance(self.source, UUID):
            source = str(self.source)
        else:
            source = self.source

        code = self.code

        words = self.words

        found = []
        for found_item_data in self.found:
            found_item = found_item_data.to_dict()
            found.append(found_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "text": text,
                "name": name,
                "result": result,
                "platform": platform,
                "source": source,
                "code": code,
                "words": words,
                "found": found,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.line_feed_out import LineFeedOut  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        text = d.pop("text")

        name = d.pop("name")

        result = check_source_line_out_result(d.pop("result"))

        platform = d.pop("platform")

        def _parse_source(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                source_type_0 = UUID(data)

                return source_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        source = _parse_source(d.pop("source"))

        code = d.pop("code")

        words = d.pop("words")

        found = []
        _found = d.pop("found")
        for found_item_data in _found:
            found_item = LineFeedOut.from_dict(found_item_data)

            found.append(found_item)

        source_line_out = cls(
            number=number,
            text=text,
            name=name,
            result=result,
            platform=platform,
            source=source,
            code=code,
            words=words,
            found=found,
        )

        source_line_out.additional_properties = d
        return source_line_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
