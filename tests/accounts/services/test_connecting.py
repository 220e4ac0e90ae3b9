"""How an application connects: a code with its proof, short tokens, one use each; and power that ended, at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import connection as database

from accounts.events.models import Event
from accounts.events.services import placing
from accounts.models import AccessLog, Agency, ApiKey, ApplicationToken, AuthorizationCode
from accounts.services import connecting, letters
from accounts.services.agencies import suspend
from accounts.services.applications import register
from tests.accounts.connected import REVOKE, Connected, agreed, ask, connected, exchanged
from tests.world import World


def _application(world: World) -> Any:
    return register(world.owner, name="Claude", redirect_uris=["https://tool.example/back"])


def test_a_person_connects_an_application_that_acts_for_them(world: World) -> None:
    one = connected(world, world.manager, scopes=("read", "triage"))
    me = one.program().get("/api/v1/me/").json()
    assert (me["user_id"], me["key"]["scopes"]) == (world.manager.user_id, ["read", "triage"])
    assert one.tokens["token_type"] == "Bearer"
    assert one.tokens["expires_in"] == connecting.ACCESS_SECONDS
    assert set(one.tokens["scope"].split()) == {"read", "triage"}
    assert AccessLog.objects.filter(action="application.connected", actor=world.manager.user).count() == 1
    assert AccessLog.objects.filter(action="application.first_used").count() == 1
    letters.send_due(datetime.now(UTC))
    assert [message.to for message in mail.outbox if "connected an application" in message.subject] == [
        [world.manager.user.email]
    ]


def test_nothing_that_opens_is_stored(world: World) -> None:
    application = _application(world)
    code = agreed(world, world.manager, application, scopes=["read"])["code"]
    tokens = exchanged(application, code).json()
    secrets = [code, tokens["access_token"], tokens["refresh_token"]]
    with database.cursor() as cursor:
        for model in (AuthorizationCode, ApplicationToken, ApiKey, AccessLog):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            stored = str(cursor.fetchall())
            assert not [secret for secret in secrets if secret in stored], model


def test_what_it_does_is_recorded_as_done_by_it(world: World) -> None:
    from tests.everything import make_everything

    mention = make_everything(world)["mention"]
    one = connected(world, world.manager, scopes=("read", "triage"))
    answer = one.program().post(
        f"/api/v1/mentions/{mention.pk}/add_note/", {"text": "Seen"}, content_type="application/json"
    )
    assert answer.status_code == 201
    placing.place_events()
    event = Event.objects.exclude(key_id=None).latest("position")
    assert (event.actor_kind, event.key_id, event.actor_id) == ("key", one.row.pk, world.manager.user_id)
    assert event.actor_label == "Ines Marten (by the application “Claude”)"


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("/api/v1/alerts/{open_alert}/acknowledge/", "triage"),
        ("/api/v1/alerts/{open_alert}/dismiss/", "triage"),
        ("/api/v1/answers/{answer}/hand_off/", "incidents"),
        ("/api/v1/entries/{entry}/release/", "incidents"),
        ("/api/v1/incidents/{incident}/send_update/", "incidents"),
        ("/api/v1/plan-versions/{version}/publish/", "plans"),
        ("/api/v1/proposals/{proposal}/accept/", "plans"),
        ("/api/v1/approvals/{approval}/decide/", "incidents"),
    ],
)
def test_it_decides_nothing_whatever_its_scopes(world: World, path: str, scope: str) -> None:
    from tests.everything import make_everything

    everything = make_everything(world)
    one = connected(world, world.owner, scopes=("read", scope))
    ids = {name: row.pk for name, row in everything.rows.items()}
    answer = one.program().post(path.format(**ids), {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "more_than_the_key")
    assert "a person does it" in answer.json()["detail"]


def test_it_gets_no_more_than_was_asked_chosen_and_allowed(world: World) -> None:
    application = _application(world)
    told = agreed(world, world.analyst, application, scopes=["read", "triage"])
    assert exchanged(application, told["code"]).json()["scope"] == "read triage"
    page = world.browser(world.analyst)
    from tests.accounts.connected import AUTHORIZE, CHALLENGE
    from tests.routes import to_connect

    query = to_connect(application, code_challenge=CHALLENGE, scope="read manage")
    refused = page.post(AUTHORIZE + query, {"scopes": ["manage"]})  # an analyst manages nothing
    assert refused.status_code == 422
    refused = page.post(AUTHORIZE + query, {"scopes": ["triage"]})  # it did not ask for this
    assert refused.status_code == 422


def test_it_is_narrowed_to_the_brands_that_were_chosen(world: World) -> None:
    one = connected(world, world.owner, brands=[world.lumen.pk])
    assert [row["name"] for row in one.program().get("/api/v1/brands/").json()["results"]] == ["Lumen Air"]


def test_a_code_without_its_proof_opens_nothing(world: World) -> None:
    application = _application(world)
    for amiss in (
        {"code_verifier": "w" * 64},
        {"code_verifier": ""},
        {"redirect_uri": "https://tool.example/other"},
        {"code": "another"},
        {"client_id": "fa_unknown"},
    ):
        code = agreed(world, world.manager, application, scopes=["read"])["code"]
        assert exchanged(application, code, **amiss).status_code in {400, 401}, amiss
    assert not ApplicationToken.objects.exists()


def test_another_application_and_another_agency_get_nothing_for_a_code(world: World) -> None:
    application = _application(world)
    code = agreed(world, world.manager, application, scopes=["read"])["code"]
    other = register(world.owner, name="Other", redirect_uris=application.redirect_uris)
    assert exchanged(other, code).status_code == 400
    code = agreed(world, world.manager, application, scopes=["read"])["code"]
    application.agency = world.rival
    assert exchanged(application, code).status_code in {400, 401}


def test_a_code_is_over_after_a_minute(world: World) -> None:
    application = _application(world)
    code = agreed(world, world.manager, application, scopes=["read"])["code"]
    AuthorizationCode.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert exchanged(application, code).status_code == 400


def test_a_code_that_comes_twice_ends_what_it_opened(world: World) -> None:
    application = _application(world)
    code = agreed(world, world.manager, application, scopes=["read"])["code"]
    tokens = exchanged(application, code).json()
    one = Connected(application, ApiKey.objects.get(application=application), tokens)
    assert one.status() == 200
    assert exchanged(application, code).status_code == 400
    assert one.status() == 401
    assert AccessLog.objects.filter(action="application.token_reused").count() == 1


def test_a_refresh_token_is_changed_each_time_and_ends_all_when_it_comes_twice(world: World) -> None:
    one = connected(world, world.manager)
    first = dict(one.tokens)
    assert one.refreshed().status_code == 200
    assert one.tokens["refresh_token"] != first["refresh_token"]
    assert one.status() == 200
    assert Connected(one.application, one.row, first).status() == 401  # the access token before ended with it
    stolen = Connected(one.application, one.row, first)
    assert stolen.refreshed().status_code == 400
    assert one.status() == 401
    assert one.refreshed().status_code == 400
    assert AccessLog.objects.filter(action="application.token_reused").count() == 1


def test_a_refresh_token_whose_answer_was_lost_is_taken_again_and_what_was_lost_opens_nothing(world: World) -> None:
    one = connected(world, world.manager)
    lost = Connected(one.application, one.row, dict(one.tokens))
    assert lost.refreshed().status_code == 200
    for _ in range(2):
        retried = Connected(one.application, one.row, dict(one.tokens))
        assert retried.refreshed().status_code == 200
    assert (lost.status(), retried.status()) == (401, 200)
    assert not AccessLog.objects.filter(action="application.token_reused").exists()
    assert one.refreshed().status_code == 400  # what was given for it has been used
    assert retried.status() == 401


def test_a_refresh_token_that_comes_again_late_ends_all(world: World) -> None:
    one = connected(world, world.manager)
    before = Connected(one.application, one.row, dict(one.tokens))
    assert one.refreshed().status_code == 200
    late = datetime.now(UTC) - timedelta(seconds=connecting.GRACE_SECONDS)
    ApplicationToken.objects.filter(kind="refresh", used_at__isnull=False).update(used_at=late)
    assert before.refreshed().status_code == 400
    assert one.refreshed().status_code == 400


def test_a_refresh_token_that_comes_again_after_its_successor_ends_all(world: World) -> None:
    one = connected(world, world.manager)
    before = Connected(one.application, one.row, dict(one.tokens))
    assert (one.refreshed().status_code, one.refreshed().status_code) == (200, 200)
    assert before.refreshed().status_code == 400
    assert one.status() == 401


def test_an_access_token_is_short(world: World) -> None:
    one = connected(world, world.manager)
    ApplicationToken.objects.filter(kind="access").update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert one.status() == 401
    assert not AccessLog.objects.filter(action="key.refused").exists()  # that it is over is no news
    assert one.refreshed().status_code == 200
    assert one.status() == 200


def test_a_refresh_token_opens_nothing_itself_and_belongs_to_its_application(world: World) -> None:
    one = connected(world, world.manager)
    tokens = {**one.tokens, "access_token": one.tokens["refresh_token"]}
    assert Connected(one.application, one.row, tokens).status() == 401
    other = register(world.owner, name="Other", redirect_uris=["https://tool.example/back"])
    assert ask(other, grant_type="refresh_token", refresh_token=one.tokens["refresh_token"]).status_code == 400
    assert one.status() == 200


def test_a_token_opens_its_own_agency_only(world: World) -> None:
    one = connected(world, world.manager)
    elsewhere = one.program()
    elsewhere.defaults["HTTP_HOST"] = "rival.localhost"
    assert elsewhere.get("/api/v1/me/").status_code == 401


def test_an_agency_that_is_suspended_or_asks_for_a_second_factor_closes_it(world: World) -> None:
    one = connected(world, world.manager)
    Agency.objects.filter(pk=world.north.pk).update(require_mfa=True)
    caches["platform"].clear()
    assert (one.status(), one.refreshed().status_code) == (403, 400)
    Agency.objects.filter(pk=world.north.pk).update(require_mfa=False)
    caches["platform"].clear()
    suspend(world.north, by=world.operator, reason="Unpaid")
    assert one.refreshed().status_code == 400


def test_a_role_that_is_lost_is_lost_at_once(world: World) -> None:
    one = connected(world, world.manager, scopes=("read", "plans"))
    world.manager.role = "analyst"
    world.manager.save()
    answer = one.program().post("/api/v1/plans/", {}, content_type="application/json")
    assert answer.status_code == 403


def test_an_application_gives_back_what_it_has(world: World) -> None:
    one = connected(world, world.manager)
    other = register(world.owner, name="Other", redirect_uris=["https://tool.example/back"])
    assert ask(other, REVOKE, token=one.tokens["refresh_token"]).status_code == 200
    assert one.status() == 200  # not its own
    assert ask(one.application, REVOKE, token="unknown").status_code == 200
    assert ask(one.application, REVOKE, token=one.tokens["access_token"]).status_code == 200
    assert one.status() == 401
    assert one.refreshed().status_code == 400


def test_what_is_over_is_forgotten_after_a_day(world: World) -> None:
    connected(world, world.manager)
    now = datetime.now(UTC)
    connecting.forget_old(now)
    assert AuthorizationCode.objects.count() == 1
    connecting.forget_old(now + timedelta(days=2))
    assert AuthorizationCode.objects.count() == 0
    assert [row.kind for row in ApplicationToken.objects.all()] == ["refresh"]
