from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.field_out_kind import FieldOutKind, check_field_out_kind

if TYPE_CHECKING:
    from ..models.option_out import OptionOut


T = TypeVar("T", bound="FieldOut")


@_attrs_define
class FieldOut:
    """One thing a platform asks. Values of a `secret` are encrypted, never answered, and make the feed its brand's alone.
    A `sample`
    is looked at while a source is tried, and not kept.

        Attributes:
            name (str):
            label (str):
            kind (FieldOutKind): * `text` - text
                * `url` - url
                * `choice` - choice
                * `number` - number
                * `switch` - switch
                * `secret` - secret
                * `sample` - sample
            help_ (str):
            required (bool):
            in_key (bool): Part of what tells two feeds apart.
            options (list[OptionOut]):
            default (bool | int | None | str): What it is where nothing is sent; null: nothing.
            minimum (int | None): Of a number.
            maximum (int | None): Of a number.
            max_length (int | None): Of text, characters.
            pattern (str): Of text: a regular expression that all of it matches; or empty.
    """

    name: str
    label: str
    kind: FieldOutKind
    help_: str
    required: bool
    in_key: bool
    options: list[OptionOut]
    default: bool | int | None | str
    minimum: int | None
    maximum: int | None
    max_length: int | None
    pattern: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        label = self.label

        kind: str = self.kind

        help_ = self.help_

        required = self.required

        in_key = self.in_key

        options = []
        for options_item_data in self.options:
            options_item = options_item_data.to_dict()
            options.append(options_item)

        default: bool | int | None | str
        default = self.default

        minimum: int | None
        minimum = self.minimum

        maximum: int | None
        maximum = self.maximum

        max_length: int | None
        max_length = self.max_length

        pattern = self.pattern

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "label": label,
                "kind": kind,
                "help": help_,
                "required": required,
                "in_key": in_key,
                "options": options,
                "default": default,
                "minimum": minimum,
                "maximum": maximum,
                "max_length": max_length,
                "pattern": pattern,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.option_out import OptionOut  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        label = d.pop("label")

        kind = check_field_out_kind(d.pop("kind"))

        help_ = d.pop("help")

        required = d.pop("required")

        in_key = d.pop("in_key")

        options = []
        _options = d.pop("options")
        for options_item_data in _options:
            options_item = OptionOut.from_dict(options_item_data)

            options.append(options_item)

        def _parse_default(data: object) -> bool | int | None | str:
            if data is None:
                return data
            return cast(bool | int | None | str, data)

        default = _parse_default(d.pop("default"))

        def _parse_minimum(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        minimum = _parse_minimum(d.pop("minimum"))

        def _parse_maximum(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        maximum = _parse_maximum(d.pop("maximum"))

        def _parse_max_length(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_length = _parse_max_length(d.pop("max_length"))

        pattern = d.pop("pattern")

        field_out = cls(
            name=name,
            label=label,
            kind=kind,
            help_=help_,
            required=required,
            in_key=in_key,
            options=options,
            default=default,
            minimum=minimum,
            maximum=maximum,
            max_length=max_length,
            pattern=pattern,
        )

        field_out.additional_properties = d
        return field_out

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
