from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.checked_out_proposed import CheckedOutProposed
    from ..models.found_feed_out import FoundFeedOut
    from ..models.sample_field_out import SampleFieldOut
    from ..models.sample_out import SampleOut


T = TypeVar("T", bound="CheckedOut")


@_attrs_define
class CheckedOut:
    """What an address turned out to be: a feed with its last posts, or a page with the feeds it offers.

    Of an example that was sent along: its fields, and by field of the platform how they answer what was left open; who
    adds
    the source with the same example agrees.

        Attributes:
            address (str):
            feed (bool):
            title (str):
            samples (list[SampleOut]):
            warnings (list[str]):
            found (list[FoundFeedOut]):
            sample_fields (list[SampleFieldOut]):
            proposed (CheckedOutProposed):
    """

    address: str
    feed: bool
    title: str
    samples: list[SampleOut]
    warnings: list[str]
    found: list[FoundFeedOut]
    sample_fields: list[SampleFieldOut]
    proposed: CheckedOutProposed
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        feed = self.feed

        title = self.title

        samples = []
        for samples_item_data in self.samples:
            samples_item = samples_item_data.to_dict()
            samples.append(samples_item)

        warnings = self.warnings

        found = []
        for found_item_data in self.found:
            found_item = found_item_data.to_dict()
            found.append(found_item)

        sample_fields = []
        for sample_fields_item_data in self.sample_fields:
            sample_fields_item = sample_fields_item_data.to_dict()
            sample_fields.append(sample_fields_item)

        proposed = self.proposed.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "feed": feed,
                "title": title,
                "samples": samples,
                "warnings": warnings,
                "found": found,
                "sample_fields": sample_fields,
                "proposed": proposed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.checked_out_proposed import CheckedOutProposed  # noqa: PLC0415
        from ..models.found_feed_out import FoundFeedOut  # noqa: PLC0415
        from ..models.sample_field_out import SampleFieldOut  # noqa: PLC0415
        from ..models.sample_out import SampleOut  # noqa: PLC0415

        d = dict(src_dict)
        address = d.pop("address")

        feed = d.pop("feed")

        title = d.pop("title")

        samples = []
        _samples = d.pop("samples")
        for samples_item_data in _samples:
            samples_item = SampleOut.from_dict(samples_item_data)

            samples.append(samples_item)

        warnings = cast(list[str], d.pop("warnings"))

        found = []
        _found = d.pop("found")
        for found_item_data in _found:
            found_item = FoundFeedOut.from_dict(found_item_data)

            found.append(found_item)

        sample_fields = []
        _sample_fields = d.pop("sample_fields")
        for sample_fields_item_data in _sample_fields:
            sample_fields_item = SampleFieldOut.from_dict(sample_fields_item_data)

            sample_fields.append(sample_fields_item)

        proposed = CheckedOutProposed.from_dict(d.pop("proposed"))

        checked_out = cls(
            address=address,
            feed=feed,
            title=title,
            samples=samples,
            warnings=warnings,
            found=found,
            sample_fields=sample_fields,
            proposed=proposed,
        )

        checked_out.additional_properties = d
        return checked_out

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
