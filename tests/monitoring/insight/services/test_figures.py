"""Who wrote most: people, not spellings of them."""

from monitoring.insight.services import figures
from tests.monitoring.arrivals import GOOD, a_post, a_source, arrive
from tests.monitoring.ground import NOW, minutes
from tests.world import World


def test_an_author_whose_followers_or_name_changed_is_listed_once(world: World) -> None:
    arrive(
        a_source(world),
        a_post(GOOD, author_handle="bea", author_name="Bea", author_followers=100),
        a_post(GOOD, author_handle="bea", author_name="Bea", author_followers=140),
        a_post(GOOD, author_handle="bea", author_name="Bea Frost", author_followers=None),
        a_post(GOOD, author_name="Daily Ledger"),
        a_post(GOOD),
    )
    found = figures.top_authors(member=world.analyst, brand=world.alder, start=NOW - minutes(60), end=NOW + minutes(60))
    assert [(one.handle or one.author, one.followers, one.n) for one in found] == [
        ("bea", 140, 3),
        ("Daily Ledger", None, 1),
    ]
