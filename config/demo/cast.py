"""Who and what exists in the demo's world: invented brands, three invented sites, invented people."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final, Literal

SiteKey = Literal["news", "forum", "reviews"]
NOTICE: Final = "Synthetic posts made by Firebreak's demo. Brands, people and events are invented."


@dataclass(frozen=True, slots=True)
class Brand:
    """An invented brand; `per_day` is its mean number of posts on an ordinary weekday."""

    key: str
    name: str
    trade: str
    per_day: float


@dataclass(frozen=True, slots=True)
class Site:
    """One publication of the world and the one feed format it speaks."""

    key: SiteKey
    name: str
    tagline: str
    feed_name: str
    media_type: str


BRANDS: Final = {
    brand.key: brand
    for brand in (
        Brand("alder-coffee", "Alder Coffee", "coffee shops and bottled coffee", 62),
        Brand("lumen-air", "Lumen Air", "a regional airline", 40),
        Brand("kestrel-bank", "Kestrel Bank", "a regional bank", 34),
        Brand("maren-hotels", "Maren Hotels", "hotels on the coast", 30),
    )
}
NOISE_PER_DAY: Final = 44.0
IN_CRISIS: Final = BRANDS["alder-coffee"]

SITES: Final[dict[str, Site]] = {
    site.key: site
    for site in (
        Site("news", "Sampleton Courier", "News from an invented town", "feed.xml", "application/rss+xml"),
        Site("forum", "Sampleton Talk", "The forum of an invented town", "feed.atom", "application/atom+xml"),
        Site("reviews", "Sampleton Stars", "Reviews of invented brands", "feed.json", "application/feed+json"),
    )
}

_FIRST_NAMES: Final = (
    "Ines Tomasz Priya Owen Mila Jonas Aylin Rafael Greta Samir Lucie Bente Kofi Nadia Henrik Paula Marek Yara Elias "
    "Noor Vera Dario Hanne Felix Amara Piet Selma Ruben Tilda Oskar"
)
_LAST_NAMES: Final = (
    "Abara Brandt Castell Dorn Ekholm Farrow Gellner Hobday Ivers Jarvis Kolb Lindqvist Marlow Nadir Osei Pereira "
    "Quill Renner Sato Thorne Ude Vance Wenzel Yilmaz Zeller"
)
_HANDLE_STARTS: Final = (
    "oat bean night tram quiet rusty paper river sunny odd tiny lost grey fast blue sleepy wild honest salty mellow"
)
_HANDLE_ENDS: Final = (
    "otter kettle cyclist reader baker wanderer teapot gardener neighbour runner pigeon lantern cook commuter knitter "
    "fox violin ladder sailor spoon"
)
_REPORTERS = ("Dana Whitlock", "Idris Kell", "Rosa Venn", "Martin Obi", "Courier business desk", "Courier newsroom")


def author(site: SiteKey, rng: random.Random) -> str:
    """A name in the manner of the site: a reporter, a forum handle, or a reviewer's first name and initial."""
    if site == "news":
        return rng.choice(_REPORTERS)
    if site == "forum":
        return f"{rng.choice(_HANDLE_STARTS.split())}_{rng.choice(_HANDLE_ENDS.split())}{rng.randrange(1, 100)}"
    return (
        f"{rng.choice(_FIRST_NAMES.split())} {rng.choice(_LAST_NAMES.split())[0]}."
        if rng.random() < 0.4
        else f"{rng.choice(_FIRST_NAMES.split())} {rng.choice(_LAST_NAMES.split())}"
    )
