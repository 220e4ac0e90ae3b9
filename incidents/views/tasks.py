"""Tasks: taken, begun, finished, put back with one tap; skipped and given away after a question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.bidi import isolate
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from incidents.forms.command import ChangeForm, GiveForm, SkipForm
from incidents.models import Incident, Task
from incidents.services import checklist
from incidents.views import room_parts
from incidents.views.act_pages import ActWords, show_act
from incidents.views.lookups import incident_of, row_of
from incidents.views.page_context import IncidentPage, back_to, page_frame, room_url
from incidents.views.room import show_tasks


@dataclass(frozen=True, kw_only=True)
class TaskPage(IncidentPage):
    """One task, and whether the member may do something with it."""

    task: Task
    back_url: str
    can_do: bool


_MOVES: dict[str, Callable[..., Task]] = {
    "take": checklist.take,
    "start": checklist.start,
    "finish": checklist.finish,
    "reopen": checklist.reopen,
}


def _answer(request: MemberRequest, incident: Incident) -> HttpResponse:
    if not request.htmx:
        # A word, not an address: it can't lead anybody elsewhere.
        return _home() if request.POST.get("next") == "home" else back_to(incident, "tasks")
    return show_tasks(request, incident)


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
    task: Task = row_of(request.member, Task, pk, "incident__brand", "owner", "finished_by", "moved_from")
    shown = TaskPage(
        **page_frame(task.incident),
        task=task,
        back_url=room_url(task.incident, "tasks"),
        can_do=room_parts.can(request.member, task.incident, "tasks.do"),
    )
    return show(request, "incidents/task_page.html", shown, fragment="incidents/task_dialog.html")


@require_http_methods(["GET", "HEAD", "POST"])
@page("tasks.do")
def task_skip(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Leaves a task out; a required one wants the reason."""
    task: Task = row_of(request.member, Task, pk, "incident__brand")
    form = SkipForm(request.POST if request.method == "POST" else None, task=task)

    def act() -> None:
        checklist.skip(member=request.member, task=task, reason=form.cleaned_data["reason"], now=timezone.now())

    words = ActWords(
        title=f"Skip “{isolate(task.title)}”?",
        button="Skip this task",
        text="The record keeps who left it out.",
    )
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
        request,
        task,
        form,
        act,
        ActWords(title=f"Who does “{isolate(task.title)}”?", button="Assign the task"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page("tasks.do")
def task_change(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Changes what a task says, or when it is due, with the reason."""
    task: Task = row_of(request.member, Task, pk, "incident__brand")
    form = ChangeForm(request.POST if request.method == "POST" else None, task=task)

    def act() -> None:
        checklist.change_task(member=request.member, task=task, change=form.change, now=timezone.now())

    words = ActWords(
        title=f"Change “{isolate(task.title)}”",
        button="Change the task",
        text="Whoever does it is told.",
    )
    return _asked(request, task, form, act, words)


def _asked(request: MemberRequest, task: Task, form: Any, act: Callable[[], None], words: ActWords) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        return back_to(task.incident, "tasks")
    return show_act(request, task.incident, form, words, back_url=room_url(task.incident, "tasks"))
