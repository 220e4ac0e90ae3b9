"""Every route of both hosts with the capability it asks for, read off the views; and addresses of real rows for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, get_resolver

from tests.everything import Everything

# Open to whoever comes, each for a reason.
OPEN = {
    "enter": "the door",
    "enter-callback": "the door: asks for a code and a state",
    "leave": "ends whatever session there is",
    "healthz": "tells nothing but that the process answers",
    "readyz": "tells which part fails, no data",
    "status": "tells which part fails, no data",
    "metrics": "asks for its own token",
    "service-worker": "a script without data",
    "manifest": "the name and icons",
    "acknowledge-link": "asks for its own signed token; acts on POST only",
    "hook": "asks for its own secret, and mostly a signature; takes what is sent, answers nothing of it",
    "hub-hook": "asks for its own secret, and of what is pushed a signature; answers nothing of it",
    "calendar-link": "asks for its own secret; only reads",
    "alerts-link": "asks for its own secret; only reads",
    "approval-link": "asks for its own signed token; acts on POST only",
    "approve-link": "asks for its own signed token; acts on POST only",
    "api-schema": "the API's description, the same for everybody",
    "api-token": "asks for a code or a refresh token of an application",
    "api-revoke": "ends the connection of whoever's token it is",
    "oauth-server": "where applications connect, the same for everybody",
    "oauth-resource": "where tokens come from, the same for everybody",
    "oauth-resource-mcp": "where tokens come from, the same for everybody",
    "oauth-resource-mcp-slash": "where tokens come from, the same for everybody",
    "api-mcp": "asks for an API key, never a session; each tool calls the API with it",
    "api-docs": "the API's description, the same for everybody",
    "api-changelog": "the API's changes, the same for everybody",
    "api-changelog-feed": "the API's changes, the same for everybody",
    "platform-home": "what Firebreak is; for a person, their own agencies",
    "signup": "founding an agency",
    "signup-progress": "an agency's name and state, by an id nobody can guess",
    "signup-retry": "tries a failed creation again",
    "signup-take": "asks for a log-in with the confirmed address the agency was founded with",
    "handoff": "asks for a log-in and a place",
    "invitation": "asks for its own token",
    "api-found": "founding an agency",
    "api-founded": "an agency's state, by an id nobody can guess",
}


@dataclass(frozen=True, order=True)
class Row:
    """One route by one method. `asks` is a capability, or "open: why"."""

    host: str
    path: str
    method: str
    asks: str

    @property
    def is_api(self) -> bool:
        """Whether errors are problem details."""
        return self.path.startswith("api/")

    @property
    def has_object(self) -> bool:
        """Whether its address names a row."""
        return "<" in self.path

    def line(self) -> str:
        """As the committed table has it."""
        return f"{self.host:8} {self.method:6} /{self.path:70} {self.asks}"


def rows() -> list[Row]:
    """All routes but the two admins' (they have a test of their own) and allauth's own."""
    found = []
    for host, conf in (("agency", "config.urls"), ("platform", "config.urls_public")):
        for path, pattern in _walk(get_resolver(conf).url_patterns):
            if not path.startswith(("admin/", "accounts/")):
                found += [Row(host, path, method, asks) for method, asks in _methods(pattern)]
    return sorted(found)


def _walk(patterns: Any, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for item in patterns:
        part = prefix + str(item.pattern)
        if isinstance(item, URLPattern):
            yield _plain(part), item
        else:
            yield from _walk(item.url_patterns, part)


def _plain(path: str) -> str:
    """Regular expressions of the API's router in the words of path()."""
    path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<str:\1>", path)
    return path.replace("^", "").replace("$", "").replace("\\", "")


def _methods(pattern: URLPattern) -> Iterator[tuple[str, str]]:
    view: Any = pattern.callback
    if pattern.name in OPEN:
        yield "GET", f"open: {OPEN[pattern.name]}"
        return
    actions, viewset = getattr(view, "actions", None), getattr(view, "cls", None)
    if actions:
        for method, action in actions.items():
            if method == "head":
                continue  # the same as GET, by the framework
            yield method.upper(), viewset.capabilities.get(action, f"NOTHING DECLARED for {action}")
    elif viewset is not None:
        for method, capability in viewset.capabilities.items():
            yield method.upper(), capability
    else:
        capability = getattr(view, "capability", f"NOTHING DECLARED by {pattern.name}")
        yield "GET", capability
        yield "POST", capability


_PARAMETER = re.compile(r"<\w+:(\w+)>")


def address(row: Row, everything: Everything) -> str:
    """The route's address for Alder's rows. Raises KeyError for a parameter that `_values` does not know yet."""
    values = _values(everything)
    if row.path.startswith("alerts/") and row.path.endswith(("/out/", "/move/")):
        values["alerts", "pk"] = everything["alert"].pk  # only one that joined an incident can leave it
    if row.path.startswith("api/v1/events/"):
        values["events", "pk"] = everything["event"].pk  # as a page's word it is a planned event
    parts, noun = [], ""
    for part in row.path.split("/"):
        found = _PARAMETER.fullmatch(part)
        parts.append(str(values[noun, found.group(1)]) if found else part)
        noun = part if not found else f"{noun}.{found.group(1)}"
    query = (
        f"?brand={everything['brand'].pk}"
        if row.path in ("api/v1/counts/", "api/v1/sources/opml/", "api/v1/sources/unwatched/")
        else ""
    )
    query = "?q=glass" if row.path.endswith("search/") else query
    query = "?from=1&to=1" if row.path.endswith("differences/") else query
    query = to_connect(everything["application"]) if row.path == "oauth/authorize/" else query
    return "/" + "/".join(parts) + query


def to_connect(application: Any, **other: str) -> str:
    """The query by which an application asks to be connected."""
    asked = {
        "response_type": "code", "client_id": application.client_id, "redirect_uri": application.redirect_uris[0],
        "scope": "read triage", "state": "x", "code_challenge": "E" * 43, "code_challenge_method": "S256",
    }  # fmt: skip
    return f"?{urlencode({name: value for name, value in (asked | other).items() if value})}"


def _values(everything: Everything) -> dict[tuple[str, str], Any]:
    """(the word before it, the parameter's name) → a real row's value."""
    one = everything.rows
    ids = {
        "members": one["member"], "invitations": one["invitation"], "keys": one["key"], "machines": one["machine"], "webhooks": one["webhook"],
        "applications": one["application"], "connections": one["connection"],
        "private_links": one["private_link"], "links": one["private_link"], "contacts": one["contact"], "browsers": one["browser"], "notifications": one["notification"], "sources": one["source"],
        "queries": one["query"], "backfills": one["backfill"], "exports": one["export"], "imports": one["import"], "link_readings": one["link_reading"],
        "source_batches": one["source_batch"], "several": one["source_batch"],
        "views": one["view"],
        "mentions": one["mention"], "rules": one["rule"], "alerts": one["open_alert"],
        "alert_plans": one["open_alert"], "plans": one["plan"], "versions": one["version"], "plan-versions": one["version"],
        "proposals": one["proposal"], "incidents": one["incident"], "tasks": one["task"], "entries": one["entry"],
        "updates": one["update"], "answers": one["answer"], "approvals": one["approval"], "debriefs": one["debrief"],
        "lessons": one["lesson"], "brands": one["brand"], "readiness": one["brand"], "events": one["planned_event"], "planned_events": one["planned_event"],
    }  # fmt: skip
    values = {(noun, "pk"): row.pk for noun, row in ids.items()}
    values |= {(noun.rstrip("s"), "pk"): row.pk for noun, row in ids.items()}
    part = one["part"]
    values |= {
        ("brands", "slug"): one["brand"].slug,
        ("incidents", "number"): one["incident"].number,
        ("debriefs", "number"): one["past"].number,
        ("starters", "pk"): "product-harm",
        ("parts", "kind"): "step",
        ("parts", "part"): "step",
        ("parts.kind", "key"): part.key,
        ("parts.part", "key"): part.key,
        ("undo", "key"): "nothing",
        ("again", "delivery"): one["delivery"].pk,
        ("deliveries", "delivery"): one["delivery"].pk,
        ("versions", "number"): 1,
        ("backfills", "run"): one["backfill"].pk,
        ("entries", "seq"): 1,
        ("onboarding", "step"): "names",
        ("new", "kind"): "threshold",
        ("parts", "name"): "tasks",
        ("links", "kind"): "calendar",
        ("incidents", "incident"): one["incident"].pk,
        ("tasks.pk", "move"): "take",
    }
    return values
