"""Which networks a brand watches nothing of, and what could be watched there, by what it is called."""

import pytest

from accounts.errors import Forbidden
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Named, Suggesting
from monitoring.feeds.services import sources
from monitoring.models import Source
from tests.world import World

FOUND = [one for one in registry.PLATFORMS.values() if isinstance(one, Suggesting)]


def test_networks_without_a_source_are_named_and_those_with_one_are_not(world: World) -> None:
    world.alder.handles, world.alder.languages = ["AlderCoffee"], ["en", "de"]
    found = {one.spec.platform: one for one in sources.unwatched(world.analyst, world.alder)}
    assert {"bluesky", "mastodon", "hackernews", "wikipedia", "github"} <= set(found)
    assert not {"rss", "webhook", "discourse", "imap"} & set(found)
    tags = [one.address for one in found["mastodon"].suggestions]
    assert tags == ["https://mastodon.social/tags/AlderCoffee"]
    assert [one.fields["edition"] for one in found["wikipedia"].suggestions] == ["en", "de"]
    assert found["github"].suggestions == ()
    given = sources.filled_in("bluesky", found["bluesky"].suggestions[1].fields)
    sources.add_source(
        member=world.manager, brand=world.alder, given=given, name="", everything=False, now=world.alder.created_at
    )
    assert "bluesky" not in {one.spec.platform for one in sources.unwatched(world.analyst, world.alder)}
    Source.objects.update(status="removed")
    assert "bluesky" in {one.spec.platform for one in sources.unwatched(world.analyst, world.alder)}


@pytest.mark.parametrize("connector", FOUND, ids=lambda one: one.platform)
@pytest.mark.parametrize(
    "brand",
    [
        Named("Alder Coffee", ["AlderCoffee", "alder.coffee"], ["en"]),
        Named("Ærø & Søn <b>", ["ærø", "a b", "x" * 90], ["da", "zh"]),
        Named("北风", [], []),
        Named("A" * 100, ["_", "-"], ["en"]),
    ],
    ids=lambda one: one.name[:5],
)
def test_whatever_a_brand_is_called_each_suggestion_can_be_tried(connector: Suggesting, brand: Named) -> None:
    for config in connector.suggest(brand):
        given = sources.filled_in(connector.platform, config)
        assert connector.address(connector.tidy(given.config)).startswith("http")


def test_clients_are_told_nothing(world: World) -> None:
    with pytest.raises(Forbidden):
        sources.unwatched(world.client, world.alder)
