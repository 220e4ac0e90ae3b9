from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.answer_in_request_channel import AnswerInRequestChannel, check_answer_in_request_channel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_in_request_values import AnswerInRequestValues


T = TypeVar("T", bound="AnswerInRequest")


@_attrs_define
class AnswerInRequest:
    """A draft: from a holding statement with its slots filled, or in one's own words (title and text).

    Attributes:
        incident (UUID):
        statement (None | Unset | UUID): the key of one in the incident's plan version
        values (AnswerInRequestValues | Unset):
        channel (AnswerInRequestChannel | Unset): * `any` - any
            * `social` - social
            * `press` - press
            * `web` - web
            * `customer_care` - customer_care Default: ''.
        title (str | Unset):  Default: ''.
        text (str | Unset):  Default: ''.
    """

    incident: UUID
    statement: None | Unset | UUID = UNSET
    values: AnswerInRequestValues | Unset = UNSET
    channel: AnswerInRequestChannel | Unset = ""
    title: str | Unset = ""
    text: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        incident = str(self.incident)

        statement: None | str | Unset
        if isinstance(self.statement, Unset):
            statement = UNSET
        elif isinstance(self.statement, UUID):
            statement = str(self.statement)
        else:
            statement = self.statement

        values: dict[str, Any] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values.to_dict()

        channel: str | Unset = UNSET
        if not isinstance(self.channel, Unset):
            channel = self.channel

        title = self.title

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "incident": incident,
            }
        )
        if statement is not UNSET:
            field_dict["statement"] = statement
        if values is not UNSET:
            field_dict["values"] = values
        if channel is not UNSET:
            field_dict["channel"] = channel
        if title is not UNSET:
            field_dict["title"] = title
        if text is not UNSET:
            field_dict["text"] = text

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_in_request_values import AnswerInRequestValues  # noqa: PLC0415

        d = dict(src_dict)
        incident = UUID(d.pop("incident"))

        def _parse_statement(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                statement_type_0 = UUID(data)

                return statement_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        statement = _parse_statement(d.pop("statement", UNSET))

        _values = d.pop("values", UNSET)
        values: AnswerInRequestValues | Unset
        if isinstance(_values, Unset):
            values = UNSET
        else:
            values = AnswerInRequestValues.from_dict(_values)

        _channel = d.pop("channel", UNSET)
        channel: AnswerInRequestChannel | Unset
        if isinstance(_channel, Unset):
            channel = UNSET
        else:
            channel = check_answer_in_request_channel(_channel)

        title = d.pop("title", UNSET)

        text = d.pop("text", UNSET)

        answer_in_request = cls(
            incident=incident,
            statement=statement,
            values=values,
            channel=channel,
            title=title,
            text=text,
        )

        answer_in_request.additional_properties = d
        return answer_in_request

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
