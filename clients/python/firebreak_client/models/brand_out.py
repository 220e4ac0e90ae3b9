from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.brand_out_status import BrandOutStatus, check_brand_out_status

if TYPE_CHECKING:
    from ..models.brand_out_targets import BrandOutTargets


T = TypeVar("T", bound="BrandOut")


@_attrs_define
class BrandOut:
    """A brand.

    Attributes:
        id (UUID):
        name (str):
        slug (str):
        status (BrandOutStatus): * `onboarding` - Onboarding
            * `active` - Active
            * `archived` - Archived
        time_zone (str):
        languages (list[str]):
        spellings (list[str]):
        handles (list[str]):
        products (list[str]):
        exclusions (list[str]):
        targets (BrandOutTargets):
        onboarding_step (str):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    slug: str
    status: BrandOutStatus
    time_zone: str
    languages: list[str]
    spellings: list[str]
    handles: list[str]
    products: list[str]
    exclusions: list[str]
    targets: BrandOutTargets
    onboarding_step: str
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        slug = self.slug

        status: str = self.status

        time_zone = self.time_zone

        languages = self.languages

        spellings = self.spellings

        handles = self.handles

        products = self.products

        exclusions = self.exclusions

        targets = self.targets.to_dict()

        onboarding_step = self.onboarding_step

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "slug": slug,
                "status": status,
                "time_zone": time_zone,
                "languages": languages,
                "spellings": spellings,
                "handles": handles,
                "products": products,
                "exclusions": exclusions,
                "targets": targets,
                "onboarding_step": onboarding_step,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_out_targets import BrandOutTargets  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        slug = d.pop("slug")

        status = check_brand_out_status(d.pop("status"))

        time_zone = d.pop("time_zone")

        languages = cast(list[str], d.pop("languages"))

        spellings = cast(list[str], d.pop("spellings"))

        handles = cast(list[str], d.pop("handles"))

        products = cast(list[str], d.pop("products"))

        exclusions = cast(list[str], d.pop("exclusions"))

        targets = BrandOutTargets.from_dict(d.pop("targets"))

        onboarding_step = d.pop("onboarding_step")

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        brand_out = cls(
            id=id,
            name=name,
            slug=slug,
            status=status,
            time_zone=time_zone,
            languages=languages,
            spellings=spellings,
            handles=handles,
            products=products,
            exclusions=exclusions,
            targets=targets,
            onboarding_step=onboarding_step,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        brand_out.additional_properties = d
        return brand_out

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
