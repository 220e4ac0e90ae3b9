"""What an act leaves in the record of events."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from accounts.errors import DomainError
from accounts.events.models import Event


@dataclass(frozen=True, slots=True)
class Act:
    """Done by `who`, it is one event; by anybody of `refused` it is none, and none where it is done again.

    `do` takes the member. `about` and `data` may be functions: of what there is only afterwards.
    """

    action: str
    do: Callable[[Any], Any]
    about: Any
    data: Any = field(default_factory=dict)
    again: bool = True  # whether a repeat changes nothing, or is refused
    before: Callable[[], Any] = lambda: None


def written(act: Callable[[], Any]) -> list[Event]:
    """The events that came by it, in order; what is refused is refused."""
    known = set(Event.objects.values_list("pk", flat=True))
    act()
    return list(Event.objects.exclude(pk__in=known).order_by("pk"))


def refused(act: Callable[[], Any]) -> list[Event]:
    """The events of an act that must be refused."""

    def tried() -> None:
        with pytest.raises(DomainError), transaction.atomic():
            act()

    return written(tried)


def tried(act: Callable[[], Any]) -> list[Event]:
    """The events of an act that may be refused."""

    def trying() -> None:
        try:
            with transaction.atomic():
                act()
        except DomainError:
            pass

    return written(trying)


def each_is_one_event(acts: Iterable[Act], *, who: Any, brand: Any, strangers: Iterable[Any]) -> None:
    """Every act in turn, by somebody it is refused to, by `who`, and once more."""
    for act in acts:
        act.before()
        for stranger in strangers:
            assert refused(lambda act=act, stranger=stranger: act.do(stranger)) == [], act.action  # type: ignore[misc]
        [event] = written(lambda act=act: act.do(who))  # type: ignore[misc]
        about, data = (value() if callable(value) else value for value in (act.about, act.data))
        assert (event.action, event.subject_id, event.data) == (act.action, str(about), data)
        assert (event.brand_id, event.actor_kind, event.actor_id) == (brand.pk, "person", who.user_id), act.action
        assert event.visibility == "internal"
        if act.again:
            assert tried(lambda act=act: act.do(who)) == [], act.action  # type: ignore[misc]
