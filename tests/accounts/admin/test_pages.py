"""Every list and page of the two admins opens, costs the same however long it is, and shows no secret."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from accounts.admin import agency_site, platform_site
from accounts.brands.models import Brand, BrandTeam, Contact
from accounts.encryption import encrypt
from accounts.models import AccessLog, Agency, User
from accounts.notifications.models import Delivery, DeliveryAttempt, LiveEvent, Notification, WebhookEndpoint
from accounts.services import api_keys
from accounts.services.access_log import log
from accounts.services.schedule import sync_schedule
from accounts.services.second_factor import METHODS_KEY
from accounts.tenancy import enter, enter_public
from tests.world import World, person

OURS = {"accounts", "brands", "notifications", "admin", "django_celery_beat", "feeds"}


@pytest.fixture
def owner(world: World) -> Client:
    return world.browser(world.owner)


@pytest.fixture
def operator(world: World) -> Client:
    enter_public()
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(world.operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session[METHODS_KEY] = [{"method": "password"}, {"method": "mfa"}]
    session.save()
    return browser


def _url(model: Any) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def _ours(site: Any) -> list[Any]:
    return [model for model in site._registry if model._meta.app_label in OURS]


def _more(world: World, n: int) -> None:
    now = timezone.now()
    for at in range(n):
        user = person(world.north, f"more{n}{at}@north.example", f"More {at}", "analyst").user
        brand = Brand.objects.create(name=f"Brand {n} {at}", slug=f"brand-{n}-{at}", time_zone="UTC")
        BrandTeam.objects.create(brand=brand, user=user)
        Contact.objects.create(brand=brand, name="Ann", function="Counsel", phone="1")
        told = Notification.objects.create(
            user=user, brand=brand, kind="alert", title="t", path="/", dedupe=f"{n}{at}", created_at=now
        )
        sent = Delivery.objects.create(notification=told, channel="mail", target="x", next_try_at=now, created_at=now)
        DeliveryAttempt.objects.create(delivery=sent, at=now, ok=True)
        LiveEvent.objects.create(brand=brand, topic="alerts", kind="new", at=now)
        WebhookEndpoint.objects.create(
            url=f"https://x{at}.example/", sealed_secret=encrypt("whsec_secret"), created_by=user
        )
        api_keys.make_key(world.owner, name=f"k{at}", scopes=["read"], days=1, now=now)
        log("login", agency=world.north, actor=user)


def _counts(browser: Client, models: list[Any]) -> dict[str, int]:
    found = {}
    for model in models:
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(_url(model))
        assert answer.status_code == 200, model
        found[model._meta.label] = len(queries)
    return found


def test_agency_lists_cost_the_same_however_long_they_are(world: World, owner: Client) -> None:
    _more(world, 1)
    models = _ours(agency_site)
    assert len(models) >= 11
    _counts(owner, models)
    few = _counts(owner, models)
    _more(world, 4)
    many = _counts(owner, models)
    assert {label: (few[label], many[label]) for label in few if many[label] > few[label]} == {}


def test_platform_lists_cost_the_same_however_long_they_are(world: World, operator: Client) -> None:
    enter(world.north)
    _more(world, 1)
    sync_schedule()
    models = _ours(platform_site)
    assert len(models) >= 11
    _counts(operator, models)
    few = _counts(operator, models)
    enter(world.north)
    _more(world, 4)
    many = _counts(operator, models)
    assert {label: (few[label], many[label]) for label in few if many[label] > few[label]} == {}


def test_no_page_shows_what_opens_something(world: World, owner: Client, operator: Client) -> None:
    enter(world.north)
    _more(world, 1)
    hook = WebhookEndpoint.objects.get()
    page = owner.get(f"{_url(WebhookEndpoint)}{hook.pk}/change/")
    assert page.status_code == 200
    assert hook.sealed_secret not in page.content.decode()
    person_page = operator.get(f"{_url(User)}{world.owner.user_id}/change/")
    assert person_page.status_code == 200
    assert world.owner.user.password not in person_page.content.decode()


def test_each_index_lists_what_one_may_see(owner: Client, operator: Client) -> None:
    for browser, site in ((owner, agency_site), (operator, platform_site)):
        index = browser.get("/admin/").content.decode()
        assert [model for model in _ours(site) if f'href="{_url(model)}"' not in index] == []


def test_nothing_is_deleted_or_added_by_hand(owner: Client, operator: Client) -> None:
    for browser, site in ((owner, agency_site), (operator, platform_site)):
        for model in _ours(site):
            assert browser.get(f"{_url(model)}add/").status_code == 403, model


def _act(browser: Client, model: Any, action: str, row: Any, **more: str) -> Any:
    given = {"action": action, "_selected_action": str(row.pk), **more}
    return browser.post(_url(model), given, follow=True)


def test_suspending_an_agency_asks_why(world: World, operator: Client) -> None:
    answer = _act(operator, Agency, "suspend", world.rival)
    assert "Say why" in answer.content.decode()
    assert Agency.objects.get(pk=world.rival.pk).status == "active"
    _act(operator, Agency, "suspend", world.rival, reason="Unpaid since October")
    assert Agency.objects.get(pk=world.rival.pk).suspended_reason == "Unpaid since October"
    _act(operator, Agency, "resume", world.rival)
    assert Agency.objects.get(pk=world.rival.pk).status == "active"
    assert AccessLog.objects.filter(actor=world.operator, action__in=["agency.suspend", "agency.resume"]).count() == 2


def test_a_person_is_deactivated_but_never_oneself(world: World, operator: Client) -> None:
    _act(operator, User, "deactivate", world.analyst.user)
    assert not User.objects.get(pk=world.analyst.user_id).is_active
    assert world.browser(world.analyst).get("/brands/").status_code == 302
    _act(operator, User, "deactivate", world.operator)
    assert User.objects.get(pk=world.operator.pk).is_active
    _act(operator, User, "reactivate", world.analyst.user)
    assert User.objects.get(pk=world.analyst.user_id).is_active


def test_a_job_switched_off_stays_off_over_an_upgrade(world: World, operator: Client) -> None:
    sync_schedule()
    job = PeriodicTask.objects.get(name="beat seen")
    _act(operator, PeriodicTask, "switch_off", job)
    sync_schedule()
    assert not PeriodicTask.objects.get(pk=job.pk).enabled
    _act(operator, PeriodicTask, "switch_on", job)
    assert PeriodicTask.objects.get(pk=job.pk).enabled


def _brand_form(brand: Brand, **changes: Any) -> dict[str, Any]:
    management = {"team-TOTAL_FORMS": "0", "team-INITIAL_FORMS": "0"}
    return {"name": brand.name, "time_zone": brand.time_zone, "version": brand.version, **management, **changes}


def test_a_brand_is_changed_by_its_service(world: World, owner: Client) -> None:
    path = f"{_url(Brand)}{world.alder.pk}/change/"
    assert owner.get(path).status_code == 200
    owner.post(path, _brand_form(world.alder, spellings="Alder Cofee\nAlderCoffee"))
    changed = Brand.objects.get(pk=world.alder.pk)
    assert changed.spellings == ["Alder Cofee", "AlderCoffee"]
    assert changed.version == world.alder.version + 1
    stale = owner.post(path, _brand_form(world.alder, name="Elder"), follow=True)
    assert "Somebody changed this brand" in stale.content.decode()
    owner.post(path, _brand_form(changed, name="Elder", time_zone="Mars/Olympus"))
    assert Brand.objects.get(pk=world.alder.pk).name == "Alder Coffee"


def test_brands_are_archived_and_brought_back(world: World, owner: Client) -> None:
    _act(owner, Brand, "archive", world.lumen)
    assert Brand.objects.get(pk=world.lumen.pk).status == "archived"
    _act(owner, Brand, "restore", world.lumen)
    assert Brand.objects.get(pk=world.lumen.pk).status == "active"


def test_saving_a_contact_confirms_it(world: World, owner: Client) -> None:
    contact = Contact.objects.create(
        brand=world.alder, name="Ann", function="Counsel", phone="1", confirmed_at=timezone.now() - timedelta(days=99)
    )
    path = f"{_url(Contact)}{contact.pk}/change/"
    owner.post(path, {"name": "Ann Berg", "function": "Counsel", "phone": "", "email": ""}, follow=True)
    assert Contact.objects.get(pk=contact.pk).name == "Ann"
    owner.post(path, {"name": "Ann Berg", "function": "Counsel", "phone": "2", "email": ""})
    saved = Contact.objects.get(pk=contact.pk)
    assert (saved.name, saved.phone) == ("Ann Berg", "2")
    assert saved.confirmed_at and timezone.now() - saved.confirmed_at < timedelta(minutes=1)


def test_the_rivals_rows_are_not_there(world: World, owner: Client) -> None:
    answer = owner.get(f"{_url(Brand)}{world.rival_brand.pk}/change/", follow=True)
    assert "Kestrel" not in answer.content.decode()


def test_only_the_admin_may_evaluate_and_only_it_and_the_docs_bring_styles(owner: Client) -> None:
    admin = owner.get("/admin/")["Content-Security-Policy"]
    docs = owner.get("/api/v1/docs/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in admin
    assert "style-src 'self' 'unsafe-inline'" in admin
    assert "'unsafe-inline'" not in admin.split("script-src")[1].split(";")[0]
    assert "style-src 'self' 'unsafe-inline'" in docs
    assert "unsafe" not in docs.split("script-src")[1].split(";")[0]
    for path in ("/brands/", "/settings/", "/api/v1/schema/", "/api/v1/me/", "/administration/", "/nothing/"):
        assert "unsafe" not in owner.get(path)["Content-Security-Policy"], path
    platform = Client(HTTP_HOST="localhost")
    for path in ("/", "/accounts/login/", "/signup/"):
        assert "unsafe" not in platform.get(path)["Content-Security-Policy"], path


def test_an_agencys_own_page_suspends_and_resumes_it(world: World, operator: Client) -> None:
    page = f"{_url(Agency)}{world.rival.pk}/change/"
    assert 'value="suspend"' in operator.get(page).content.decode()
    given = {"_selected_action": str(world.rival.pk), "index": "0"}
    operator.post(_url(Agency), {**given, "action": "suspend", "reason": "Unpaid"})
    there = operator.get(page).content.decode()
    assert "Suspended: Unpaid" in there and 'value="resume"' in there
    operator.post(_url(Agency), {**given, "action": "resume"})
    assert Agency.objects.get(pk=world.rival.pk).status == "active"


def test_an_operators_home_leads_to_the_admin_and_nobody_elses_does(world: World, operator: Client) -> None:
    home = operator.get("/").content.decode()
    assert 'href="/admin/"' in home and "not a member of an agency" not in home
    other = Client(HTTP_HOST="localhost")
    other.force_login(world.manager.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert 'href="/admin/"' not in other.get("/").content.decode()
