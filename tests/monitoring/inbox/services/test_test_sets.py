"""A query's test set and what a query lacks: starred posts hold through every change, names are suggested until they are there."""

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.inbox.services import queries
from monitoring.matching import parse
from monitoring.models import Mention, QueryStar
from tests.monitoring.ground import NOW
from tests.monitoring.scene import Scene, mention, small
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    return small(world, 6)


def _star(world: World, scene: Scene, one: Mention, must_match: bool = True) -> QueryStar:
    return queries.star(
        member=world.analyst, query=scene.query, mention_id=one.pk, must_match=must_match, now=scene.now
    )


def test_a_star_is_put_once_turned_and_taken_out(world: World, scene: Scene) -> None:
    first = _star(world, scene, scene.mentions[0])
    assert _star(world, scene, scene.mentions[0], must_match=False).pk == first.pk
    assert QueryStar.objects.get().must_match is False
    for _ in range(2):
        queries.unstar(member=world.analyst, query=scene.query, mention_id=scene.mentions[0].pk, now=scene.now)
    assert not QueryStar.objects.exists()


def test_only_posts_of_the_querys_own_brand_and_only_by_its_people(world: World, scene: Scene) -> None:
    foreign = mention(scene.sources[0], "glass", scene.now)
    Mention.objects.filter(pk=foreign.pk).update(brand=world.lumen)
    with pytest.raises(NotFound):
        queries.star(member=world.owner, query=scene.query, mention_id=foreign.pk, must_match=True, now=NOW)
    for member, error in ((world.other, NotFound), (world.client, Forbidden)):
        with pytest.raises(error):
            queries.star(member=member, query=scene.query, mention_id=scene.mentions[0].pk, must_match=True, now=NOW)
        with pytest.raises(error):
            queries.tested(member=member, query=scene.query, text="glass")


def test_a_full_test_set_says_so(world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.stars, "MOST_STARS", 1)
    _star(world, scene, scene.mentions[0])
    _star(world, scene, scene.mentions[0], must_match=False)  # the one that is there may still be turned
    with pytest.raises(Conflict) as refused:
        _star(world, scene, scene.mentions[1])
    assert refused.value.code == "test_set_full"


def test_a_changed_name_asks_nothing_and_a_changed_text_is_tried(world: World, scene: Scene) -> None:
    _star(world, scene, scene.mentions[0], must_match=False)
    text = scene.query.text

    def change(name: str, text: str) -> None:
        edit = queries.Edit(name=name, text=text)
        queries.change_query(member=world.analyst, query=scene.query, edit=edit, now=scene.now)

    change("Renamed", text)  # it fails the test set already, and nobody is nagged
    with pytest.raises(Conflict) as refused:
        change("Renamed", f"{text} -zanzibar")
    assert refused.value.data["failures"] == [
        {"mention": str(scene.mentions[0].pk), "must_match": False, "author": "Mira K", "text": scene.mentions[0].post.text}
    ]  # fmt: skip
    change("Renamed", "zanzibar")  # all right again: no question
    queries.remove_query(member=world.analyst, query=scene.query, now=scene.now)
    with pytest.raises(Conflict):
        change("Renamed", text)  # brought back with a text that is wrong


def test_a_stopped_query_comes_back_by_restoring_a_version(world: World, scene: Scene) -> None:
    queries.remove_query(member=world.analyst, query=scene.query, now=scene.now)
    made = queries.restore_version(member=world.analyst, query=scene.query, number=1, version=1, now=scene.now)
    assert (made.is_active, made.version) == (True, 2)
    with pytest.raises(Conflict):
        queries.restore_version(member=world.analyst, query=scene.query, number=1, version=1, now=scene.now)


def test_words_that_only_the_wrong_posts_have_are_offered_to_be_left_out(world: World, scene: Scene) -> None:
    right = mention(scene.sources[0], "glass in my cold brew", scene.now)
    wrong = [mention(scene.sources[0], f"cold brew in a glass, {n} recipe ideas", scene.now) for n in ("two", "six")]
    _star(world, scene, right)
    for one in wrong:
        _star(world, scene, one, must_match=False)
    parsed = parse("cold brew glass")
    found = queries.leaving_out(parsed, queries.tested(member=world.analyst, query=scene.query, text="cold brew glass"))
    assert [(one.term, one.why) for one in found] == [
        ('"recipe"', "in 2 posts that must not match, in none that must"),
        ('"ideas"', "in 2 posts that must not match, in none that must"),
    ]
    text = queries.taken_up("cold brew glass", found[0].term, out=True)
    assert text == 'cold brew glass -"recipe"'
    assert not queries.tested(member=world.analyst, query=scene.query, text=text).failing


def test_suggestions_are_the_brands_names_the_query_lacks(world: World) -> None:
    world.alder.spellings, world.alder.products = ["Alder Cofee", "  "], ["Night Owl"]
    world.alder.handles, world.alder.exclusions = ["aldercoffee"], ["alder tree"]

    def terms(text: str) -> list[str]:
        return [one.term for one in queries.suggestions(world.alder, parse(text))]

    every = ['"Alder Coffee"', '"Alder Cofee"', '"Night Owl"', "@aldercoffee", '"alder tree"']
    assert terms("glass") == every
    assert terms("alder") == ['"Night Owl"', "@aldercoffee", '"alder tree"']  # a post that says Alder Coffee says alder
    assert terms('glass OR "night owl" -"alder tree"') == [every[0], every[1], every[3]]
    assert terms(queries.suggested_text(world.alder)) == []


def test_a_suggestion_for_a_text_that_cannot_be_read_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        queries.taken_up('glass "', '"Alder"', out=False)
    with pytest.raises(Invalid):
        queries.taken_up("glass", "…", out=True)
    assert queries.taken_up(" ", '"Alder"', out=False) == '"Alder"'
