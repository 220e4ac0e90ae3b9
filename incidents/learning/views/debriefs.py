"""Looking back: the list, the page with its texts, the waterfall, deviations, lessons, proposed plan changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.cleaning import whole_number
from accounts.errors import Conflict, DomainError, Invalid
from accounts.forms import carried_out
from accounts.keyset import first_rows, paginate
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from accounts.scoping import visible_related
from incidents.learning.forms import NEW, PART_WORDS, FinishForm, LessonForm, PartChangeForm, Parts, PlanChoice
from incidents.learning.services import debriefs, lookback
from incidents.models import Debrief, Incident, Lesson, LessonProposal
from incidents.services import ending
from incidents.views.lookups import incident_of, row_of
from incidents.views.page_context import IncidentPage, page_frame
from incidents.views.room_parts import can
from playbooks.models import Plan
from playbooks.services.content import content_of
from playbooks.services.proposals import latest_version

SIZE = 30
WANTING = 20  # incidents shown that nobody has looked back at
TEXTS = (
    ("what_happened", "What happened", "In order, without blame. Needed to finish."),
    ("went_well", "What went well", "What should happen again."),
    ("went_badly", "What went badly", "What cost time or trust."),
    ("root_causes", "Why", "What made it possible; more than one thing, usually."),
)


@dataclass(frozen=True, kw_only=True)
class DebriefList:
    """Debriefs with the number of their lessons, and (`wanting`) the incidents nobody has looked back at."""

    wanting: Sequence[Incident]
    more_wanting: bool
    debriefs: Sequence[tuple[Debrief, int]]
    next_url: str
    first_url: str
    may_write: bool
    now: datetime
    active_nav: str = "debriefs"


@dataclass(frozen=True, kw_only=True)
class Text:
    """One of a debrief's texts, with what is asked for."""

    name: str
    label: str
    hint: str
    value: str


class Bar(TypedDict):
    """A stage with its place in a drawing (`x`, `width` in percent), and its times in seconds."""

    stage: lookback.Stage
    label: str
    x: float
    width: float
    took: int | None
    since_detected: int | None
    target: int | None
    again: bool


@dataclass(frozen=True, kw_only=True)
class DebriefPage(IncidentPage):
    """One debrief. `owed`: what is still to be done before it can finish; `refused`: finishing was."""

    debrief: Debrief
    texts: Sequence[Text]
    stages: Sequence[Bar]
    longest: lookback.Stage | None
    longest_seconds: int | None
    longest_label: str
    deviations: Sequence[tuple[lookback.Deviation, int]]
    lessons: Sequence[tuple[Lesson, Sequence[LessonProposal]]]
    lesson_form: LessonForm
    can_write: bool
    can_propose: bool
    can_finish: bool
    owed: Sequence[ending.Owed]
    finish_form: FinishForm
    refused: bool
    can_reopen: bool
    merged_here: Sequence[Incident]


@dataclass(frozen=True, kw_only=True)
class LessonPropose(IncidentPage):
    """A lesson's change of a plan; `about` names the part ("kind:key") that `form` is of. `many`: there are plans to choose from."""

    lesson: Lesson
    debrief: Debrief
    plan: Plan | None
    about: str
    choice: PlanChoice
    many: bool
    form: PartChangeForm | None


@require_safe
@page("debriefs.see")
def debrief_list(request: MemberRequest) -> HttpResponse:
    """Resolved incidents that want one first, then all debriefs, newest first."""
    wanting = Incident.objects.visible_to(request.member).filter(status="resolved", debrief=None)
    rows = Debrief.objects.visible_to(request.member).select_related("incident__brand", "started_by")
    begun = paginate(
        rows.prefetch_visible(request.member, "lessons__proposals"),
        order=("-started_at", "-id"),
        token=request.GET.get("cursor", ""),
        size=SIZE,
    )
    unseen, more = first_rows(wanting.select_related("brand").order_by("-resolved_at"), WANTING)
    shown = DebriefList(
        now=timezone.now(),
        wanting=unseen,
        more_wanting=more,
        debriefs=[(one, len(visible_related(one.lessons, request.member))) for one in begun.rows],
        next_url=f"?{urlencode({'cursor': begun.next_token})}" if begun.next_token else "",
        first_url="?" if request.GET.get("cursor") else "",
        may_write=may(request.member, "debriefs.write"),
    )
    return show(request, "incidents/learning/debrief_list.html", shown)


def _debrief_of(request: MemberRequest, pk: UUID) -> Debrief:
    debrief: Debrief = row_of(
        request.member, Debrief, pk, "incident__brand", "incident__plan_version__plan", "started_by"
    )
    return debrief


def _to(debrief: Debrief, part: str = "") -> HttpResponse:
    made = redirect("debrief", debrief.pk)
    made.status_code = 303
    if part:
        made["Location"] += f"#{part}"
    return made


@require_POST
@page("debriefs.write")
def start(request: MemberRequest, number: int) -> HttpResponse:
    """Begins the debrief of a resolved incident, or goes to the one there is."""
    incident = incident_of(request.member, number)
    return _to(debriefs.start(member=request.member, incident=incident, now=timezone.now()))


@require_safe
@page("debriefs.see")
def debrief_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Texts, times, deviations, lessons."""
    return _page_of(request, _debrief_of(request, pk))


def _page_of(
    request: MemberRequest, debrief: Debrief, form: LessonForm | None = None, finish: FinishForm | None = None
) -> HttpResponse:
    now = timezone.now()
    incident = debrief.incident
    lessons = debrief.lessons.visible_to(request.member).select_related("by").order_by("at", "id")
    lessons = lessons.prefetch_visible(request.member, "proposals__proposal__plan")
    writing = can(request.member, incident, "debriefs.write") and debrief.status == "draft"
    stages = lookback.waterfall(incident=incident)
    can_finish = writing and may(request.member, "incidents.run") and incident.status == "resolved"
    longest = next((stage for stage in stages if stage.longest), None)
    shown = DebriefPage(
        **page_frame(incident),
        active_nav="debriefs",
        debrief=debrief,
        texts=[Text(name=name, label=label, hint=hint, value=getattr(debrief, name)) for name, label, hint in TEXTS],
        stages=_bars(stages),
        longest=longest,
        longest_seconds=_seconds(longest.took) if longest else None,
        longest_label=longest.kind.replace("_", " ").capitalize() if longest else "",
        deviations=[(one, one.minutes * 60) for one in lookback.deviations(incident=incident, now=now)],
        lessons=[(one, list(visible_related(one.proposals, request.member))) for one in lessons],
        lesson_form=form or LessonForm(),
        can_write=writing,
        can_propose=may(request.member, "debriefs.write") and may(request.member, "plans.edit"),
        can_finish=can_finish,
        owed=ending.owed(incident) if can_finish else [],
        finish_form=finish or FinishForm(),
        refused=finish is not None,
        can_reopen=debrief.status == "finished" and incident.status not in ("closed", "merged"),
        merged_here=list(Incident.objects.visible_to(request.member).filter(merged_into=incident).order_by("number")),
    )
    refused = form is not None or finish is not None
    return show(request, "incidents/learning/debrief_page.html", shown, status=422 if refused else 200)


def _seconds(minutes: int | None) -> int | None:
    return None if minutes is None else minutes * 60


def _bars(stages: list[lookback.Stage]) -> list[Bar]:
    """Where each stage lies between the first and the last moment, as shares of 100 for a drawing."""
    times = [stage.at for stage in stages if stage.at is not None]
    first, last = min(times, default=None), max(times, default=None)
    made: list[Bar] = []
    before: datetime | None = None
    for stage in stages:
        row: Bar = {
            "stage": stage,
            "label": stage.kind.replace("_", " ").capitalize(),
            "x": 0,
            "width": 0,
            "took": _seconds(stage.took),
            "since_detected": _seconds(stage.since_detected),
            "target": _seconds(stage.target),
            "again": (stage.measured or 0) < (stage.since_detected or 0) and stage.measured is not None,
        }
        if stage.at and first and last and last > first:
            whole = (last - first).total_seconds()
            # Stages may be reached out of their order: none begins after its end.
            begin = min(before or stage.at, stage.at)
            row["x"] = round(100 * (begin - first).total_seconds() / whole, 2)
            # A stage of seconds would have no width to be seen.
            row["width"] = round(max(0.8, 100 * (stage.at - begin).total_seconds() / whole), 2)
        if stage.at:
            before = max(before, stage.at) if before else stage.at
        made.append(row)
    return made


@require_POST
@page("debriefs.write")
def debrief_save(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Autosave: If-Match holds the version (a plain form sends it as `version`). Somebody else's change is a 409 that says so."""
    debrief = _debrief_of(request, pk)
    auto = request.headers.get("X-Autosave") == "true"
    # A tag is quoted, and weak where something on the way compressed the answer (RFC 9110 8.8.3).
    given = request.headers.get("If-Match", "").strip('W/"') or request.POST.get("version", "")
    texts = {name: request.POST[name] for name, _, _ in TEXTS if name in request.POST}
    try:
        version = whole_number(given)
        if version is None:
            raise Invalid.field(
                "version", "Reload the page; it does not say which version it shows.", code="no_version"
            )
        saved = debriefs.edit(member=request.member, debrief=debrief, texts=texts, version=version, now=timezone.now())
    except DomainError as error:
        if not auto:
            raise  # a plain form gets the page of the refusal, a script its JSON
        return _not_saved(error)
    if not auto:
        messages.success(request, "Saved")
        return _to(saved)
    answer = JsonResponse({"version": saved.version})
    answer["ETag"] = f'"{saved.version}"'
    return answer


def _not_saved(error: DomainError) -> HttpResponse:
    if isinstance(error, Conflict):
        return JsonResponse({"changed_by": error.message, **error.data}, status=409)
    return JsonResponse({"errors": error.fields or {"": [error.message]}}, status=error.status)


@require_POST
@page("debriefs.write")
def lesson_add(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One thing learned."""
    debrief, form = _debrief_of(request, pk), LessonForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if carried_out(
            form,
            lambda: debriefs.add_lesson(member=request.member, debrief=debrief, text=text, now=timezone.now()),
        ):
            return _to(debrief, "lessons")
    return _page_of(request, debrief, form)


@require_POST
@page("debriefs.write")
def lesson_remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Takes a lesson out, unless a plan change came of it."""
    lesson: Lesson = row_of(request.member, Lesson, pk, "debrief__incident")
    debrief = lesson.debrief
    debriefs.remove_lesson(member=request.member, lesson=lesson, now=timezone.now())
    return _to(debrief, "lessons")


@require_http_methods(["GET", "HEAD", "POST"])
@page("plans.edit")
def lesson_propose(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A change of one of the brand's plans: first which plan and which part of it, then what."""
    lesson: Lesson = row_of(request.member, Lesson, pk, "debrief__incident__brand", "debrief__incident__plan_version")
    incident = lesson.debrief.incident
    plans = list(
        Plan.objects.visible_to(request.member).filter(brand=incident.brand, is_archived=False).order_by("name")
    )
    plan = _chosen(request, plans, incident)
    latest = latest_version(plan) if plan else None
    parts = content_of(latest) if latest else {}
    about = request.POST.get("about") or request.GET.get("about", "")
    form = _change_form(request, about, parts, lesson)
    if request.method == "POST" and plan is not None and form is not None and form.is_valid():
        given: dict[str, Any] = {"title": form.cleaned_data["title"], "changes": [form.change()], "now": timezone.now()}
        if carried_out(form, lambda: debriefs.propose_change(member=request.member, lesson=lesson, plan=plan, **given)):
            messages.success(request, "The change is proposed; an owner or admin decides")
            return _to(lesson.debrief, "lessons")
    chosen = {"plan": str(plan.pk) if plan else "", "about": about}
    shown = LessonPropose(
        **page_frame(incident),
        active_nav="debriefs",
        lesson=lesson,
        debrief=lesson.debrief,
        plan=plan,
        about=about if form else "",
        choice=PlanChoice(plans=plans, parts=parts, initial=chosen),
        many=len(plans) > 1,
        form=form,
    )
    refused = request.method == "POST"
    return show(request, "incidents/learning/lesson_propose.html", shown, status=422 if refused else 200)


def _change_form(request: MemberRequest, about: str, parts: Parts, lesson: Lesson) -> PartChangeForm | None:
    """The form of the part that "kind:key" names; None while no part of this plan is chosen."""
    kind, _, key = about.partition(":")
    if kind not in PART_WORDS:
        return None
    current = dict(parts.get(kind, ())).get(key)
    if current is None and key != NEW:
        return None
    return PartChangeForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        key=key,
        current=current,
        initial={"title": lesson.text.splitlines()[0][:200]},
    )


def _chosen(request: MemberRequest, plans: list[Plan], incident: Incident) -> Plan | None:
    asked = request.POST.get("plan") or request.GET.get("plan", "")
    own = incident.plan_version.plan_id if incident.plan_version else None
    return next((one for one in plans if str(one.pk) == asked), None) or next(
        (one for one in plans if one.pk == own), plans[0] if plans else None
    )


@require_POST
@page("debriefs.write")
def debrief_finish(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Finishes it; its incident closes with it."""
    debrief, form = _debrief_of(request, pk), FinishForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: debriefs.finish(member=request.member, debrief=debrief, now=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, f"The debrief is finished; #{debrief.incident.number} is closed")
        return _to(debrief)
    return _page_of(request, debrief, finish=form)


@require_POST
@page("debriefs.write")
def debrief_reopen(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Takes it up again."""
    debrief = _debrief_of(request, pk)
    debriefs.reopen(member=request.member, debrief=debrief, now=timezone.now())
    return _to(debrief)
