"""An alert in words: what it saw, what carries it, what it was."""

from typing import Any, TypedDict

from monitoring.alerting.forms.alerts import OUTCOME_WORDS
from monitoring.alerting.kinds import KINDS
from monitoring.models import Alert

STATUSES = {
    "open": "To decide",
    "joined": "Joined an incident",
    "opened": "Became an incident",
    "dismissed": "Dismissed",
}
OUTCOME_BUTTONS = [(name, *(part.strip() for part in words.split(":", 1))) for name, words in OUTCOME_WORDS.items()]


class AlertWords(TypedDict):
    """An alert as a list or a page shows it."""

    alert: Alert
    headline: str
    because: str
    icon: str
    kind: str
    state: str
    outcome: str


def row_of(alert: Alert) -> AlertWords:
    """What a list or a page shows of an alert."""
    stream, kind = (alert.explanation or {}).get("stream", "all"), KINDS[alert.kind]
    return {
        "alert": alert,
        "headline": headline(alert),
        "because": because(alert),
        "icon": kind.icon,
        "kind": kind.alert_name + (", negative" if stream == "negative" and kind.counted else ""),
        "state": STATUSES[alert.status],
        "outcome": OUTCOME_WORDS.get(alert.outcome, "").partition(":")[0],
    }


def headline(alert: Alert) -> str:
    """ "186 mentions in 15 min. Expected 22 to 48." """
    if alert.seen is None or not KINDS[alert.kind].counted:
        return alert.sentence
    minutes = int((alert.window_end - alert.window_start).total_seconds() // 60)
    span = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
    # Both streams may carry a spike; the sentence says which of them the figures are of.
    what = "negative mentions" if " negative mention" in alert.sentence else "mentions"
    text = f"{alert.seen:,} {what} in {span}."
    if alert.low is not None and alert.high is not None:
        low, high = round(alert.low), round(alert.high)
        # “Expected 0 to 0” would be read as a fault.
        text += f" Expected {low} to {high}." if high else " Expected none."
    elif KINDS[alert.kind].limited and (limit := (alert.explanation or {}).get("limit")) is not None:
        text += f" The rule's limit is {round(limit):,}."
    return text


def because(alert: Alert) -> str:
    """What carries it, in a sentence or two: "Carried by “glass” 118 (usually 0) and The forum 140 (usually 20)." """
    why = alert.explanation or {}
    carriers = [f"“{one['name']}” {_against(one)}" for one in why.get("words", ())[:2]]
    carriers += [f"{one['name']} {_against(one)}" for one in why.get("sources", ())[:1]]
    said = []
    if carriers:
        said.append(
            "Carried by " + " and ".join([", ".join(carriers[:-1]), carriers[-1]] if carriers[1:] else carriers)
        )
    if why.get("rarity"):
        said.append(str(why["rarity"])[:1].upper() + str(why["rarity"])[1:])
    if why.get("learning"):
        said.append("Still learning what is usual here")
    if why.get("planned_events"):
        said.append("During " + ", ".join(f"“{name}”" for name in why["planned_events"]))
    return ". ".join(said) + "." if said else ""


def _against(one: dict[str, Any]) -> str:
    return f"{one['seen']:,} (usually {round(one.get('expected') or 0):,})"
