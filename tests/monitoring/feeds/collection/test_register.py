"""The register of standing queries: every worker follows it, misses nothing, and stores nothing matched with an older one."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from monitoring.feeds.collection import collecting, routing
from monitoring.feeds.collection.register import Index, newest_revision
from monitoring.feeds.models import Feed, StandingQuery
from monitoring.inbox.services import queries
from monitoring.matching import Document
from monitoring.models import Mention, MentionMatch
from tests.loopback import Server
from tests.monitoring.ground import NOW, entry, flow, minutes, publish, subscribe, watch
from tests.world import World


def test_a_query_saved_between_matching_and_storing_is_not_missed(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock kept the batch waiting; meanwhile somebody saved a query that one of its posts matches."""
    address = publish(server, [])
    subscribe(world, address, everything=False)
    flow(world, NOW)
    publish(server, [entry("1", "Alder", NOW), entry("2", "Tea", NOW)])
    taken: list[Any] = []
    guarded = collecting.Collection._guarded

    def wait_and_meanwhile(self: Any, feed: Feed, values: dict[str, Any]) -> None:
        if "cursor" in values and not taken:
            public = connection.tenant  # type: ignore[attr-defined]
            world.enter()
            taken.append(watch(world, "alder"))
            connection.set_tenant(public)
        guarded(self, feed, values)

    monkeypatch.setattr(collecting.Collection, "_guarded", wait_and_meanwhile)
    flow(world, NOW + minutes(20))
    assert MentionMatch.objects.get().query_id == taken[0].pk
    assert Mention.objects.count() == 1


def test_posts_are_matched_once_where_the_register_stands_still(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(world, "alder")
    asked: list[int] = []
    wanted = routing.wanted
    monkeypatch.setattr(routing, "wanted", lambda *a, **k: asked.append(1) or wanted(*a, **k))
    subscribe(world, publish(server, [entry("1", "Alder", NOW)]))
    flow(world)
    assert asked == [1]


def test_a_follower_misses_none_of_many_changes_made_at_once(
    committed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four people save, change and stop queries while a worker follows: at the end it holds exactly what is in force."""
    world, index, errors = committed_world, Index(), []
    monkeypatch.setattr(index, "_forget", lambda: errors.append("loaded anew"))
    index.follow()

    def person(number: int) -> None:
        try:
            world.enter()
            for n in range(6):
                query = watch(world, f"word{number}x{n}", name=f"{number} {n}")
                edit = queries.Edit(name=query.name, text=f"other{number}x{n}")
                queries.change_query(member=world.manager, query=query, edit=edit, now=NOW)
                if n % 3 == 0:
                    queries.remove_query(member=world.manager, query=query, now=NOW + timedelta(seconds=n))
        except Exception as error:
            errors.append(repr(error))
        finally:
            connection.close()

    people = [threading.Thread(target=person, args=(number,)) for number in range(4)]
    for one in people:
        one.start()
    taken = 0
    while any(one.is_alive() for one in people):
        taken += index.follow()
    for one in people:
        one.join()
    taken += index.follow()
    active = set(StandingQuery.objects.filter(is_active=True).values_list("pk", flat=True))
    posts = [Document(f"other{number}x{n} word{number}x{n}") for number in range(4) for n in range(6)]
    found = [pk for each in index.match(posts) for pk in each]
    assert errors == []
    assert len(found) == len(set(found)) == 16
    assert set(found) == active
    assert index.revision == newest_revision() == 56
    assert taken <= 56  # each change at most once: no reload


def test_a_change_costs_a_follower_what_changed_and_nothing_else(world: World, django_assert_num_queries: Any) -> None:
    for n in range(20):
        watch(world, f"word{n}", name=str(n))
    index = Index()
    assert index.follow() == 20
    query = watch(world, "alder", name="New")
    with django_assert_num_queries(1):
        assert index.follow() == 1
    with django_assert_num_queries(1):
        assert index.match([Document("alder")]) == [[query.pk]]
