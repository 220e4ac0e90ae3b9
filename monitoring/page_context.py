"""What several pages need: the brand of an address, its parts as tabs, an answer that sends the browser on."""

from dataclasses import dataclass
from typing import TypedDict

from django.http import HttpRequest, HttpResponseRedirect

from accounts.brands.models import Brand
from accounts.errors import NotFound
from accounts.pages import MemberRequest, Tab
from accounts.permissions import may

PARTS = (
    ("brand", "Overview", "", "mentions.see"),
    ("sources", "Sources", "sources/", "sources.see"),
    ("queries", "Queries", "queries/", "queries.see"),
    ("rules", "Rules", "rules/", "rules.see"),
    ("events", "Events", "events/", "rules.see"),
    ("settings", "Settings", "settings/", "brands.edit"),
)


class SeeOther(HttpResponseRedirect):
    """303: after a POST the browser asks with GET."""

    status_code = 303  # RFC 9110, 15.4.4; after a 302 a client may send the POST again


def brand_of(request: MemberRequest, slug: str) -> Brand:
    """The brand of an address, if this member may see it. Raises NotFound."""
    brand: Brand | None = Brand.objects.visible_to(request.member).filter(slug=slug).first()
    if brand is None:
        raise NotFound("This brand doesn't exist, or you don't have access to it.")
    return brand


class BrandFrame(TypedDict):
    """What `BrandPage` is made with."""

    active_nav: str
    brand: Brand
    tabs: list[Tab]
    base: str


@dataclass(frozen=True, kw_only=True)
class BrandPage:
    """What every page of a brand tells its frame; `base` is the brand's own address."""

    active_nav: str
    brand: Brand
    tabs: list[Tab]
    base: str


def brand_frame(request: MemberRequest, brand: Brand, part: str) -> BrandFrame:
    """The brand, its address, and those of its parts that the member may see."""
    base = f"/brands/{brand.slug}/"
    tabs = [
        Tab(label=label, url=base + tail, current=key == part)
        for key, label, tail, capability in PARTS
        if may(request.member, capability)
    ]
    return {"active_nav": "brands", "brand": brand, "tabs": tabs, "base": base}


def own_path(request: HttpRequest, fallback: str) -> str:
    """The `next` a form carried, if it is a path of this site."""
    given = request.POST.get("next", "")
    # "//host" is another host's address, and browsers read a backslash as a slash (WHATWG's URL standard).
    safe = given.startswith("/") and not given.startswith("//") and "\\" not in given and "\n" not in given
    return given if safe else fallback
