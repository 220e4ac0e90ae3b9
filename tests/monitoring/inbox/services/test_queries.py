"""Saved queries: checked, versioned, tried over what is stored, and followed by every worker's index."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.feeds.collection.register import Index
from monitoring.feeds.models import StandingQuery
from monitoring.inbox.services import queries
from monitoring.matching import Document
from monitoring.models import Query, QueryVersion
from tests.loopback import Server
from tests.monitoring.ground import NOW, entry, flow, minutes, publish, subscribe, watch
from tests.races import until_somebody_waits
from tests.world import World


def test_an_unclosed_quote_is_pointed_at(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        watch(world, 'alder "coffee')
    assert set(refused.value.fields) == {"text"}
    [problem] = refused.value.data["problems"]  # type: ignore[misc]
    assert problem["column"] == 7
    assert problem["message"]
    assert not Query.objects.exists()


def test_a_query_that_matches_nearly_everything_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        watch(world, "-alder")
    assert set(refused.value.fields) == {"text"}


def test_each_changed_text_is_a_version_and_stands_in_the_register(world: World) -> None:
    query = watch(world, "alder")
    queries.change_query(member=world.analyst, query=query, edit=queries.Edit(name="Renamed", text="alder"), now=NOW)
    assert Query.objects.get().version == 1
    queries.change_query(
        member=world.analyst, query=query, edit=queries.Edit(name="Renamed", text="alder coffee", version=1), now=NOW
    )
    assert list(QueryVersion.objects.order_by("number").values_list("text", flat=True)) == ["alder", "alder coffee"]
    standing = StandingQuery.objects.for_agency(world.north).get()
    assert (standing.text, standing.version, standing.brand_id) == ("alder coffee", 2, world.alder.pk)
    with pytest.raises(Conflict) as refused:
        queries.change_query(
            member=world.analyst, query=query, edit=queries.Edit(name="Renamed", text="x y", version=1), now=NOW
        )
    assert refused.value.code == "stale_version"


def test_a_text_the_query_once_had_is_brought_back_without_being_asked_about(world: World) -> None:
    query = watch(world, "alder")
    Query.objects.filter(pk=query.pk).update(text="alder or oak")
    QueryVersion.objects.filter(query=query).update(text="alder or oak")
    edit = queries.Edit(name="Renamed", text="alder or oak")
    query = queries.change_query(member=world.analyst, query=Query.objects.get(), edit=edit, now=NOW)
    queries.change_query(member=world.analyst, query=query, edit=queries.Edit(name="Renamed", text="oak"), now=NOW)
    assert queries.preview(member=world.analyst, brand=world.alder, text="alder or oak", query=query, now=NOW)
    back = queries.restore_version(member=world.analyst, query=query, number=1, now=NOW)
    assert (back.text, back.version) == ("alder or oak", 3)
    for text in ("alder or elm", "alder or oak or elm"):
        with pytest.raises(Invalid):
            edit = queries.Edit(name="Renamed", text=text)
            queries.change_query(member=world.analyst, query=query, edit=edit, now=NOW)


def test_a_name_is_used_once_and_free_again_after_removal(world: World) -> None:
    query = watch(world, "alder")
    with pytest.raises(Invalid) as refused:
        watch(world, "other")
    assert refused.value.code == "name_taken"
    queries.remove_query(member=world.manager, query=query, now=NOW)
    again = watch(world, "other")
    assert (again.pk, again.is_active, again.version) == (query.pk, True, 2)


def test_only_those_on_the_brand_may_change_its_queries(world: World) -> None:
    query = watch(world, "alder")
    with pytest.raises(NotFound):
        queries.change_query(member=world.other, query=query, edit=queries.Edit(name="x", text="x y"), now=NOW)
    with pytest.raises(Forbidden):
        queries.remove_query(member=world.client, query=query, now=NOW)


def test_a_preview_counts_what_is_stored_of_the_last_days(world: World, server: Server) -> None:
    entries = [entry(str(n), "Alder coffee" if n % 4 == 0 else "Weather", NOW - minutes(n)) for n in range(40)]
    old = entry("old", "Alder coffee", NOW - minutes(60 * 24 * 40))
    subscribe(world, publish(server, [*entries, old]))
    flow(world)
    found = queries.preview(member=world.analyst, brand=world.alder, text="coffee -tea", now=NOW)
    assert (found.count, found.total, found.days) == (10, 40, 30)
    assert [mention.post.external_id for mention in found.newest][:3] == ["0", "4", "8"]
    assert "coffee" in found.in_words
    assert not StandingQuery.objects.exists()


def test_a_preview_says_what_the_saved_text_finds_and_this_one_would_not(world: World, server: Server) -> None:
    query = watch(world, "alder")
    entries = [entry(str(n), "Alder coffee" if n % 4 == 0 else "Alder weather", NOW - minutes(n)) for n in range(40)]
    subscribe(world, publish(server, entries))
    flow(world)

    def tried(text: str, of: Any = query) -> queries.Preview:
        return queries.preview(member=world.analyst, brand=world.alder, text=text, query=of, now=NOW)

    found = tried("coffee")
    assert (found.count, found.lost) == (10, 30)
    assert [mention.post.external_id for mention in found.lost_newest] == ["1", "2", "3"]
    assert [tried("alder OR tea").lost, tried("alder").lost, tried("coffee", None).lost] == [0, 0, 0]
    Query.objects.filter(pk=query.pk).update(text='"open')  # an older language let it through
    query.refresh_from_db()
    assert tried("coffee").lost == 0


def test_a_suggested_query_is_valid_and_finds_the_brand(world: World) -> None:
    world.alder.spellings = ["Alder Cofee", 'The "Alder"']
    world.alder.handles, world.alder.exclusions = ["@aldercoffee"], ["alder tree"]
    text = queries.suggested_text(world.alder)
    index = Index()
    saved = watch(world, text)
    assert index.match(
        [Document("I like Alder Cofee"), Document("Alder Coffee under an alder tree"), Document("Tea")]
    ) == [
        [saved.pk],
        [],
        [],
    ]


def test_an_index_follows_every_change_without_loading_all_anew(world: World) -> None:
    index = Index()
    first, second = watch(world, "alder"), watch(world, "coffee", name="Coffee")
    assert index.follow() == 2
    assert index.follow() == 0
    queries.change_query(member=world.manager, query=first, edit=queries.Edit(name="Alder", text="lumen"), now=NOW)
    queries.remove_query(member=world.manager, query=second, now=NOW)
    assert index.follow() == 2
    assert index.match([Document("Lumen, alder, coffee")]) == [[first.pk]]
    assert index.held(second.pk) is None


def test_an_index_notices_that_the_register_went_back_in_time(world: World) -> None:
    index = Index()
    kept = watch(world, "alder")
    index.follow()
    with pytest.raises(RuntimeError), transaction.atomic():
        watch(world, "coffee", name="Lost")
        index.follow()
        raise RuntimeError("rolled back")
    lumen = watch(world, "lumen", name="New")
    found = index.match([Document("coffee"), Document("lumen"), Document("alder")])
    assert found == [[], [lumen.pk], [kept.pk]]


def test_two_queries_of_one_name_at_the_same_moment_are_one_and_a_refusal_at_the_name(committed_world: World) -> None:
    world = committed_world
    refused: list[Any] = []
    other = watch(world, "lumen", name="Other")

    def save(work: Any) -> None:
        try:
            world.enter()
            work(world.fresh(world.analyst))
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    def make(member: Any) -> None:
        queries.save_query(member=member, brand=world.alder, name="Glass", text="splinter", now=NOW)

    def rename(member: Any) -> None:
        edit = queries.Edit(name="Glass", text="lumen")
        queries.change_query(member=member, query=other, edit=edit, now=NOW)

    for work in (make, rename):
        Query.objects.filter(name="Glass").update(name=f"Before {work.__name__}")
        with transaction.atomic():
            watch(world, "glass", name="Glass")
            second = threading.Thread(target=save, args=(work,))
            second.start()
            until_somebody_waits(second)
        second.join(30)
    assert [(type(one), one.code, set(one.fields)) for one in refused] == 2 * [(Invalid, "name_taken", {"name"})]
