"""One open question to an approver: asked anew, of somebody else, or taken back. On the answer's page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.bidi import isolate
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page
from incidents.models import Approval
from incidents.speaking.forms.answers import InsteadForm, TakeBackForm
from incidents.speaking.services import approvals, questions
from incidents.views.act_pages import ActWords, show_act
from incidents.views.lookups import row_of


def _to(approval: Approval) -> HttpResponse:
    made = redirect("answer", approval.answer_id)
    made.status_code = 303
    return made


@require_POST
@page("answers.draft")
def again(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Asks the same person anew, with a new time and a new link."""
    approval: Approval = row_of(request.member, Approval, pk, "asked_of")
    approvals.ask_again(member=request.member, approval=approval, now=timezone.now())
    messages.success(request, f"{approval.asked_of} was asked again")
    return _to(approval)


@require_http_methods(["GET", "HEAD", "POST"])
@page("answers.draft")
def withdraw(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Takes the question back; says what follows from it."""
    approval: Approval = row_of(request.member, Approval, pk, "asked_of", "answer__incident__brand")
    answer = approval.answer
    form = TakeBackForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        questions.withdraw_question(member=request.member, approval=approval, reason=reason, now=timezone.now())

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        return _to(approval)
    others = [one for one in questions.open_questions(answer) if one.pk != approval.pk]
    yes = ", ".join(str(one.asked_of) for one in questions.valid_approvals(answer))
    follows = "The others are still asked." if others else "The text is a draft again."
    if yes and not others and not questions.standing_refusals(answer):
        follows = f"The approval of {yes} then counts for the text."
    words = ActWords(
        title=f"Withdraw the approval request to {approval.asked_of}?",
        text=f"They are told that no answer is needed. {follows}",
        button="Withdraw request",
    )
    return show_act(request, answer.incident, form, words, back_url=f"/incidents/answers/{answer.pk}/")


@require_http_methods(["GET", "HEAD", "POST"])
@page("answers.draft")
def instead(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Asks somebody else in place of whom was asked."""
    approval: Approval = row_of(request.member, Approval, pk, "asked_of", "answer__incident__brand")
    answer = approval.answer
    already = {one.asked_of_id for one in [*questions.open_questions(answer), *questions.valid_approvals(answer)]}
    people = approvals.candidates(member=request.member, answer=answer)
    able = [one.member for one in people if not one.why_not and one.member.user_id not in already]
    form = InsteadForm(request.POST if request.method == "POST" else None, candidates=able)

    def act() -> None:
        to = form.cleaned_data["approvers"]
        approvals.ask_instead(member=request.member, approval=approval, to=to, now=timezone.now())

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        return _to(approval)
    words = ActWords(
        title=f"Ask somebody other than {isolate(approval.asked_of)}?",
        text=f"{isolate(approval.asked_of)} is told that no answer is needed. Whoever you choose is asked about the same words.",
        button="Ask them instead",
    )
    return show_act(request, answer.incident, form, words, back_url=f"/incidents/answers/{answer.pk}/")
