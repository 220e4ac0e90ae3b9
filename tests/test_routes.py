"""The generated table: every route × every kind of person. A new route without its row fails, and so does a wall that leaks."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts import roles
from accounts.api.throttling import MemberThrottle
from accounts.services.agencies import suspend
from accounts.services.api_keys import make_key
from tests.everything import Everything, make_everything
from tests.routes import Row, address, rows
from tests.sampling import sample
from tests.world import World

TABLE = Path(__file__).with_name("routes.txt")
# Granted by the table, refused by a rule of the service itself: each with its reason.
OWN_RULE = {
    "api/v1/approvals/<str:pk>/decide/": "only the person who was asked",
    "api/v1/notifications/<str:pk>/": "one's own only",
    "api/v1/notifications/<str:pk>/acknowledge/": "one's own only",
    "notifications/<uuid:pk>/acknowledge/": "one's own only",
    "profile/browsers/<uuid:pk>/remove/": "one's own only",
    "api/v1/browsers/<str:pk>/": "one's own only",
    "api/v1/private_links/<str:pk>/rotate/": "one's own only",
    "api/v1/private_links/<str:pk>/revoke/": "one's own only",
    "profile/links/<uuid:pk>/rotate/": "one's own only",
    "profile/links/<uuid:pk>/revoke/": "one's own only",
    "api/v1/exports/<str:pk>/": "one's own only",
    "api/v1/exports/<str:pk>/cancel/": "one's own only",
    "api/v1/exports/<str:pk>/file/": "one's own only",
    "mentions/exports/<uuid:pk>/": "one's own only",
    "api/v1/link_readings/<str:pk>/": "one's own only",
    "mentions/exports/<uuid:pk>/stop/": "one's own only",
    "mentions/exports/<uuid:pk>/file/": "one's own only",
    "api/v1/keys/<str:pk>/rotate/": "one's own, and those of machines one looks after",
    "settings/keys/<uuid:pk>/rotate/": "one's own, and those of machines one looks after",
    "api/v1/keys/<str:pk>/revoke/": "managers: one's own, and those of machines one looks after",
    "settings/keys/<uuid:pk>/revoke/": "managers: one's own, and those of machines one looks after",
    "api/v1/browsers/<str:pk>/remove/": "one's own only",
    "api/v1/connections/<str:pk>/disconnect/": "one's own, and anybody's for who manages applications",
    "profile/connections/<uuid:pk>/end/": "one's own, and anybody's for who manages applications",
    "api/v1/plan-versions/<str:pk>/restore/": "only a numbered version",
    "plans/versions/<uuid:pk>/restore/": "only a numbered version",
    "plans/versions/<uuid:pk>/parts/<slug:kind>/<uuid:key>/back/": "only what was taken out",
    "incidents/answers/<uuid:pk>/approve/": "only the person who was asked",
    "debriefs/<uuid:pk>/finish/": "finishing closes the incident, which asks for incidents.run too",
    "api/v1/debriefs/<str:pk>/finish/": "finishing closes the incident, which asks for incidents.run too",
}
GLOBAL = (
    "api/v1/starters/",
    "api/v1/members/",
    "settings/members/",
    "mentions/undo/",
    "profile/links/<slug",
)  # objects of no brand


def test_the_committed_table_is_the_houses() -> None:
    lines = [row.line().rstrip() for row in rows()]
    if os.environ.get("FIREBREAK_WRITE_TABLES"):
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8").splitlines() == lines, (
        "FIREBREAK_WRITE_TABLES=1 pytest tests/test_routes.py writes it"
    )
    assert not [line for line in lines if "NOTHING DECLARED" in line]


@pytest.fixture
def everything(world: World, monkeypatch: pytest.MonkeyPatch) -> Everything:
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    return make_everything(world)


def _agency_rows() -> list[Row]:
    return [row for row in rows() if row.host == "agency" and not row.asks.startswith("open")]


def _part(who: str) -> list[Row]:
    """Of walks over what is allowed."""
    return sample(_agency_rows(), one_in=4, seed=who)


def _third(who: str) -> list[Row]:
    """Of walks over what is not allowed: another third for each, so that every route is asked by several it does not let in."""
    return sample(_agency_rows(), one_in=3, seed=who)


def _ask(client: Client, row: Row, everything: Everything) -> Any:
    """One request, undone after: the next person finds the same world."""
    with transaction.atomic():
        kwargs: dict[str, Any] = (
            {"content_type": "application/json", "data": "{}"} if row.is_api and row.method != "GET" else {}
        )
        answer = (
            client.generic(row.method, address(row, everything), **kwargs)
            if row.is_api
            else getattr(client, row.method.lower())(address(row, everything))
        )
        transaction.set_rollback(True)
    return answer


def _walk(
    client: Client, everything: Everything, right: Callable[[Row, Any], bool], table: list[Row] | None = None
) -> None:
    wrong = []
    for row in table if table is not None else _agency_rows():
        answer = _ask(client, row, everything)
        if answer.status_code >= 500 or not right(row, answer):
            wrong.append(f"{row.line().strip()} → {answer.status_code} {answer.get('Location', '')}")
    assert not wrong, "\n" + "\n".join(wrong)


def _shut(row: Row, answer: Any) -> bool:
    """Nobody here: 401 from the API, the door for pages."""
    if row.is_api:
        return bool(answer.status_code == 401)
    return bool(answer.status_code == 302 and answer["Location"].startswith("/enter/"))


def _by_role(role: str) -> Callable[[Row, Any], bool]:
    def right(row: Row, answer: Any) -> bool:
        if role not in roles.GRANTS[row.asks]:
            return answer.status_code in {403, 405}
        if row.path in OWN_RULE:
            return answer.status_code != 401
        if role == roles.CLIENT:
            return answer.status_code not in {401, 403}  # what was not released is not there: 404
        return answer.status_code not in {401, 403, 404}

    return right


def test_anonymous_gets_nowhere(world: World, everything: Everything) -> None:
    _walk(Client(HTTP_HOST="north.localhost"), everything, _shut, _third("anonymous"))


def test_a_rival_agencys_owner_gets_nowhere(world: World, everything: Everything) -> None:
    rival = world.browser(world.rival_owner)
    rival.defaults["HTTP_HOST"] = "north.localhost"
    world.enter()
    _walk(rival, everything, _shut, _third("rival"))


def test_a_deactivated_person_gets_nowhere(world: World, everything: Everything) -> None:
    _walk(world.browser(world.deactivated), everything, _shut, _third("deactivated"))


def test_a_platform_operator_gets_nowhere_in_an_agency(world: World, everything: Everything) -> None:
    browser = Client(HTTP_HOST="north.localhost")
    browser.force_login(world.operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    _walk(browser, everything, _shut, _third("operator"))


@pytest.mark.parametrize("who", ["owner", "admin", "manager", "analyst", "client"])
def test_each_role_gets_what_the_table_grants(world: World, everything: Everything, who: str) -> None:
    _walk(world.browser(getattr(world, who)), everything, _by_role(who), _part(who))


def test_a_member_of_another_brand_finds_none_of_this_brands_things(world: World, everything: Everything) -> None:
    secret = [
        str(row.pk) for name, row in everything.rows.items() if name not in {"member", "key", "invitation", "machine"}
    ]
    other = world.browser(world.other)

    def right(row: Row, answer: Any) -> bool:
        if world.other.role not in roles.GRANTS[row.asks]:
            return answer.status_code in {403, 405}
        body = answer.content.decode(errors="replace") if not answer.streaming else ""
        hidden = not any(pk in body for pk in secret) and "Alder" not in body.replace("Alder Coffee was", "")
        if row.has_object and not row.path.startswith(GLOBAL):
            return hidden and answer.status_code in {400, 403, 404, 405, 428}
        return hidden and answer.status_code != 401

    _walk(other, everything, right, _third("other"))


@pytest.mark.parametrize("who", ["owner", "admin", "other"])
def test_a_key_that_is_narrowed_to_a_brand_finds_nothing_of_another(
    world: World, everything: Everything, who: str
) -> None:
    """Whoever it acts for, and though that is on every brand: no row, no name, and nothing of the agency as a whole."""
    secret = [str(row.pk) for name, row in everything.rows.items() if name not in {"member", "key", "machine"}]
    member = getattr(world, who)
    _, token = make_key(
        member, name="x", scopes=list(roles.KEY_SCOPES), days=1, now=datetime.now(UTC), brands=[world.lumen.pk]
    )
    key = Client(HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {token}"})

    def right(row: Row, answer: Any) -> bool:
        refused = member.role not in roles.GRANTS[row.asks] or row.asks in roles.OF_THE_AGENCY
        if refused or not roles.SCOPES[row.asks]:
            return answer.status_code in {403, 405}
        body = answer.content.decode(errors="replace") if not answer.streaming else ""
        seen = any(pk in body for pk in secret if pk != str(everything["invitation"].pk)) or "Alder Coffee" in body
        if row.has_object and not row.path.startswith(GLOBAL):
            return not seen and answer.status_code in {400, 403, 404, 405, 428}
        return not seen and answer.status_code not in {401, 403}

    _walk(key, everything, right, [row for row in _third(who) if row.is_api])


def test_a_suspended_agency_is_read_only(world: World, everything: Everything) -> None:
    suspend(world.north, by=world.operator, reason="Unpaid")
    granted = _by_role("owner")

    def right(row: Row, answer: Any) -> bool:
        return granted(row, answer) if row.method == "GET" else answer.status_code == 409

    _walk(world.browser(world.owner), everything, right, _part("suspended"))


def _key(world: World, scopes: list[str], host: str = "north.localhost") -> Client:
    _, key = make_key(world.owner, name="x", scopes=scopes, days=1, now=datetime.now(UTC))
    return Client(HTTP_HOST=host, headers={"Authorization": f"Bearer {key}"})


def test_a_key_of_the_right_scope_gets_what_its_member_may(world: World, everything: Everything) -> None:
    key = _key(world, list(roles.KEY_SCOPES))

    def right(row: Row, answer: Any) -> bool:
        if not roles.SCOPES[row.asks]:
            return bool(answer.status_code == 403)
        return row.path in OWN_RULE or answer.status_code not in {401, 403, 404}

    _walk(key, everything, right, [row for row in _part("key") if row.is_api])


def test_a_key_of_the_wrong_scope_is_refused(world: World, everything: Everything) -> None:
    for scope in roles.KEY_SCOPES:
        key = _key(world, [scope])
        table = [row for row in _agency_rows() if row.is_api and roles.SCOPES[row.asks] != scope]
        _walk(key, everything, lambda row, answer: answer.status_code == 403, table[::4])


def test_a_key_on_another_agencys_host_is_not_known(world: World, everything: Everything) -> None:
    key = _key(world, list(roles.KEY_SCOPES), host="rival.localhost")
    _walk(key, everything, lambda row, answer: answer.status_code == 401, [row for row in _agency_rows() if row.is_api])


def test_a_key_opens_no_page(world: World, everything: Everything) -> None:
    _walk(_key(world, list(roles.KEY_SCOPES)), everything, _shut, [row for row in _agency_rows() if not row.is_api])


def test_the_agencys_pages_are_not_on_the_platforms_host(world: World, everything: Everything) -> None:
    platform = {row.path for row in rows() if row.host == "platform"}
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(world.owner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    table = [row for row in _agency_rows() if row.path not in platform]
    _walk(browser, everything, lambda row, answer: answer.status_code == 404, table)
