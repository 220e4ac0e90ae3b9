"""Tasks: taken, begun, finished, put back with one tap; skipped and given away after a question."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.forms.command import GiveForm, SkipForm
from incidents.models import Incident, Task
from incidents.services import checklist
from incidents.views import parts
from incidents.views.finding import back_to, frame_of, incident_of, room_url, row_of

_MOVES: dict[str, Callable[..., Task]] = {
    "take": checklist.take,
    "start": checklist.start,
    "finish": checklist.finish,
    "reopen": checklist.reopen,
}


def _answer(request: MemberRequest, incident: Incident) -> HttpResponse:
    if not request.htmx:
        return _home() if request.POST.get("next") == "home" else back_to(incident, "tasks")
    context = frame_of(incident)
    context |= parts.tasks(request.member, incident, context["now"])
    return show(request, "incidents/part_tasks.html", context)


def _home() -> HttpResponse:
    made = redirect("home")
    made.status_code = 303
    return made


@require_POST
@page("tasks.do")
def task_move(request: MemberRequest, pk: UUID, move: str) -> HttpResponse:
    """One tap. A task somebody else moved meanwhile is a conflict that says where it stands."""
    if move not in _MOVES:
        raise Http404
    task: Task = row_of(request.member, Task, pk, "incident")
    _MOVES[move](member=request.member, task=task, now=timezone.now())
    return _answer(request, incident_of(request.member, task.incident.number))


@require_safe
@page("incidents.see")
def task_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One task with its instructions and what can be done with it."""
    task: Task = row_of(request.member, Task, pk, "incident__brand", "owner", "finished_by")
    context = frame_of(task.incident) | {"task": task, "back_url": room_url(task.incident, "tasks")}
    context |= {"can_do": may(request.member, "tasks.do")}
    return show(request, "incidents/task_page.html", context, fragment="incidents/task_dialog.html")


@require_http_methods(["GET", "HEAD", "POST"])
@page("tasks.do")
def task_skip(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Leaves a task out; a required one wants the reason."""
    task: Task = row_of(request.member, Task, pk, "incident__brand")
    form = SkipForm(request.POST if request.method == "POST" else None, task=task)

    def act() -> None:
        checklist.skip(member=request.member, task=task, reason=form.cleaned_data["reason"], now=timezone.now())

    words = {"title": f"Skip “{task.title}”?", "button": "Skip this task", "text": "The record keeps who left it out."}
    return _asked(request, task, form, act, words)


@require_http_methods(["GET", "HEAD", "POST"])
@page("tasks.do")
def task_give(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Gives a task to somebody."""
    task: Task = row_of(request.member, Task, pk, "incident__brand")
    form = GiveForm(request.POST if request.method == "POST" else None, task=task)

    def act() -> None:
        checklist.reassign(member=request.member, task=task, to=form.cleaned_data["to"], now=timezone.now())

    return _asked(
        request, task, form, act, {"title": f"Who does “{task.title}”?", "button": "Give the task", "text": ""}
    )


def _asked(
    request: MemberRequest, task: Task, form: Any, act: Callable[[], None], words: dict[str, str]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        return back_to(task.incident, "tasks")
    context = frame_of(task.incident) | words | {"form": form, "back_url": room_url(task.incident, "tasks")}
    status = 422 if form.errors else 200
    return show(request, "incidents/act_page.html", context, fragment="incidents/act_dialog.html", status=status)
