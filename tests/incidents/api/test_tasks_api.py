"""Endpoints of tasks: what one says is changed by who read it last."""

from typing import Any

import pytest
from django.utils import timezone

from tests.incidents import scene
from tests.world import World

API = "/api/v1"


@pytest.fixture
def running(world: World) -> Any:
    return scene.opened(world, plan_version=scene.plan(world), now=timezone.now())


def _patch(browser: Any, task: Any, body: Any, **headers: str) -> Any:
    return browser.patch(f"{API}/tasks/{task.pk}/", body, content_type="application/json", headers=headers)


def test_a_task_is_changed_with_its_etag_and_a_reason(world: World, running: Any) -> None:
    manager, task = world.browser(world.manager), running.tasks.get(title="Stop planned posts")
    etag = manager.get(f"{API}/tasks/{task.pk}/")["ETag"]
    body = {"title": "Stop all posts", "reason": "Ads, too"}
    assert _patch(manager, task, body).status_code == 428
    assert _patch(manager, task, {"title": "X"}, **{"If-Match": etag}).status_code == 400
    done = _patch(manager, task, body, **{"If-Match": etag})
    assert (done.status_code, done.json()["title"], done["ETag"].partition(".")[0]) == (200, "Stop all posts", '"2')
    assert _patch(manager, task, body, **{"If-Match": etag}).status_code == 412
    bare = {"due_at": "2030-01-01T10:00", "reason": "Later"}
    assert _patch(manager, task, bare, **{"If-Match": '"2"'}).status_code == 400
    assert _patch(world.browser(world.other), task, body, **{"If-Match": '"2"'}).status_code == 404


def test_the_page_changes_a_task_and_leaves_the_seconds_of_its_due_time(world: World, running: Any) -> None:
    manager, task = world.browser(world.manager), running.tasks.get(title="Stop planned posts")
    address = f"/tasks/{task.pk}/change/"
    form = manager.get(address).context["form"]
    given = {name: form[name].value() for name in form.fields}
    given |= {"due_at": form.initial["due_at"].strftime("%Y-%m-%dT%H:%M"), "title": "Stop all posts"}
    assert manager.post(address, {**given, "reason": ""}).status_code == 422
    assert manager.post(address, {**given, "reason": "Ads, too"}).status_code == 303
    after = running.tasks.get(pk=task.pk)
    assert (after.title, after.due_at) == ("Stop all posts", task.due_at)
    assert "changed the task “Stop planned posts”" in manager.get(f"/incidents/{running.number}/").content.decode()
    late = manager.post(address, {**given, "title": "Mine", "reason": "I was slow"})
    assert (late.status_code, "Somebody changed this task" in late.content.decode()) == (422, True)
