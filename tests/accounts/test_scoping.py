"""The brand wall."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.brands.models import Brand
from accounts.errors import NotFound
from tests.world import World


def test_owners_and_admins_see_every_brand(world: World) -> None:
    for member in (world.owner, world.admin):
        assert set(Brand.objects.visible_to(member)) == {world.alder, world.lumen}


def test_others_see_only_the_brands_they_are_on(world: World) -> None:
    assert set(Brand.objects.visible_to(world.manager)) == {world.alder}
    assert set(Brand.objects.visible_to(world.other)) == {world.lumen}
    assert set(Brand.objects.visible_to(world.client)) == {world.alder}


def test_one_row_is_found_as_the_member_may_see_it(world: World) -> None:
    assert Brand.objects.get_visible(world.manager, pk=world.alder.pk) == world.alder
    assert Brand.objects.only("name").get_visible(world.owner, slug=world.lumen.slug) == world.lumen


def test_a_row_that_is_not_there_and_one_not_to_be_seen_are_refused_alike(world: World) -> None:
    refusals = []
    for member, slug in ((world.manager, world.lumen.slug), (world.manager, "nowhere"), (None, world.alder.slug)):
        with pytest.raises(NotFound) as refused:
            Brand.objects.get_visible(member, slug=slug)
        refusals.append(str(refused.value))
    assert set(refusals) == {"This brand doesn't exist, or you don't have access to it."}


def test_a_row_is_locked_only_for_who_may_see_it(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert Brand.objects.lock_visible(world.manager, pk=world.alder.pk) == world.alder
    assert "FOR NO KEY UPDATE OF" in asked.captured_queries[-1]["sql"]
    with pytest.raises(NotFound):
        Brand.objects.lock_visible(world.other, pk=world.alder.pk)


def test_nobody_and_the_deactivated_see_nothing(world: World) -> None:
    assert not Brand.objects.visible_to(None).exists()
    assert not Brand.objects.visible_to(world.deactivated).exists()


def test_an_agencys_schema_holds_only_its_own_brands(world: World) -> None:
    world.enter(world.rival)
    assert [brand.name for brand in Brand.objects.visible_to(world.rival_owner)] == ["Kestrel Bank"]


def test_a_row_is_called_by_its_own_words_and_never_by_its_id() -> None:
    from accounts.brands.models import BrandTeam, Contact
    from monitoring.models import Mention, Post

    assert str(Contact(name="Clara Alder", function="Spokesperson")) == "Clara Alder"
    assert str(Post(title=" ", text="I found\n glass. " * 20)).startswith("I found glass. I found glass.")
    assert len(str(Post(text="long " * 100))) == 80
    assert (str(BrandTeam()), str(Mention())) == ("Brand team", "Mention")
