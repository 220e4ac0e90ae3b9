"""The inbox: what is found, and what people do with it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.keyset import paginate
from monitoring.inbox.services import mentions
from monitoring.inbox.services.mentions import Filters
from monitoring.models import BucketCount, Mention
from tests.loopback import Server
from tests.monitoring.ground import NOW, entry, flow, minutes, publish, subscribe, watch
from tests.world import World

BAD = "This is a terrible, horrible coffee and I hate it"
GOOD = "This was a wonderful and lovely coffee, and I love what they do with it"


@pytest.fixture
def inbox(world: World, server: Server) -> World:
    """Six mentions of Alder, every other one bad; one of Lumen."""
    watch(world, "hate", name="Hate")
    entries = [entry(f"a{n}", BAD if n % 2 else GOOD, NOW - minutes(n), title=f"Number{n}") for n in range(6)]
    subscribe(world, publish(server, entries))
    lumen = publish(
        server, [entry("l", "Le café de Lumen est fermé depuis ce matin, quelle tristesse", NOW)], "/l.json"
    )
    subscribe(world, lumen, member=world.other, brand=world.lumen)
    flow(world)
    return world


def ids(world: World, member: Any = None, **filters: Any) -> list[str]:
    found = mentions.listed(member=member or world.manager, filters=Filters(**filters))
    return [mention.post.external_id for mention in found]


def test_each_member_finds_the_mentions_of_their_brands_newest_first(inbox: World) -> None:
    assert ids(inbox) == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert ids(inbox, inbox.other) == ["l"]
    assert len(ids(inbox, inbox.owner)) == 7
    with pytest.raises(Forbidden):
        mentions.listed(member=inbox.client)
    with pytest.raises(NotFound):
        mentions.one(member=inbox.other, mention_id=Mention.objects.filter(brand=inbox.alder)[0].pk)


def test_every_filter_narrows(inbox: World) -> None:
    mention = Mention.objects.get(post__external_id="a2")
    query = mention.brand.queries.get()
    mentions.assign(member=inbox.manager, mention=mention, user_id=inbox.analyst.user_id, now=NOW)
    mentions.set_status(member=inbox.manager, mention=mention, action="start", now=NOW)
    assert ids(inbox, sentiment="negative") == ["a1", "a3", "a5"]
    assert ids(inbox, query=query.pk) == ["a1", "a3", "a5"]
    assert ids(inbox, assignee=inbox.analyst.user_id) == ids(inbox, status="in_progress") == ["a2"]
    assert ids(inbox, assignee="none", status="open", sentiment="positive") == ["a0", "a4"]
    assert ids(inbox, since=NOW - minutes(2), until=NOW) == ["a1", "a2"]
    assert ids(inbox, inbox.owner, brand=inbox.lumen.pk) == ["l"]
    assert ids(inbox, source=mention.source_id, text="number3 OR number4") == ["a3", "a4"]
    assert ids(inbox, text='"lovely coffee" -number0') == ["a2", "a4"]
    assert ids(inbox, text="nowhere") == ids(inbox, source=uuid4()) == []


def test_pages_go_on_where_the_last_one_ended(inbox: World) -> None:
    rows = mentions.listed(member=inbox.manager)
    first = paginate(rows, order=mentions.ORDER, size=4)
    second = paginate(rows, order=mentions.ORDER, token=first.next_token, size=4)
    found = [mention.post.external_id for page in (first, second) for mention in page.rows]
    assert found == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert second.next_token == ""


def test_a_mention_goes_to_somebody_on_its_brand_only(inbox: World) -> None:
    mention = Mention.objects.get(post__external_id="a1")
    for stranger in (inbox.other, inbox.client, inbox.rival_owner, inbox.deactivated):
        with pytest.raises(Invalid) as refused:
            mentions.assign(member=inbox.manager, mention=mention, user_id=stranger.user_id, now=NOW)
        assert set(refused.value.fields) == {"assignee"}
    names = {one.user.name for one in mentions.assignable(inbox.alder)}
    assert names == {"Olga Owner", "Adam Admin", "Ines Marten", "Priya Nair"}
    assert mentions.assign(member=inbox.manager, mention=mention, user_id=inbox.owner.user_id, now=NOW).version == 2
    assert mentions.assign(member=inbox.manager, mention=mention, user_id=None, now=NOW).assignee is None


def test_a_status_that_lost_a_race_names_the_present_one(inbox: World) -> None:
    mention = Mention.objects.get(post__external_id="a1")
    mentions.set_status(member=inbox.analyst, mention=mention, action="discard", now=NOW)
    with pytest.raises(Conflict) as refused:
        mentions.set_status(member=inbox.manager, mention=mention, action="finish", now=NOW)
    assert refused.value.data["current"] == "irrelevant"
    with pytest.raises(NotFound):
        mentions.set_status(member=inbox.other, mention=mention, action="reopen", now=NOW)


def test_a_corrected_sentiment_moves_the_counts_and_names_the_person(inbox: World) -> None:
    mention = Mention.objects.get(post__external_id="a1")

    def negatives() -> dict[bool, int]:
        rows = BucketCount.objects.filter(brand=inbox.alder)
        return {whole: sum(row.negative for row in rows if (row.query_id is None) == whole) for whole in (True, False)}

    assert negatives() == {True: 3, False: 3}
    found = mentions.correct_sentiment(member=inbox.analyst, mention=mention, sentiment="positive", now=NOW)
    assert (found.sentiment, found.sentiment_model, found.sentiment_by) == ("positive", "person", inbox.analyst.user)
    assert negatives() == {True: 2, False: 2}
    mentions.correct_sentiment(member=inbox.analyst, mention=mention, sentiment="negative", now=NOW)
    assert negatives() == {True: 3, False: 3}


def test_notes_are_written_by_those_who_triage(inbox: World) -> None:
    mention = Mention.objects.get(post__external_id="a1")
    note = mentions.add_note(member=inbox.analyst, mention=mention, text=" Called the shop. ", now=NOW)
    assert (note.text, note.by, note.at) == ("Called the shop.", inbox.analyst.user, NOW)
    with pytest.raises(Invalid):
        mentions.add_note(member=inbox.analyst, mention=mention, text=" \u200b ", now=NOW)
    with pytest.raises(NotFound):
        mentions.add_note(member=inbox.other, mention=mention, text="Hello", now=NOW)


def test_a_bulk_does_what_it_may_and_says_what_it_may_not(inbox: World) -> None:
    mine = list(Mention.objects.filter(brand=inbox.alder).values_list("pk", flat=True))
    other = Mention.objects.get(brand=inbox.lumen).pk
    mentions.set_status(member=inbox.manager, mention=mine[0], action="finish", now=NOW)
    found = mentions.bulk(member=inbox.manager, mention_ids=[*mine, other], action="finish", now=NOW)
    assert set(found.done) == set(mine[1:])
    assert {type(error) for error in found.refused.values()} == {Conflict, NotFound}
    assert Mention.objects.get(pk=other).status == "open"
    again = mentions.bulk(member=inbox.manager, mention_ids=mine, action="assign", value=inbox.analyst.user_id, now=NOW)
    assert len(again.done) == 6
    with pytest.raises(Invalid):
        mentions.bulk(member=inbox.manager, mention_ids=[uuid4() for _ in range(501)], action="finish", now=NOW)


def test_an_inbox_page_needs_few_queries(inbox: World, django_assert_num_queries: Any) -> None:
    member = inbox.fresh(inbox.manager)
    with django_assert_num_queries(2):
        page = paginate(mentions.listed(member=member), order=mentions.ORDER)
        assert [(row.post.title, row.brand.name, row.source.name, row.assignee) for row in page.rows]
    assert page.rows[0].published_at - page.rows[1].published_at == timedelta(minutes=1)
