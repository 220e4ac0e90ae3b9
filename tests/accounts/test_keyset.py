"""Keyset pages: nothing skipped, nothing repeated, no token but our own."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import Invalid
from accounts.keyset import paginate
from accounts.models import AccessLog
from tests.world import World

ORDER = ("-at", "-id")
START = datetime(2026, 1, 1, tzinfo=UTC)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.lists(st.integers(0, 3), max_size=12), size=st.integers(1, 5))
def test_pages_together_are_the_list(world: World, minutes: list[int], size: int) -> None:
    tag = f"{minutes}{size}"[:60]
    for minute in minutes:
        AccessLog.objects.create(agency=world.north, at=START + timedelta(minutes=minute), actor_label="x", action=tag)
    mine = AccessLog.objects.filter(action=tag)
    token, seen = "", []
    while True:
        page = paginate(mine, order=ORDER, token=token, size=size)
        seen += page.rows
        token = page.next_token
        if not token:
            break
    assert seen == list(mine.order_by(*ORDER))


@pytest.mark.parametrize("token", ["x", "a:b:c", "é"])
def test_a_tampered_token_is_refused(world: World, token: str) -> None:
    with pytest.raises(Invalid) as refused:
        paginate(AccessLog.objects.all(), order=ORDER, token=token)
    assert refused.value.code == "bad_page_token"


def test_a_token_of_another_list_is_refused(world: World) -> None:
    for _ in range(3):
        AccessLog.objects.create(agency=world.north, at=START, actor_label="x", action="y")
    token = paginate(AccessLog.objects.all(), order=ORDER, size=1).next_token
    with pytest.raises(Invalid):
        paginate(AccessLog.objects.all(), order=("id",), token=token)
