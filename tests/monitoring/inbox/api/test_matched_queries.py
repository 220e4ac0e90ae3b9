"""A mention says which queries found it."""

from monitoring.models import MentionMatch
from tests.everything import make_everything
from tests.world import World


def test_a_mention_names_the_queries_that_matched_it(world: World) -> None:
    everything = make_everything(world)
    path = f"/api/v1/mentions/{everything['mention'].pk}/queries/"
    browser = world.browser(world.manager)
    assert browser.get(path).json() == []
    MentionMatch.objects.create(mention=everything["mention"], query=everything["query"])
    assert [row["name"] for row in browser.get(path).json()] == ["Us"]
