"""What of a brand nobody watches yet, and what could be watched there by its name and handles. Nothing outside is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.brands.models import Brand
from accounts.permissions import require
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Named, Suggesting
from monitoring.feeds.connectors.spec import Spec, Value
from monitoring.models import WATCHED, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One that could be tried: its address as people see it, and what its platform asks."""

    address: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwatched:
    """A network of which the brand has no source."""

    spec: Spec
    suggestions: tuple[Suggestion, ...]


def unwatched(member: Any, brand: Brand) -> list[Unwatched]:
    """Networks the brand watches nothing of, by name. What is sent to us, single feeds, forums and mailboxes are none."""
    require(member, "sources.see")
    rows = Source.objects.visible_to(member).filter(brand=brand, status__in=WATCHED)
    watched = set(rows.values_list("platform", flat=True))
    named = Named(brand.name, tuple(brand.handles), tuple(brand.languages))
    found = []
    for platform, connector in registry.PLATFORMS.items():
        spec = connector.spec()
        if platform in watched or not spec.network:
            continue
        configs = connector.suggest(named) if isinstance(connector, Suggesting) else ()
        suggestions = tuple(Suggestion(address=connector.address(one), fields=dict(one)) for one in configs)
        found.append(Unwatched(spec=spec, suggestions=suggestions))
    return sorted(found, key=lambda one: (not one.suggestions, one.spec.name))
