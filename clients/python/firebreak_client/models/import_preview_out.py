from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.amiss_out import AmissOut
    from ..models.preview_row_out import PreviewRowOut


T = TypeVar("T", bound="ImportPreviewOut")


@_attrs_define
class ImportPreviewOut:
    """What it would bring. The counts are of the first rows that were looked at.

    Attributes:
        tool (str): Its name; empty: not known
        rows (list[PreviewRowOut]):
        looked_at (int):
        with_words (int):
        with_link (int):
        with_date (int):
        refused (int):
        amiss (list[AmissOut]):
        warnings (list[str]):
    """

    tool: str
    rows: list[PreviewRowOut]
    looked_at: int
    with_words: int
    with_link: int
    with_date: int
    refused: int
    amiss: list[AmissOut]
    warnings: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tool = self.tool

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        looked_at = self.looked_at

        with_words = self.with_words

        with_link = self.with_link

        with_date = self.with_date

        refused = self.refused

        amiss = []
        for amiss_item_data in self.amiss:
            amiss_item = amiss_item_data.to_dict()
            amiss.append(amiss_item)

        warnings = self.warnings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tool": tool,
                "rows": rows,
                "looked_at": looked_at,
                "with_words": with_words,
                "with_link": with_link,
                "with_date": with_date,
                "refused": refused,
                "amiss": amiss,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.amiss_out import AmissOut  # noqa: PLC0415
        from ..models.preview_row_out import PreviewRowOut  # noqa: PLC0415

        d = dict(src_dict)
        tool = d.pop("tool")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = PreviewRowOut.from_dict(rows_item_data)

            rows.append(rows_item)

        looked_at = d.pop("looked_at")

        with_words = d.pop("with_words")

        with_link = d.pop("with_link")

        with_date = d.pop("with_date")

        refused = d.pop("refused")

        amiss = []
        _amiss = d.pop("amiss")
        for amiss_item_data in _amiss:
            amiss_item = AmissOut.from_dict(amiss_item_data)

            amiss.append(amiss_item)

        warnings = cast(list[str], d.pop("warnings"))

        import_preview_out = cls(
            tool=tool,
            rows=rows,
            looked_at=looked_at,
            with_words=with_words,
            with_link=with_link,
            with_date=with_date,
            refused=refused,
            amiss=amiss,
            warnings=warnings,
        )

        import_preview_out.additional_properties = d
        return import_preview_out

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
