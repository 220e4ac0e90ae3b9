"""What an incident is called where nobody named it yet: what it is about, never a sentence of figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.cleaning import strip_bidi
from accounts.notifications.services.rewording import reword
from accounts.truncation import truncate_middle
from incidents.models import Incident
from monitoring.models import Alert

MOST, WORDS = 200, 3  # characters; words that posts say


def follow(alert: Alert, explanation: Mapping[str, Any]) -> None:
    """An incident that is still called after its alert is called after what that is about to say (alerting's hook)."""
    old, new = _suggested(alert, alert.explanation or {}), _suggested(alert, explanation)
    if old == new:
        return
    # As a form offered it and somebody left it, or as triage wrote it.
    called = (old, strip_bidi(old)[:MOST])
    rows = Incident.objects.select_for_update(of=("self",), no_key=True).filter(
        alerts__alert=alert.pk, title__in=called
    )
    for incident in rows.order_by("pk"):
        # No entry says so: nobody renamed it, and words of posts stay out of a record that can't be erased.
        Incident.objects.filter(pk=incident.pk).update(title=strip_bidi(new)[:MOST])
        reword(incident.title, strip_bidi(new)[:MOST], brand=incident.brand_id, since=incident.opened_at)


def recorded(title: str, alert: Alert | None) -> str:
    """How the record, which nobody can erase, calls an incident: without words of posts that it only was suggested to be called by."""
    if alert is None or title not in (suggested(alert), strip_bidi(suggested(alert))[:MOST]):
        return title
    return _suggested(alert, {**(alert.explanation or {}), "words": []})


def suggested(alert: Alert) -> str:
    """ "Complaints: glass, splinters · Alder Coffee": the query's name, else the rule's; the words that carry it; the brand.

    Wants `rule` and `brand`; a query's name is read where the rule has one. A person may write another.
    """
    return _suggested(alert, alert.explanation or {})


def _suggested(alert: Alert, why: Mapping[str, Any]) -> str:
    query = alert.rule.query
    what = query.name if query is not None else next(iter(_names(why.get("queries"))), alert.rule.name)
    words = [word for word in _names(why.get("words")) if word.casefold() not in what.casefold()][:WORDS]
    about = f"{what}: {', '.join(words)}" if words else what
    brand = str(alert.brand)
    return truncate_middle(about, MOST - len(brand) - 3) + f" · {brand}"


def _names(parts: Sequence[Mapping[str, Any]] | None) -> list[str]:
    return [str(one.get("name", "")) for one in parts or () if one.get("name")]
