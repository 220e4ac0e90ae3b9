"""A version's whole content, in a few queries."""

from typing import Any

from playbooks.diff import PartDiff, compare
from playbooks.models import PlanVersion
from playbooks.parts import KINDS


def content_of(version: PlanVersion) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """{kind: [(key, fields)]}, parts in order, as `diff.compare` takes it. One query a kind."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "summary": [("summary", {"title": "What this plan is for", "text": version.summary})]
    }
    for kind in KINDS.values():
        rows = kind.model._default_manager.filter(version=version).order_by("order")
        found[kind.name] = [(str(row.key), {name: getattr(row, name) for name in kind.readers}) for row in rows]
    return found


def differences(before: PlanVersion, after: PlanVersion) -> list[PartDiff]:
    """What changed between two versions of a plan."""
    return compare(content_of(before), content_of(after))
