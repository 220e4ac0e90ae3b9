"""What an incident is called where nobody named it yet: what it is about, never a sentence of figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.truncation import truncate_middle
from monitoring.models import Alert

MOST, WORDS = 200, 3


def suggested(alert: Alert) -> str:
    """ "Complaints: glass, splinters · Alder Coffee": the query's name, else the rule's; the words that carry it; the brand.

    Wants `rule` and `brand`; a query's name is read where the rule has one. A person may write another.
    """
    why: Mapping[str, Any] = alert.explanation or {}
    query = alert.rule.query
    what = query.name if query is not None else next(iter(_names(why.get("queries"))), alert.rule.name)
    words = [word for word in _names(why.get("words")) if word.casefold() not in what.casefold()][:WORDS]
    about = f"{what}: {', '.join(words)}" if words else what
    brand = str(alert.brand)
    return truncate_middle(about, MOST - len(brand) - 3) + f" · {brand}"


def _names(parts: Sequence[Mapping[str, Any]] | None) -> list[str]:
    return [str(one.get("name", "")) for one in parts or () if one.get("name")]
