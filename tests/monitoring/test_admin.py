"""Monitoring's admins: who sees what, and that acts go through the services."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.admin import agency_site, platform_site
from accounts.services.second_factor import METHODS_KEY
from monitoring.alerting import services as alerting
from monitoring.inbox.services import mentions
from monitoring.models import Mention, MentionNote
from tests.monitoring.scene import alert, small
from tests.world import World

OURS = [model for model in agency_site._registry if model._meta.app_label == "monitoring"]


@pytest.fixture
def scene(world: World) -> Any:
    made = small(world)
    made.rule = alerting.save_rule(
        member=world.manager, brand=world.alder, draft=alerting.RuleDraft(kind="spike", name="Unusual"), now=made.now
    )
    made.alert = alert(world, made.rule, made.now)
    mentions.add_note(member=world.manager, mention=made.mentions[0], text="Call back", now=made.now)
    return made


def path(model: Any, name: str = "changelist", *args: Any) -> str:
    return reverse(f"agency_admin:monitoring_{model._meta.model_name}_{name}", args=args, urlconf="config.urls")


def test_every_model_of_an_agency_is_there(world: World) -> None:
    from django.apps import apps

    assert set(OURS) == set(apps.get_app_config("monitoring").get_models())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_opens_is_searched_and_shows_one_row(world: World, scene: Any, model: Any) -> None:
    browser = world.browser(world.owner)
    assert browser.get(path(model)).status_code == 200
    assert browser.get(path(model), {"q": "glass"}).status_code == 200
    row = model.objects.first()
    if row is not None:
        assert browser.get(path(model, "change", row.pk)).status_code == 200


def test_managers_do_not_enter(world: World, scene: Any) -> None:
    assert world.browser(world.manager).get(path(Mention), follow=True).status_code == 403


def run(world: World, model: Any, action: str, *rows: Any) -> Any:
    data = {"action": action, "_selected_action": [str(row.pk) for row in rows]}
    return world.browser(world.admin).post(path(model), data, follow=True)


def test_acts_call_the_services(world: World, scene: Any) -> None:
    run(world, Mention, "finish", *scene.mentions[:2])
    assert Mention.objects.filter(status="done").count() == 2
    answer = run(world, Mention, "finish", scene.mentions[0])
    assert answer.status_code == 200 and Mention.objects.get(pk=scene.mentions[0].pk).version == 2
    run(world, type(scene.alert), "acknowledge", scene.alert)
    run(world, type(scene.alert), "dismiss_as_noise", scene.alert)
    scene.alert.refresh_from_db()
    assert (scene.alert.status, scene.alert.outcome, scene.alert.acknowledged_by_id) == (
        "dismissed",
        "noise",
        world.admin.user_id,
    )
    run(world, type(scene.rule), "switch_off", scene.rule)
    run(world, type(scene.sources[0]), "pause", scene.sources[0])
    run(world, type(scene.query), "stop", scene.query)
    for row in (scene.rule, scene.sources[0], scene.query):
        row.refresh_from_db()
    assert (scene.rule.is_active, scene.sources[0].status, scene.query.is_active) == (False, "paused", False)


def test_a_query_is_changed_by_its_service_which_refuses_what_it_can_not_read(world: World, scene: Any) -> None:
    browser, page = world.browser(world.owner), path(type(scene.query), "change", scene.query.pk)
    inline = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    browser.post(page, {"name": "Glass", "text": '"unclosed', **inline})
    scene.query.refresh_from_db()
    assert scene.query.version == 1
    browser.post(page, {"name": "Glass", "text": "glass", **inline})
    scene.query.refresh_from_db()
    assert (scene.query.text, scene.query.version) == ("glass", 2)


def test_what_is_append_only_can_not_be_typed_over(world: World, scene: Any) -> None:
    note = MentionNote.objects.get()
    browser = world.browser(world.owner)
    answer = browser.post(path(MentionNote, "change", note.pk), {"text": "Other"})
    assert answer.status_code == 403
    assert browser.get(path(MentionNote, "add")).status_code == 403
    assert browser.post(path(MentionNote, "delete", note.pk), {"post": "yes"}).status_code in (403, 404)
    assert MentionNote.objects.get().text == "Call back"


def test_operators_see_feeds_and_their_health(world: World, scene: Any) -> None:
    connection.set_schema_to_public()
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(world.operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session[METHODS_KEY] = [{"method": "password"}, {"method": "mfa"}]
    session.save()
    for model in [one for one in platform_site._registry if one._meta.app_label == "feeds"]:
        page = browser.get(f"/admin/feeds/{model._meta.model_name}/")
        assert page.status_code == 200
    assert "The-Forum" in browser.get("/admin/feeds/feed/?q=forum").text
    assert browser.get("/admin/feeds/feed/add/").status_code == 403
