"""What pages share: a brand's tabs by what a member may see, and a way back that stays on the site."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory

from accounts.errors import NotFound
from monitoring.page_context import SeeOther, brand_frame, brand_of, own_path
from tests.world import World


def asked_by(member: Any) -> Any:
    return SimpleNamespace(member=member)


def test_the_tabs_of_a_brand_are_those_a_member_may_open(world: World) -> None:
    shown = [tab.label for tab in brand_frame(asked_by(world.manager), world.alder, "rules")["tabs"]]
    assert {"Overview", "Sources", "Queries", "Rules", "Events"} <= set(shown)
    assert brand_frame(asked_by(world.client), world.alder, "rules")["tabs"] == []


def test_a_brand_somebody_is_not_on_is_not_found(world: World) -> None:
    assert brand_of(asked_by(world.manager), world.alder.slug) == world.alder
    with pytest.raises(NotFound):
        brand_of(asked_by(world.other), world.alder.slug)


@pytest.mark.parametrize("given", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/a\nb", ""])
def test_a_way_back_leads_nowhere_else(given: str) -> None:
    assert own_path(RequestFactory().post("/", {"next": given}), "/mentions/") == "/mentions/"


def test_a_way_back_on_the_site_is_taken_by_a_get() -> None:
    assert own_path(RequestFactory().post("/", {"next": "/alerts/"}), "/mentions/") == "/alerts/"
    assert SeeOther("/alerts/").status_code == 303
