"""Status graphs as data, checked when they are made, and the one guarded UPDATE that moves along them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from accounts.dated import stamp
from accounts.errors import Conflict, NotFound


@dataclass(frozen=True, slots=True)
class Graph:
    """Which status may follow which. `moves` maps an action to (statuses it starts from, status it leads to)."""

    name: str
    statuses: tuple[str, ...]
    start: str
    moves: Mapping[str, tuple[tuple[str, ...], str]]

    def __post_init__(self) -> None:
        for action, (sources, target) in self.moves.items():
            unknown = {*sources, target} - set(self.statuses)
            if unknown:
                raise ValueError(f"{self.name}: {action} names unknown statuses {sorted(unknown)}")
        unreachable = set(self.statuses) - self.reachable()
        if unreachable:
            raise ValueError(f"{self.name}: nothing leads to {sorted(unreachable)}")

    def reachable(self) -> set[str]:
        """Every status that some chain of actions leads to from the start."""
        seen = {self.start}
        while True:
            more = {target for sources, target in self.moves.values() if seen & set(sources)} - seen
            if not more:
                return seen
            seen |= more

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For a model field."""
        return [(status, status.replace("_", " ").capitalize()) for status in self.statuses]

    def actions_from(self, status: str) -> list[str]:
        """The actions possible in this status, in the graph's order."""
        return [action for action, (sources, _) in self.moves.items() if status in sources]


def move(
    queryset: models.QuerySet[Any] | models.Manager[Any],
    pk: object,
    graph: Graph,
    action: str,
    *,
    field: str = "status",
    **values: object,
) -> str:
    """Takes one row along the graph in one guarded UPDATE and returns its new status.

    `values` are written with it. Raises Conflict (with the current status) where the row is no longer in a status the
    action starts from, NotFound where the row is gone.
    """
    sources, target = graph.moves[action]
    # The status is asked of the updated row itself: a queryset with a join would put it into a subquery, which PostgreSQL
    # does not look into again after waiting for another's transaction, and both of two racers would pass.
    rows = queryset.model._base_manager.filter(pk=pk, **{f"{field}__in": sources})
    changed = rows.filter(pk__in=queryset.filter(pk=pk).values("pk")).update(
        **{**stamp(rows.model), field: target, **values}
    )
    if changed:
        return target
    current = queryset.filter(pk=pk).values_list(field, flat=True).first()
    if current is None:
        raise NotFound(f"This {graph.name} is gone.")
    raise Conflict(
        f"This {graph.name} is {str(current).replace('_', ' ')} now, so “{action.replace('_', ' ')}” is not possible.",
        code="wrong_state",
        data={"current": current, "possible": graph.actions_from(str(current))},
    )
