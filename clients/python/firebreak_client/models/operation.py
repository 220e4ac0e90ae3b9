from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.operation_op import OperationOp, check_operation_op
from ..models.operation_part import OperationPart, check_operation_part

if TYPE_CHECKING:
    from ..models.operation_fields import OperationFields


T = TypeVar("T", bound="Operation")


@_attrs_define
class Operation:
    """One change of one part.

    Attributes:
        op (OperationOp): * `add` - add
            * `change` - change
            * `remove` - remove
        part (OperationPart): * `section` - section
            * `step` - step
            * `statement` - statement
            * `contact` - contact
            * `trigger` - trigger
        key (None | UUID): Of the part; none for `add`.
        fields (OperationFields):
    """

    op: OperationOp
    part: OperationPart
    key: None | UUID
    fields: OperationFields
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        op: str = self.op

        part: str = self.part

        key: None | str
        if isinstance(self.key, UUID):
            key = str(self.key)
        else:
            key = self.key

        fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "op": op,
                "part": part,
                "key": key,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.operation_fields import OperationFields  # noqa: PLC0415

        d = dict(src_dict)
        op = check_operation_op(d.pop("op"))

        part = check_operation_part(d.pop("part"))

        def _parse_key(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                key_type_0 = UUID(data)

                return key_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        key = _parse_key(d.pop("key"))

        fields = OperationFields.from_dict(d.pop("fields"))

        operation = cls(
            op=op,
            part=part,
            key=key,
            fields=fields,
        )

        operation.additional_properties = d
        return operation

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
