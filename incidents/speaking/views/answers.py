"""The public answer: drafted from a holding statement or in own words, edited, asked about, handed off, confirmed."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.bidi import isolate
from accounts.errors import Conflict
from accounts.forms import carried_out
from accounts.models import Membership
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.hooks import AnswerCard
from incidents.models import Approval, Incident, PublicAnswer, Task
from incidents.speaking.forms.answers import (
    CHANNEL_NAMES,
    AskForm,
    EditForm,
    FreeForm,
    PlaceForm,
    PostedForm,
    ReasonForm,
    SlotsForm,
)  # fmt: skip
from incidents.speaking.services import answers, approvals, copies, questions, slots
from incidents.speaking.services.cards import card
from incidents.views.act_pages import ActWords, show_act
from incidents.views.lookups import incident_of, row_of
from incidents.views.page_context import IncidentPage, back_to, live, page_frame, room_url
from incidents.views.room_parts import can
from playbooks.models import HoldingStatement


@dataclass(frozen=True, kw_only=True)
class DraftPage(IncidentPage):
    """Where a draft begins (`statements`), or the form that fills one; `preview` is how it would read."""

    statements: Sequence[HoldingStatement]
    statement: HoldingStatement | None
    form: forms.Form | None
    preview: str
    back_url: str


@dataclass(frozen=True, kw_only=True)
class AnswerPage(IncidentPage):
    """One answer. `cannot`: who can't be asked, and why; `go_on`: the yeses that still hold for this text."""

    live_changed: str
    face: AnswerCard
    answer: PublicAnswer
    answer_key: str
    channel: str
    can_draft: bool
    can_withdraw: bool
    corrected_in: Incident | None
    can_copy: bool
    can_publish: bool
    ask_form: AskForm
    cannot: Sequence[approvals.Candidate]
    go_on: Sequence[Approval]
    posted_form: PostedForm
    place_form: PlaceForm
    back_url: str


@dataclass(frozen=True, kw_only=True)
class AnswerEdit(IncidentPage):
    """`theirs`: what somebody else made of the text meanwhile."""

    form: EditForm
    answer: PublicAnswer
    face: AnswerCard
    theirs: Mapping[str, object]


def _answer_of(member: Membership, pk: UUID) -> PublicAnswer:
    answer: PublicAnswer = row_of(
        member, PublicAnswer, pk, "incident__brand", "incident__merged_into", "edited_by", "statement"
    )
    return answer


def _to(answer: PublicAnswer) -> HttpResponse:
    made = redirect("answer", answer.pk)
    made.status_code = 303
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@page("answers.draft")
def draft(request: MemberRequest, number: int) -> HttpResponse:
    """Chooses a holding statement (`statement`), or one's own words; fills its blanks; previews; drafts."""
    incident = incident_of(request.member, number)
    statements = _statements(request.member, incident)
    asked = request.POST.get("statement") or request.GET.get("statement", "")
    statement = next((one for one in statements if str(one.pk) == asked), None)
    if statement is None and asked != "own":
        return _shown(request, incident, statements)
    own = {} if statement else _corrected(request, incident)
    form: Any = _slots_form(request, statement, incident) if statement else FreeForm(request.POST or None, initial=own)
    previews: list[str] = []
    if request.method == "POST" and form.is_valid():
        preview = "preview" in request.POST and statement is not None
        made: list[PublicAnswer] = []

        def act() -> None:
            if statement is not None and preview:
                previews.append(_preview(statement, form, incident))
            else:
                made.append(_drafted(request.member, incident, statement, form, timezone.now()))

        if carried_out(form, act) and made:
            return _to(made[0])
    return _shown(request, incident, statements, statement, form, "".join(previews))


def _corrected(request: MemberRequest, incident: Incident) -> dict[str, str]:
    """The words of the published answer a new one begins with (`corrects`); what stands in public can't be changed here.
    One of an incident that was merged is put right where its matter goes on.
    """
    try:
        wrong = PublicAnswer.objects.visible_to(request.member).filter(
            Q(incident=incident) | Q(incident__merged_into=incident.pk),
            status="published",
            pk=UUID(request.GET.get("corrects", "")),
        )
    except ValueError:
        return {}
    answer = wrong.first()
    return (
        {"title": f"Correction: {answer.title}"[:200], "channel": answer.channel, "text": answer.text} if answer else {}
    )


def _shown(
    request: MemberRequest,
    incident: Incident,
    statements: Sequence[HoldingStatement],
    statement: HoldingStatement | None = None,
    form: forms.Form | None = None,
    preview: str = "",
) -> HttpResponse:
    shown = DraftPage(
        **page_frame(incident),
        statements=statements,
        statement=statement,
        form=form,
        preview=preview,
        back_url=room_url(incident, "answer"),
    )
    status = 422 if form is not None and form.errors else 200
    return show(request, "incidents/speaking/answer_draft.html", shown, status=status)


def _statements(member: Membership, incident: Incident) -> list[HoldingStatement]:
    if incident.plan_version_id is None:
        return []
    rows = HoldingStatement.objects.visible_to(member).filter(version=incident.plan_version_id)
    return list(rows.order_by("order"))


def _slots_form(request: MemberRequest, statement: HoldingStatement, incident: Incident) -> SlotsForm:
    blanks = slots.slots_in(statement.text, statement.slots)
    examples = {str(one.get("name")): str(one.get("example") or "") for one in statement.slots}
    start = {"channel": statement.channel}
    return SlotsForm(request.POST or None, slots=blanks, examples=examples, initial=start)


def _preview(statement: HoldingStatement, form: SlotsForm, incident: Incident) -> str:
    return slots.filled(statement.text, list(form.slots), form.values(), incident.brand.time_zone)


def _drafted(
    member: Membership, incident: Incident, statement: HoldingStatement | None, form: Any, now: datetime
) -> PublicAnswer:
    if statement is None:
        return answers.draft_free(member=member, incident=incident, **form.cleaned_data, now=now)
    return answers.draft_from(
        member=member,
        incident=incident,
        statement=statement,
        values=form.values(),
        channel=form.cleaned_data["channel"],
        now=now,
    )


@require_safe
@page("answers.see")
def answer_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The text with its hash, its approvals, and the one next step; the question where the member was asked."""
    answer = _answer_of(request.member, pk)
    mine = answer.approvals.visible_to(request.member).filter(asked_of_id=request.member.user_id)
    wanted = mine if request.member.is_client else mine.filter(status="asked")
    if answer.status != "published" and wanted.exists():
        # A page that renews itself in place leads nobody away: what it shows stays until it is left.
        return HttpResponse(status=204) if request.htmx else redirect("answer-approve", answer.pk)
    return _page_of(request, answer)


def _page_of(request: MemberRequest, answer: PublicAnswer, form: forms.Form | None = None) -> HttpResponse:
    face = card(answer=answer, member=request.member)
    incident = answer.incident
    asking = answer.status in ("draft", "in_approval") and may(request.member, "answers.draft")
    people = approvals.candidates(member=request.member, answer=answer) if asking else []
    already = {one.approval.asked_of_id for one in face.approvals if one.state in ("waiting", "approved")}
    shown = AnswerPage(
        **page_frame(incident),
        live_changed=live(incident, "changed"),
        face=face,
        answer=answer,
        answer_key=str(answer.pk),
        channel=CHANNEL_NAMES.get(answer.channel, answer.channel),
        can_draft=can(request.member, incident, "answers.draft"),
        can_withdraw=may(request.member, "answers.draft"),  # not can(): what was handed off before a merge, too
        corrected_in=_corrected_in(request.member, answer),
        can_copy=may(request.member, "answers.draft") and copies.ended_by_merge(answer),
        can_publish=may(request.member, "answers.publish") and not incident.is_drill,
        ask_form=form if isinstance(form, AskForm) else AskForm(candidates=_askable(people, already)),
        cannot=[one for one in people if one.why_not],
        go_on=_standing(answer) if asking and answer.status == "draft" else [],
        posted_form=form if isinstance(form, PostedForm) else _posted_form(request, answer),
        # A PostedForm is a PlaceForm, too.
        place_form=form if type(form) is PlaceForm else PlaceForm(),
        back_url=room_url(incident, "answer"),
    )
    whole = "incidents/speaking/answer_page.html"
    part = "incidents/speaking/answer_body.html"
    return show(request, whole, shown, fragment=part, status=422 if form is not None else 200)


def _posted_form(request: MemberRequest, answer: PublicAnswer) -> PostedForm:
    return PostedForm(initial={"substantive": answer.statement_id is None}, tasks=_open_tasks(request, answer))


def _corrected_in(member: Membership, answer: PublicAnswer) -> Incident | None:
    """The incident in which a published text is put right, for who may: its own, or the one that went into."""
    into: Incident = answer.incident.merged_into or answer.incident
    return into if answer.status == "published" and can(member, into, "answers.draft") else None


def _open_tasks(request: MemberRequest, answer: PublicAnswer) -> list[Task]:
    """What may be done with its publication: the incident's open tasks, in the plan's order."""
    if answer.status != "handed_off" or not may(request.member, "tasks.do"):
        return []
    rows = Task.objects.visible_to(request.member).filter(incident=answer.incident, status__in=["todo", "doing"])
    return list(rows.order_by("order"))


def _standing(answer: PublicAnswer) -> list[Approval]:
    """The yeses one can go on with: somebody said yes to these words, and nobody asked for a change of them."""
    return [] if questions.standing_refusals(answer) else questions.valid_approvals(answer)


def _askable(people: list[approvals.Candidate], already: Container[int] = ()) -> list[Membership]:
    return [one.member for one in people if not one.why_not and one.member.user_id not in already]


@require_http_methods(["GET", "HEAD", "POST"])
@page("answers.draft")
def edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Another text. It voids every approval and says so; somebody else's change meanwhile is shown, nothing is lost."""
    answer = _answer_of(request.member, pk)
    start = {"text": answer.text, "version": answer.version}
    form = EditForm(request.POST if request.method == "POST" else None, initial=start)
    theirs: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = carried_out(form, lambda: _edited(request.member, answer, given["text"], given["version"], theirs))
        finally:
            answer.refresh_from_db()  # the service changed, or refused, a copy of its own
        if done:
            messages.success(request, "The text was changed. Approvals of the old text are void.")
            return _to(answer)
    shown = AnswerEdit(
        **page_frame(answer.incident),
        form=form,
        answer=answer,
        face=card(answer=answer, member=request.member),
        theirs=theirs,
    )
    return show(request, "incidents/speaking/answer_edit.html", shown, status=422 if form.errors else 200)


def _edited(member: Membership, answer: PublicAnswer, text: str, version: int, theirs: dict[str, object]) -> None:
    try:
        answers.edit(member=member, answer=answer, text=text, version=version, now=timezone.now())
    except Conflict as error:
        if error.code == "changed_since":
            theirs.update(error.data)
        raise


def _posted(request: MemberRequest, answer: PublicAnswer, form: Any, act: Callable[[], object]) -> HttpResponse:
    if form.is_valid() and carried_out(form, act):
        return _to(answer)
    answer.refresh_from_db()
    return _page_of(request, answer, form)


@require_POST
@page("answers.draft")
def ask(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Asks people for their yes to the text as it stands."""
    answer = _answer_of(request.member, pk)
    people = approvals.candidates(member=request.member, answer=answer)
    form = AskForm(request.POST, candidates=_askable(people))

    def act() -> None:
        chosen = form.cleaned_data["approvers"]
        approvals.ask(member=request.member, answer=answer, approvers=chosen, now=timezone.now())

    return _posted(request, answer, form, act)


@require_POST
@page("answers.publish")
def hand_off(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Gives out the approved text, to be posted by a person."""
    answer = _answer_of(request.member, pk)
    answers.hand_off(member=request.member, answer=answer, now=timezone.now())
    return _to(answer)


@require_POST
@page("answers.publish")
def confirm(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A person says where the text stands."""
    answer = _answer_of(request.member, pk)
    form = PostedForm(request.POST, tasks=_open_tasks(request, answer))

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("url", "substantive")}
        answers.confirm(member=request.member, answer=answer, now=timezone.now(), task=form.done_task(), **given)
        messages.success(request, "The answer is on the record as published")

    return _posted(request, answer, form, act)


@require_POST
@page("answers.publish")
def stands_also(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Another address where the published text stands."""
    answer, form = _answer_of(request.member, pk), PlaceForm(request.POST)

    def act() -> None:
        url = form.cleaned_data["url"]
        answers.stands_also(member=request.member, answer=answer, url=url, now=timezone.now())
        messages.success(request, "This address is on the record, too")

    return _posted(request, answer, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
@page("answers.draft")
def withdraw(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Gives an answer up; open questions to approvers are void."""
    answer = _answer_of(request.member, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if carried_out(
            form,
            lambda: answers.withdraw(member=request.member, answer=answer, reason=reason, now=timezone.now()),
        ):
            return back_to(answer.incident, "answer")
    words = ActWords(
        title=f"Withdraw “{isolate(answer.title)}”?",
        text="Open approval requests become void. The record keeps the text.",
        button="Withdraw this answer",
    )
    return show_act(request, answer.incident, form, words, back_url=room_url(answer.incident, "answer"))
