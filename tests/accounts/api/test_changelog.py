"""What changed is told in order, at addresses that are there."""

from accounts.api.changelog import CHANGES
from tests.routes import rows


def test_the_newest_change_comes_first_and_speaks_of_addresses_that_are_there() -> None:
    assert [one.on for one in CHANGES] == sorted((one.on for one in CHANGES), reverse=True)
    known = {f"/{row.path}" for row in rows()}
    assert [one.about for one in CHANGES if one.about not in known] == []
