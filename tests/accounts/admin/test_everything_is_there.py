"""Both admins hold what they must: every model of an agency with a search and a filter, its transitions as actions."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from accounts.admin import agency_site, platform_site
from accounts.brands.models import Brand
from accounts.scoping import ScopedModel
from incidents.models import Incident, Task
from monitoring.models import AlertRule, Mention, Source
from playbooks.models import PlanVersion
from tests.world import World

OURS = sorted(
    (model for model in apps.get_models() if issubclass(model, ScopedModel)), key=lambda model: model._meta.label
)
# What a person may do to a row from its list, at the least.
ACTS = {
    Brand: {"archive", "restore"},
    Source: {"pause", "resume", "try_now", "remove"},
    Mention: {"start", "finish", "discard", "reopen"},
    AlertRule: {"switch_on", "switch_off", "mute_for_a_day", "unmute"},
    Incident: {"confirm", "start_the_response", "mark_as_stabilised", "resolve", "close", "reopen", "dismiss"},
    Task: {"take", "start", "finish", "skip", "put_back"},
    PlanVersion: {"publish", "retire"},
}


def test_every_model_of_an_agencys_schema_is_one_of_ours() -> None:
    tenant = {model for model in apps.get_models() if model._meta.app_config.name in settings.TENANT_APPS}
    assert {model._meta.label for model in tenant - set(OURS)} == {"admin.LogEntry"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_it_is_listed_searched_and_filtered(model: Any) -> None:
    shown = agency_site._registry[model]
    assert len(shown.list_display) > 1 and shown.search_fields and shown.list_filter


@pytest.mark.parametrize("model", ACTS, ids=lambda model: model._meta.label)
def test_its_transitions_are_actions(world: World, rf: Any, model: Any) -> None:
    request = rf.get("/")
    request.member, request.user = world.owner, world.owner.user
    assert ACTS[model] <= set(agency_site._registry[model].get_actions(request))


def test_the_platforms_admin_holds_what_operators_look_after() -> None:
    held = {model._meta.label for model in platform_site._registry}
    assert held >= {
        "accounts.Agency",
        "accounts.Domain",
        "accounts.User",
        "feeds.Feed",
        "django_celery_beat.PeriodicTask",
    }
    assert not {model for model in platform_site._registry if issubclass(model, ScopedModel)}
    for model, shown in platform_site._registry.items():
        assert shown.search_fields and shown.list_filter, model


def test_what_a_list_can_not_do_is_refused_by_name_and_the_rest_is_done(world: World) -> None:
    world.alder.__class__.objects.filter(pk=world.lumen.pk).update(status="archived")
    data = {"action": "archive", "_selected_action": [str(world.alder.pk), str(world.lumen.pk)]}
    page = world.browser(world.owner).post("/admin/brands/brand/", data, follow=True).content.decode()
    assert "Lumen Air: This brand is archived now" in page and "Done for 1." in page
    assert Brand.objects.get(pk=world.alder.pk).status == "archived"


def test_plurals_are_english_everywhere() -> None:
    from accounts.admin import agency_site

    plurals = {str(model._meta.verbose_name_plural) for model in agency_site._registry}
    assert {"queries", "timeline entries", "mention matches", "deliveries", "brands"} <= plurals
    assert not [
        words for words in plurals if words.endswith(("ys", "chs", "xs")) and not words.endswith(("eys", "ays"))
    ]
