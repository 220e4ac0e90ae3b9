"""One mention: the post, why it was found, and what people do with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.bidi import isolate_within
from accounts.cleaning import MOST_BIGINT, whole_number
from accounts.errors import Conflict, Invalid
from accounts.forms import put_errors
from accounts.keyset import first_rows
from accounts.models import Membership, User
from accounts.pages import MemberRequest, joined, page, show
from accounts.permissions import may
from monitoring.hooks import running
from monitoring.inbox.forms.mentions import NoteForm, narrowing
from monitoring.inbox.services import mentions
from monitoring.inbox.views.cards import (
    STATUS_WORDS,
    MentionCard,
    Risk,
    author_of,
    card,
    marks,
    parsed,
    queries_of,
    risk_words,
)
from monitoring.inbox.views.inbox import InboxPage, inbox_page
from monitoring.inbox.views.undo import keep_undo
from monitoring.models import MENTION, Mention, MentionNote, Post, PostRevision, Query
from monitoring.page_context import SeeOther

REVISIONS = 5  # earlier wordings shown
DONE_WORDS = {"finish": "Marked done", "discard": "Marked not relevant", "start": "In progress", "reopen": "Reopened"}
SENTIMENTS = ("negative", "neutral", "positive")


@dataclass(frozen=True, kw_only=True)
class PostPane:
    """Everything the pane of a post shows. `title_found` and `text_found` are the marked ranges; `link_…` is the running
    incident it may be linked to; `refusal`: why an act was not done."""

    mention: Mention
    post: Post
    author: str
    title_found: Sequence[list[int]]
    text_found: Sequence[list[int]]
    queries: Sequence[Query]
    risks: Sequence[Risk]
    notes: Iterable[MentionNote]
    note_form: NoteForm
    corrected_by: str | None
    status_word: str
    moves: Sequence[str]
    people: Iterable[Membership]
    may_triage: bool
    may_test: bool
    tail: str
    media: int
    safe_url: str
    revisions: Sequence[PostRevision]
    more_revisions: bool
    link_url: str
    link_number: str
    link_name: str
    refusal: str
    sentiments: Sequence[str] = SENTIMENTS


@dataclass(frozen=True, kw_only=True)
class MentionPage(InboxPage, PostPane):
    """The list with a post beside it."""


@dataclass(frozen=True, kw_only=True)
class OneCard:
    """A row alone."""

    mention: MentionCard


@dataclass(frozen=True, kw_only=True)
class PostAfter(PostPane):
    """The pane after an act, and the row that takes the place of its older self."""

    row: MentionCard


@require_safe
@page("mentions.see")
def mention(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The post; beside the list where there is room for both."""
    opened = mentions.one(member=request.member, mention_id=pk)
    return _shown(request, opened, post_pane(request, opened))


def _shown(request: MemberRequest, mention: Mention, post: PostPane, *, status: int = 200) -> HttpResponse:
    """The pane alone where it is asked for, else beside the list."""
    if request.htmx and not request.htmx.boosted:  # a boosted link swaps the whole body
        return show(request, "inbox/post.html", post, status=status)
    return show(request, "inbox/mention.html", joined(MentionPage, inbox_page(request, mention), post), status=status)


def post_pane(request: MemberRequest, mention: Mention, note: NoteForm | None = None, refusal: str = "") -> PostPane:
    """The post as it is now."""
    matches = queries_of([mention], request.member)[mention.pk]
    queries = parsed(match.query.text for match in matches)
    places = marks(mention, queries)
    notes = (
        MentionNote.objects.visible_to(request.member).filter(mention=mention).select_related("by").order_by("at", "pk")
    )
    corrected = None
    if mention.sentiment_by_id:
        corrected = User.objects.filter(pk=mention.sentiment_by_id).values_list("name", flat=True).first()
    extra = mention.post.extra or {}
    earlier = PostRevision.objects.visible_to(request.member).filter(post=mention.post).order_by("-number")
    revisions, more_revisions = first_rows(earlier, REVISIONS)
    link_url, link_number, link_name = _to_link(request, mention)
    return PostPane(
        mention=mention,
        post=mention.post,
        author=author_of(mention),
        title_found=places["title"],
        text_found=places["text"],
        queries=[match.query for match in matches],
        risks=risk_words(mention),
        notes=notes,
        note_form=note or NoteForm(),
        corrected_by=corrected,
        status_word=STATUS_WORDS[mention.status],
        moves=[name for name, (sources, _) in MENTION.moves.items() if mention.status in sources],
        people=mentions.assignable(mention.brand_id) if may(request.member, "mentions.triage") else (),
        may_triage=may(request.member, "mentions.triage"),
        may_test=may(request.member, "queries.edit"),
        tail=narrowing(request.GET).address(),
        media=len(extra.get("media") or ()),
        safe_url=mention.post.url if mention.post.url.startswith(("https://", "http://")) else "",  # never javascript:
        revisions=revisions,
        more_revisions=more_revisions,
        link_url=link_url,
        link_number=link_number,
        link_name=link_name,
        refusal=refusal,
    )


def _to_link(request: MemberRequest, mention: Mention) -> tuple[str, str, str]:
    """The running incident of its brand, to link it to by one press: address, number, title."""
    if not may(request.member, "mentions.triage"):
        return "", "", ""
    _, name = running(request.member, {mention.brand_id}).get(mention.brand_id, (None, ""))
    number, _, title = name.partition(" ")
    try:
        url = reverse("incident-link", args=[int(number.removeprefix("#")), mention.pk]) if number else ""
    except (NoReverseMatch, ValueError):  # monitoring knows no incidents: who does gives the address
        url = ""
    return url, number, title


@require_safe
@page("mentions.see")
def mention_card(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Its row in the list, renewed."""
    listed = mentions.one(member=request.member, mention_id=pk)
    return show(request, "components/mention.html", OneCard(mention=_row(request, listed)))


def _row(request: MemberRequest, mention: Mention, *, opened: bool = False) -> MentionCard:
    queries = parsed(match.query.text for match in queries_of([mention], request.member)[mention.pk])
    row = card(mention, queries, tail=narrowing(request.GET).address(), opened=opened)
    return {**row, "selectable": may(request.member, "mentions.triage")}


def _answer(request: MemberRequest, pk: UUID, words: str, undo: str = "") -> HttpResponse:
    """After an act: the pane and the row anew, with a toast; without htmx the page again."""
    if not request.htmx:
        messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
        return SeeOther(f"/mentions/{pk}/{narrowing(request.GET).address()}")
    opened = mentions.one(member=request.member, mention_id=pk)
    row: MentionCard = {**_row(request, opened, opened=True), "oob": True}
    answer = show(request, "inbox/post_after.html", joined(PostAfter, post_pane(request, opened), row=row))
    return trigger_client_event(answer, "toast", {"text": isolate_within(words), **({"undo": undo} if undo else {})})


def _refused(request: MemberRequest, pk: UUID, error: Invalid | Conflict) -> HttpResponse:
    if not request.htmx:
        messages.error(request, error.message)
        return SeeOther(f"/mentions/{pk}/{narrowing(request.GET).address()}")
    post = post_pane(request, mentions.one(member=request.member, mention_id=pk), refusal=error.message)
    return show(request, "inbox/post.html", post, status=422)


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
    user_id = request.member.user_id if given == "me" else whole_number(given, most=MOST_BIGINT)
    if given and user_id is None:
        return _refused(request, pk, Invalid.field("assignee", "Choose somebody who works on the brand."))
    words = "Yours now" if user_id == request.member.user_id else "Assigned" if user_id else "Nobody has it now"
    return _carried(
        request, pk, "assign", words,
        lambda: mentions.assign(member=request.member, mention=pk, user_id=user_id, now=timezone.now()),
    )  # fmt: skip


@require_POST
@page("mentions.triage")
def mention_sentiment(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A person's reading; it wins over any machine's."""
    # Missing is refused as a mistake; empty is meant, and takes a correction back.
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
    opened = mentions.one(member=request.member, mention_id=pk)
    return _shown(request, opened, post_pane(request, opened, form), status=422)
