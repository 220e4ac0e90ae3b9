"""The page where an incident's record is downloaded."""

from incidents.models import Incident
from tests.everything import make_everything
from tests.markup import flat
from tests.world import World


def test_the_room_leads_to_the_page_which_gives_the_file(world: World) -> None:
    incident = make_everything(world)["incident"]
    browser = world.browser(world.manager)
    path = f"/incidents/{incident.number}/file/"
    assert f'href="{path}"' in flat(browser.get(f"/incidents/{incident.number}/").content.decode())
    page = flat(browser.get(path).content.decode())
    assert "Download for counsel" in page and "Download for the client" in page
    answer = browser.post(path, {"for": "client"})
    assert answer["Content-Type"] == "application/zip" and "attachment" in answer["Content-Disposition"]


def test_one_that_is_not_released_has_no_cut_for_the_client(world: World) -> None:
    incident = make_everything(world)["past"]
    browser = world.browser(world.manager)
    path = f"/incidents/{incident.number}/file/"
    assert "Download for the client" not in flat(browser.get(path).content.decode())
    assert "released to the client" in flat(browser.post(path, {"for": "client"}).content.decode())
    assert "Choose one of" in flat(browser.post(path, {"for": "press"}).content.decode())
    assert Incident.objects.filter(pk=incident.pk, released_to_client_at=None).exists()
