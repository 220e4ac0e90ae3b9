"""Who is suggested for the duties of a new incident."""

from accounts.brands.models import BrandTeam
from incidents.models import TeamPlace
from tests.incidents import scene
from tests.world import World


def test_duties_are_suggested_from_the_brands_own_team_alone(world: World) -> None:
    """An owner sees every brand; one who is on another's team is not offered this one's duties."""
    BrandTeam.objects.get_or_create(brand=world.lumen, user=world.owner.user)
    BrandTeam.objects.filter(brand=world.alder, user=world.owner.user).delete()
    incident = scene.opened(world)
    team = set(BrandTeam.objects.filter(brand=world.alder).values_list("user_id", flat=True))
    places = set(TeamPlace.objects.filter(incident=incident).values_list("user_id", flat=True))
    assert places and places <= team
