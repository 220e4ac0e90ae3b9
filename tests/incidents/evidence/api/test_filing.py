"""The endpoint of an incident's file."""

import io
import zipfile

from tests.everything import make_everything
from tests.world import World


def test_the_file_comes_as_a_zip_for_whom_it_is_asked(world: World) -> None:
    incident = make_everything(world)["incident"]
    browser = world.browser(world.manager)
    path = f"/api/v1/incidents/{incident.pk}/file/"
    for cut in ("counsel", "client"):
        answer = browser.get(path, {"for": cut})
        assert answer["Content-Type"] == "application/zip"
        assert f'filename="incident-{incident.number}-{cut}.zip"' in answer["Content-Disposition"]
        assert "record.json" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "for" in browser.get(path).json()["errors"]
    assert browser.get(path, {"for": "press"}).status_code == 400
    assert world.browser(world.other).get(path, {"for": "counsel"}).status_code == 404
    assert world.browser(world.client).get(path, {"for": "client"}).status_code == 403
