from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.operation_request_op import OperationRequestOp, check_operation_request_op
from ..models.operation_request_part import OperationRequestPart, check_operation_request_part
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.operation_request_fields import OperationRequestFields


T = TypeVar("T", bound="OperationRequest")


@_attrs_define
class OperationRequest:
    """One change of one part.

    Attributes:
        op (OperationRequestOp): * `add` - add
            * `change` - change
            * `remove` - remove
        part (OperationRequestPart): * `section` - section
            * `step` - step
            * `statement` - statement
            * `contact` - contact
            * `trigger` - trigger
        key (None | Unset | UUID): Of the part; none for `add`.
        fields (OperationRequestFields | Unset):
    """

    op: OperationRequestOp
    part: OperationRequestPart
    key: None | Unset | UUID = UNSET
    fields: OperationRequestFields | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        op: str = self.op

        part: str = self.part

        key: None | str | Unset
        if isinstance(self.key, Unset):
            key = UNSET
        elif isinstance(self.key, UUID):
            key = str(self.key)
        else:
            key = self.key

        fields: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "op": op,
                "part": part,
            }
        )
        if key is not UNSET:
            field_dict["key"] = key
        if fields is not UNSET:
            field_dict["fields"] = fields

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.operation_request_fields import OperationRequestFields  # noqa: PLC0415

        d = dict(src_dict)
        op = check_operation_request_op(d.pop("op"))

        part = check_operation_request_part(d.pop("part"))

        def _parse_key(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                key_type_0 = UUID(data)

                return key_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        key = _parse_key(d.pop("key", UNSET))

        _fields = d.pop("fields", UNSET)
        fields: OperationRequestFields | Unset
        if isinstance(_fields, Unset):
            fields = UNSET
        else:
            fields = OperationRequestFields.from_dict(_fields)

        operation_request = cls(
            op=op,
            part=part,
            key=key,
            fields=fields,
        )

        operation_request.additional_properties = d
        return operation_request

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
