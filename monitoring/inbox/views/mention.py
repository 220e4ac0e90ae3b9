"""One mention: the post, why it was found, and what people do with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.bidi import isolate_within
from accounts.errors import Conflict, Invalid
from accounts.forms import put_errors
from accounts.keyset import first_rows
from accounts.models import User
from accounts.pages import MemberRequest, page
from accounts.permissions import may
from monitoring.hooks import running
from monitoring.inbox.forms.mentions import NoteForm, narrowing
from monitoring.inbox.services import mentions
from monitoring.inbox.views.cards import STATUS_WORDS, author_of, card, marks, parsed, queries_of, risk_words
from monitoring.inbox.views.inbox import inbox_context
from monitoring.inbox.views.undo import keep_undo
from monitoring.models import MENTION, Mention, MentionNote, PostRevision
from monitoring.page_context import SeeOther

REVISIONS = 5  # earlier wordings shown
DONE_WORDS = {"finish": "Marked done", "discard": "Marked not relevant", "start": "In progress", "reopen": "Reopened"}


@require_safe
@page("mentions.see")
def mention(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The post; beside the list where there is room for both."""
    found = mentions.one(member=request.member, mention_id=pk)
    context = post_context(request, found)
    if request.htmx and not request.htmx.boosted:
        return render(request, "inbox/post.html", context)
    return render(request, "inbox/mention.html", {**inbox_context(request, found), **context})


def post_context(request: MemberRequest, found: Mention, note: NoteForm | None = None) -> dict[str, Any]:
    """Everything the post's pane shows."""
    matches = queries_of([found], request.member)[found.pk]
    queries = parsed(match.query.text for match in matches)
    places = marks(found, queries)
    notes = (
        MentionNote.objects.visible_to(request.member).filter(mention=found).select_related("by").order_by("at", "pk")
    )
    corrected = None
    if found.sentiment_by_id:
        corrected = User.objects.filter(pk=found.sentiment_by_id).values_list("name", flat=True).first()
    extra = found.post.extra or {}
    earlier = PostRevision.objects.visible_to(request.member).filter(post=found.post).order_by("-number")
    revisions, more_revisions = first_rows(earlier, REVISIONS)
    return {
        "active_nav": "inbox",
        "mention": found,
        "post": found.post,
        "author": author_of(found),
        "title_found": places["title"],
        "text_found": places["text"],
        "queries": [match.query for match in matches],
        "reasons": [query.in_words for query in queries],
        "risks": risk_words(found),
        "notes": notes,
        "note_form": note or NoteForm(),
        "corrected_by": corrected,
        "status_word": STATUS_WORDS[found.status],
        "moves": [name for name, (sources, _) in MENTION.moves.items() if found.status in sources],
        "people": mentions.assignable(found.brand_id) if may(request.member, "mentions.triage") else (),
        "may_triage": may(request.member, "mentions.triage"),
        "may_test": may(request.member, "queries.edit"),
        "tail": narrowing(request.GET).address(),
        "media": len(extra.get("media") or ()),
        "safe_url": found.post.url if found.post.url.startswith(("https://", "http://")) else "",
        "revisions": revisions,
        "more_revisions": more_revisions,
        "sentiments": ("negative", "neutral", "positive"),
        **_to_link(request, found),
    }


def _to_link(request: MemberRequest, found: Mention) -> dict[str, str]:
    """The running incident of its brand, to link it to by one press."""
    if not may(request.member, "mentions.triage"):
        return {}
    _, name = running(request.member, {found.brand_id}).get(found.brand_id, (None, ""))
    number, _, title = name.partition(" ")
    try:
        url = reverse("incident-link", args=[int(number.removeprefix("#")), found.pk]) if number else ""
    except (NoReverseMatch, ValueError):
        url = ""
    return {"link_url": url, "link_number": number, "link_name": title}


@require_safe
@page("mentions.see")
def mention_card(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Its row in the list, renewed."""
    found = mentions.one(member=request.member, mention_id=pk)
    return render(request, "components/mention.html", {"mention": _row(request, found)})


def _row(request: MemberRequest, found: Mention, *, opened: bool = False) -> dict[str, Any]:
    queries = parsed(match.query.text for match in queries_of([found], request.member)[found.pk])
    row = card(found, queries, tail=narrowing(request.GET).address(), opened=opened)
    return {**row, "selectable": may(request.member, "mentions.triage")}


def _answer(request: MemberRequest, pk: UUID, words: str, undo: str = "") -> HttpResponse:
    """After an act: the pane and the row anew, with a toast; without htmx the page again."""
    if not request.htmx:
        messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
        return SeeOther(f"/mentions/{pk}/{narrowing(request.GET).address()}")
    found = mentions.one(member=request.member, mention_id=pk)
    context = post_context(request, found) | {"row": {**_row(request, found, opened=True), "oob": True}}
    answer = render(request, "inbox/post_after.html", context)
    return trigger_client_event(answer, "toast", {"text": isolate_within(words), **({"undo": undo} if undo else {})})


def _refused(request: MemberRequest, pk: UUID, error: Invalid | Conflict) -> HttpResponse:
    if not request.htmx:
        messages.error(request, error.message)
        return SeeOther(f"/mentions/{pk}/{narrowing(request.GET).address()}")
    context = post_context(request, mentions.one(member=request.member, mention_id=pk)) | {"refusal": error.message}
    return render(request, "inbox/post.html", context, status=422)


def _carried(request: MemberRequest, pk: UUID, action: str, words: str, act: Callable[[], object]) -> HttpResponse:
    before = mentions.one(member=request.member, mention_id=pk)
    try:
        act()
    except (Invalid, Conflict) as error:
        return _refused(request, pk, error)
    return _answer(request, pk, words, keep_undo(request, action, [before]))


@require_POST
@page("mentions.triage")
def mention_status(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Along its graph: start, finish, discard, reopen."""
    action = request.POST.get("action", "")
    return _carried(
        request, pk, action, DONE_WORDS.get(action, ""),
        lambda: mentions.set_status(member=request.member, mention=pk, action=action, now=timezone.now()),
    )  # fmt: skip


@require_POST
@page("mentions.triage")
def mention_assign(request: MemberRequest, pk: UUID) -> HttpResponse:
    """To somebody on the brand, to oneself ("me"), or to nobody ("")."""
    given = request.POST.get("assignee", "")
    user_id = request.member.user_id if given == "me" else int(given) if given.isascii() and given.isdigit() else None
    words = "Yours now" if user_id == request.member.user_id else "Assigned" if user_id else "Nobody has it now"
    return _carried(
        request, pk, "assign", words,
        lambda: mentions.assign(member=request.member, mention=pk, user_id=user_id, now=timezone.now()),
    )  # fmt: skip


@require_POST
@page("mentions.triage")
def mention_sentiment(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A person's reading; it wins over any machine's."""
    given = request.POST.get("sentiment", "none given")
    return _carried(
        request, pk, "sentiment", f"Sentiment corrected to {given}" if given else "Scored as before",
        lambda: mentions.correct_sentiment(member=request.member, mention=pk, sentiment=given, now=timezone.now()),
    )  # fmt: skip


@require_POST
@page("mentions.triage")
def mention_note(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A note for the team; what can't be kept comes back with its error."""
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            mentions.add_note(member=request.member, mention=pk, text=form.cleaned_data["text"], now=timezone.now())
            return _answer(request, pk, "Note added")
        except Invalid as error:
            put_errors(form, error)
    found = mentions.one(member=request.member, mention_id=pk)
    context = post_context(request, found, form)
    if request.htmx:
        return render(request, "inbox/post.html", context, status=422)
    return render(request, "inbox/mention.html", {**inbox_context(request, found), **context}, status=422)
