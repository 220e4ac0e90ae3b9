"""What can be linked can be read: from the incident, and from what is linked to it."""

import pytest

from accounts.api.throttling import MemberThrottle
from incidents.models import TimelineHead
from incidents.services import command
from tests.everything import Everything, make_everything
from tests.incidents.scene import NOW
from tests.world import World


@pytest.fixture
def everything(world: World, monkeypatch: pytest.MonkeyPatch) -> Everything:
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    made = make_everything(world)
    ids = [made["mention"].pk]
    command.link_mentions(member=world.manager, incident=made["incident"], mention_ids=ids, now=NOW)
    return made


def _ids(world: World, path: str, who: str = "manager") -> list[str]:
    answer = world.browser(getattr(world, who)).get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    return [row["id"] for row in (body if isinstance(body, list) else body["results"])]


def test_an_incidents_alerts_and_mentions_are_read_where_they_are_linked(world: World, everything: Everything) -> None:
    base = f"incidents/{everything['incident'].pk}"
    assert _ids(world, f"{base}/alerts/") == [str(everything["alert"].pk)]
    assert _ids(world, f"{base}/mentions/") == [str(everything["mention"].pk)]
    assert _ids(world, f"incidents/{everything['past'].pk}/alerts/") == []


def test_an_alert_and_a_mention_lead_to_their_incidents(world: World, everything: Everything) -> None:
    incident = [str(everything["incident"].pk)]
    assert _ids(world, f"incidents/?alert={everything['alert'].pk}") == incident
    assert _ids(world, f"incidents/?mention={everything['mention'].pk}") == incident
    assert _ids(world, f"incidents/?alert={everything['open_alert'].pk}") == []


def test_a_client_learns_of_no_alert_or_mention_by_its_incident(world: World, everything: Everything) -> None:
    assert _ids(world, f"incidents/?alert={everything['alert'].pk}", "client") == []
    assert _ids(world, f"incidents/?mention={everything['mention'].pk}", "client") == []
    browser = world.browser(world.client)
    for part in ("alerts", "mentions", "head"):
        assert browser.get(f"/api/v1/incidents/{everything['incident'].pk}/{part}/").status_code == 403


def test_somebody_on_another_brand_finds_nothing_of_it(world: World, everything: Everything) -> None:
    browser = world.browser(world.other)
    paths = [f"incidents/{everything['incident'].pk}/{part}/" for part in ("alerts", "mentions", "head")]
    paths += [f"answers/{everything['answer'].pk}/revisions/", f"mentions/{everything['mention'].pk}/queries/"]
    assert [browser.get(f"/api/v1/{path}").status_code for path in paths] == [404] * 5


def test_the_end_of_the_chain_can_be_kept_outside(world: World, everything: Everything) -> None:
    answer = world.browser(world.manager).get(f"/api/v1/incidents/{everything['incident'].pk}/head/").json()
    head = TimelineHead.objects.get(incident=everything["incident"])
    assert answer == {"seq": head.seq, "digest": head.digest, "sealed_seq": head.sealed_seq}


def test_an_answers_words_are_read_edit_by_edit(world: World, everything: Everything) -> None:
    rows = world.browser(world.manager).get(f"/api/v1/answers/{everything['answer'].pk}/revisions/").json()
    assert [(row["number"], row["text"]) for row in rows] == [(1, "We are looking into it.")]
