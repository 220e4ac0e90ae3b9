"""Home, the list, opening from an alert."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.incidents import scene
from tests.world import World


def _alert(world: World) -> Any:
    scene.mentions(world, ["Found glass in my coffee", "Glass here too", "Nice cup"])
    return scene.alert(scene.rule(world))


def test_home_shows_what_runs_what_waits_and_the_brands(world: World) -> None:
    incident, alert = scene.opened(world, plan_version=scene.plan(world), now=timezone.now()), _alert(world)
    for who in (world.owner, world.manager, world.analyst):
        page = world.browser(who).get("/").content.decode()
        for words in (incident.title, alert.sentence, "Alder Coffee", "Readiness", "Client update"):
            assert words in page
    assert "Alder" not in world.browser(world.other).get("/").content.decode()


def test_homes_queries_do_not_grow(world: World) -> None:
    browser, rule = world.browser(world.manager), scene.rule(world)
    scene.opened(world, plan_version=scene.plan(world), now=timezone.now())
    scene.alert(rule)
    browser.get("/")
    with CaptureQueriesContext(connection) as before:
        browser.get("/")
    for number in range(1, 5):
        scene.opened(world, title=f"Another {number}", now=timezone.now())
        scene.alert(rule, number=number)
    with CaptureQueriesContext(connection) as after:
        browser.get("/")
    assert len(after) <= len(before)


def test_a_brand_whose_trouble_is_beyond_the_lists_end_does_not_look_calm(world: World, monkeypatch: Any) -> None:
    from incidents.views import home

    monkeypatch.setattr(home, "MOST", 1)
    soon = timezone.now()
    taken = scene.alert(scene.rule(world))
    type(taken).objects.filter(pk=taken.pk).update(acknowledged_at=soon, acknowledge_due_at=soon)
    late = scene.alert(scene.rule(world, brand=world.lumen))
    type(late).objects.filter(pk=late.pk).update(acknowledge_due_at=soon + timedelta(hours=1))
    scene.opened(world, severity=1, now=soon)
    other = scene.opened(world, member=world.owner, brand=world.lumen, title="Other", severity=3, now=soon)
    scene.opened(world, member=world.owner, brand=world.lumen, title="Drill", severity=1, is_drill=True, now=soon)
    shown = world.browser(world.owner).get("/").context
    rows = {row["brand"]: (row["incident"], row["alert"]) for row in shown["brands"]}
    assert rows[world.lumen] == (other, True)
    assert [alert.pk for alert in shown["alerts"]] == [late.pk], "the one nobody has in hand comes first"


def test_a_client_sees_what_is_asked_and_what_was_released(world: World) -> None:
    from incidents.services import command

    hidden = scene.opened(world, title="Inside only", now=timezone.now())
    shown = scene.opened(world, title="Told to the client", now=timezone.now())
    command.release_incident(member=world.manager, incident=shown, now=timezone.now())
    browser = world.browser(world.client)
    page = browser.get("/").content.decode()
    assert "Told to the client" in page and "Inside only" not in page
    assert browser.get(f"/incidents/{shown.number}/").status_code == 200
    assert browser.get(f"/incidents/{hidden.number}/").status_code == 404
    assert browser.get(f"/incidents/{shown.number}/parts/tasks/").status_code == 404


def test_a_client_reads_of_the_promise_made_to_them_and_not_of_the_agencys_own_clocks(world: World) -> None:
    from incidents.services import command

    shown = scene.opened(world, title="Told to the client", now=timezone.now())
    command.release_incident(member=world.manager, incident=shown, now=timezone.now())
    inside = world.browser(world.manager).get("/incidents/").content.decode()
    theirs = world.browser(world.client).get("/incidents/").content.decode()
    for words in ("Public answer", "In triage", "Drills too"):
        assert words in inside and words not in theirs
    assert "Told to the client" in theirs and "Client update" in theirs


def test_the_list_groups_and_narrows(world: World) -> None:
    from incidents.services import command

    running = scene.opened(world, title="Glass", now=timezone.now())
    over = scene.opened(world, title="Old smoke", now=timezone.now())
    command.change_status(member=world.manager, incident=over, action="resolve", now=timezone.now())
    browser = world.browser(world.manager)
    page = browser.get("/incidents/").content.decode()
    assert running.title in page and over.title not in page
    assert over.title in browser.get("/incidents/?group=past").content.decode()
    assert "No incident fits" in browser.get("/incidents/?q=nothing").content.decode()
    assert browser.get("/incidents/?brand=alder-coffee&severity=2&drills=real&q=gla").status_code == 200
    assert browser.get("/incidents/?cursor=tampered").status_code == 400


def test_the_alert_says_which_plan_fits_and_why(world: World) -> None:
    scene.plan(world)
    alert = _alert(world)
    part = world.browser(world.manager).get(f"/alerts/{alert.pk}/plans/", headers={"HX-Request": "true"})
    text = part.content.decode()
    assert "matches 2 of 3 mentions" in text and "Open incident with Product harm" in text
    assert "Open incident with" not in world.browser(world.analyst).get(f"/alerts/{alert.pk}/plans/").content.decode()


def test_opening_from_an_alert_needs_nothing_typed(world: World) -> None:
    version, alert = scene.plan(world), _alert(world)
    browser = world.browser(world.manager)
    form = browser.get(f"/incidents/open/?alert={alert.pk}").context["form"]
    given = {name: form[name].value() or "" for name in ("title", "severity", "reason", "plan", "alert", "brand")}
    assert given["plan"] == str(version.pk) and given["severity"] == "2"
    answer = browser.post("/incidents/open/", given)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("?tab=tasks")
    second = browser.post("/incidents/open/", given)
    assert second.status_code == 303
    from incidents.models import Incident

    incident = Incident.objects.get()
    assert second.headers["Location"] == f"/incidents/{incident.number}/"
    assert incident.tasks.count() == 4


def test_opening_by_hand_refuses_what_is_missing(world: World) -> None:
    answer = world.browser(world.manager).post("/incidents/open/", {"brand": "lumen-air", "title": "", "severity": "9"})
    assert answer.status_code == 422
    for name in ("id_brand", "id_title", "id_reason"):
        assert name in answer.content.decode()
    assert world.browser(world.analyst).get("/incidents/open/").status_code == 403
    assert world.browser(world.manager).get("/incidents/open/?alert=nonsense").status_code == 400


def test_an_alert_joins_a_running_incident(world: World) -> None:
    incident, alert = scene.opened(world, now=timezone.now()), _alert(world)
    browser = world.browser(world.analyst)
    for _ in range(2):
        answer = browser.post("/incidents/join/", {"alert": alert.pk, "incident": incident.pk})
        assert answer.status_code == 303
    assert incident.alerts.get().alert_id == alert.pk


def test_a_task_done_on_home_leads_back_home(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world), now=timezone.now())
    task = incident.tasks.filter(owner_id=world.manager.user_id).first()
    answer = world.browser(world.manager).post(f"/tasks/{task.pk}/finish/", {"next": "home"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    task.refresh_from_db()
    assert task.status == "done"


def test_the_worst_running_incident_comes_first_and_then_the_longest(world: World) -> None:
    now = timezone.now()
    for title, severity, minutes in (("Small", 4, 1), ("Worst", 1, 9), ("Second", 2, 30), ("Third", 2, 5)):
        scene.opened(world, title=title, severity=severity, now=now - timedelta(minutes=minutes))
    page = world.browser(world.manager).get("/incidents/").content.decode()
    places = [page.index(f">{title}</a>") for title in ("Worst", "Second", "Third", "Small")]
    assert places == sorted(places)


def test_home_shows_the_next_six_tasks_and_folds_the_rest(world: World) -> None:
    from incidents.services import checklist

    incident, now = scene.opened(world, now=timezone.now()), timezone.now()
    for number in range(8):
        new = checklist.NewTask(title=f"Step {number}", due_minutes=number, owner=world.manager.user_id)
        checklist.add(member=world.manager, incident=incident, new=new, now=now)
    page = world.browser(world.manager).get("/").content.decode()
    folded = page[page.index("2 more, due later") :]
    assert "Step 5" not in folded and "Step 6" in folded and "Step 7" in folded


def test_opening_by_hand_says_whose_each_plan_is(world: World) -> None:
    version = scene.plan(world)
    page = world.browser(world.manager).get("/incidents/open/").content.decode()
    assert f'value="{version.pk}"' in page and 'data-brand="alder-coffee"' in page


def test_without_a_brand_opening_leads_to_the_brands_and_not_into_an_empty_form(world: World) -> None:
    from accounts.brands.models import BrandTeam

    BrandTeam.objects.filter(user=world.other.user).delete()
    page = world.browser(world.other).get("/incidents/open/").content.decode()
    assert "No brand to open it for" in page and 'name="title"' not in page
