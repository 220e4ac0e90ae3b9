from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.preview_post_out import PreviewPostOut


T = TypeVar("T", bound="PreviewRowOut")


@_attrs_define
class PreviewRowOut:
    """`post` null: it would be left out.

    Attributes:
        row (int):
        post (None | PreviewPostOut):
    """

    row: int
    post: None | PreviewPostOut
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.preview_post_out import PreviewPostOut  # noqa: PLC0415

        row = self.row

        post: dict[str, Any] | None
        if isinstance(self.post, PreviewPostOut):
            post = self.post.to_dict()
        else:
            post = self.post

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "row": row,
                "post": post,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.preview_post_out import PreviewPostOut  # noqa: PLC0415

        d = dict(src_dict)
        row = d.pop("row")

        def _parse_post(data: object) -> None | PreviewPostOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                post_type_0 = PreviewPostOut.from_dict(data)

                return post_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PreviewPostOut, data)

        post = _parse_post(d.pop("post"))

        preview_row_out = cls(
            row=row,
            post=post,
        )

        preview_row_out.additional_properties = d
        return preview_row_out

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
