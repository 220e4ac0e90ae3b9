"""The inbox: filters, the list, new ones behind their pill, and many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.keyset import Page, paginate
from accounts.pages import MemberRequest, Tab, joined, page, show
from accounts.permissions import may
from monitoring.inbox.forms.mentions import SPANS, BulkForm, Narrowing
from monitoring.inbox.services import mentions
from monitoring.inbox.services.sifting import Sifted, among, sift
from monitoring.inbox.views import saved_views
from monitoring.inbox.views.cards import STATUS_WORDS, MentionCard, cards
from monitoring.inbox.views.undo import keep_undo
from monitoring.models import Mention, Query, Source
from monitoring.page_context import SeeOther, own_path

SIZE = 40
SENTIMENT_WORDS = {"negative": "Negative", "neutral": "Neutral", "positive": "Positive", "unscored": "Not scored"}


@dataclass(frozen=True, kw_only=True)
class Way(Tab):
    """One of the ways most people look at the inbox."""

    icon: str


@dataclass(frozen=True, kw_only=True)
class FilterGroup:
    """The links that narrow by one thing."""

    title: str
    name: str
    links: Sequence[Tab]


@dataclass(frozen=True, kw_only=True)
class InboxRows:
    """Rows alone."""

    rows: Sequence[MentionCard]


@dataclass(frozen=True, kw_only=True)
class InboxPage(InboxRows, saved_views.ViewsPanel):
    """Filters and list. `tail`: what the list was asked for, as every address of it ends."""

    asked: Narrowing
    brand: Brand | None
    tail: str
    groups: Sequence[FilterGroup]
    views: Sequence[Way]
    chips: Sequence[dict[str, str]]
    next_url: str
    first_url: str
    shown: str
    after_url: str
    on_first: bool
    may_triage: bool
    may_test: bool
    narrowed: bool
    no_words: str
    now: datetime
    active_nav: str = "inbox"


@require_safe
@page("mentions.see")
def inbox(request: MemberRequest) -> HttpResponse:
    """What people publish about the brands, newest first."""
    if "after" in request.GET:
        return _newer(request)
    return show(request, "inbox/inbox.html", inbox_page(request))


def inbox_page(request: MemberRequest, opened: Mention | None = None) -> InboxPage:
    """Filters and list, for the inbox and for a mention's page beside it."""
    found_view, now = saved_views.looking(request), timezone.now()
    asked = found_view.asked
    brands = list(Brand.objects.visible_to(request.member).exclude(status="archived").order_by("name"))
    brand = next((one for one in brands if one.slug == asked.given.get("brand")), None)
    if asked.given.get("brand") and brand is None:
        asked.problems.append("This brand does not exist, or you are not on it.")
    filters = asked.filters(brand=brand.pk if brand else None, user_id=request.member.user_id, now=now)
    listed = _page(request, filters, found_view)
    tail = asked.address()
    also = [found_view.parsed] if found_view.parsed else []
    rows = cards(listed.rows, request.member, tail=tail, opened=opened.pk if opened else None, also=also)
    lists = _lists(request, brand)
    return joined(
        InboxPage,
        saved_views.panel(request, found_view, brand),
        asked=asked,
        brand=brand,
        rows=rows,
        tail=tail,
        groups=_groups(asked, brands, lists),
        views=_views(asked, bare_is_open=not saved_views.opens_with_a_view(request, found_view)),
        chips=[*saved_views.chips(found_view), *_chips(asked, lists)],
        next_url=asked.address() + ("&" if tail else "?") + f"page={listed.next_token}" if listed.next_token else "",
        first_url=f"/mentions/{tail}" if request.GET.get("page") else "",
        shown=_shown(listed, bool(request.GET.get("page"))),
        after_url=f"/mentions/{tail}{'&' if tail else '?'}after=",
        on_first=not request.GET.get("page"),
        may_triage=may(request.member, "mentions.triage"),
        may_test=may(request.member, "queries.edit"),
        narrowed=bool(asked.given),
        no_words=asked.address(q=""),
        now=now,
    )


def _page(request: MemberRequest, filters: mentions.Filters, looking: saved_views.Looking) -> Page[Mention] | Sifted:
    rows = mentions.listed(member=request.member, filters=filters)

    def read(token: str) -> Page[Mention] | Sifted:
        if looking.parsed is not None:
            return sift(rows, looking.parsed, order=mentions.ORDER, token=token, size=SIZE)
        return paginate(rows, order=mentions.ORDER, token=token, size=SIZE)

    try:
        return read(request.GET.get("page", ""))
    except Invalid as error:
        # A link that was kept may end in a token of another list: it begins anew, and says so.
        looking.asked.problems.append(error.message)
        return read("")


def _shown(page: Page[Mention] | Sifted, deep: bool) -> str:
    count = len(page.rows)
    if isinstance(page, Sifted) and page.next_token and page.until and count < SIZE:
        return f"{count} of {page.read:,} read, {_moment('back to', page.until)}"
    if page.next_token or deep:
        return f"{count} shown, newest first"
    return "1 mention" if count == 1 else f"{count} mentions"


def _newer(request: MemberRequest) -> HttpResponse:
    """The rows that came since the newest one on the page, as rows alone; the page leaves out those it has."""
    looking, now = saved_views.looking(request), timezone.now()
    asked = looking.asked
    brand = Brand.objects.visible_to(request.member).filter(slug=asked.given.get("brand", "")).first()
    filters = asked.filters(brand=brand.pk if brand else None, user_id=request.member.user_id, now=now)
    rows = mentions.listed(member=request.member, filters=filters)
    since = _seen_at(request)
    if since:
        rows = rows.filter(first_seen_at__gte=since)  # not `gt`: one fetch brings many in a moment
    newest = list(rows[:SIZE])
    if looking.parsed is not None:
        newest = among(newest, looking.parsed)
    also = [looking.parsed] if looking.parsed else []
    shown = InboxRows(rows=cards(newest, request.member, tail=asked.address(), also=also))
    return show(request, "inbox/inbox_rows.html", shown)


def _seen_at(request: MemberRequest) -> datetime | None:
    try:
        newest = UUID(request.GET.get("after", ""))
    except ValueError:
        return None
    row = Mention.objects.visible_to(request.member).filter(pk=newest).values_list("first_seen_at", flat=True).first()
    return row if isinstance(row, datetime) else None


def _lists(request: MemberRequest, brand: Brand | None) -> dict[str, list[tuple[str, str]]]:
    """Sources and queries to narrow by: of the chosen brand, else of all (named with their brand)."""
    lists: dict[str, list[tuple[str, str]]] = {}
    for name, rows in (
        ("query", Query.objects.visible_to(request.member).filter(is_active=True)),
        ("source", Source.objects.visible_to(request.member).exclude(status="removed")),
    ):
        if brand:
            lists[name] = [(str(pk), words) for pk, words in rows.filter(brand=brand).values_list("pk", "name")[:40]]
        else:
            wide = rows.exclude(brand__status="archived").order_by("brand__name", "name")
            named = wide.values_list("pk", "brand__name", "name")[:40]
            lists[name] = [(str(pk), f"{words}, {of}") for pk, of, words in named]
    return lists


def _views(asked: Narrowing, *, bare_is_open: bool) -> list[Way]:
    """The ways most people look at it. Each keeps the brand."""
    brand = {"brand": asked.raw.get("brand", "")}
    # Where one's inbox opens with a view, the bare address is that view's: "Open" must say what it means.
    ways: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("Open", "inbox", {} if bare_is_open else {"status": "open"}),
        ("Assigned to me", "user", {"assignee": "me"}),
        ("Unassigned", "user-round-x", {"assignee": "none"}),
        ("Negative, open", "trending-down", {"sentiment": "negative"}),
        ("Not scored", "circle-question-mark", {"sentiment": "unscored"}),
        ("Everything", "archive", {"status": "all"}),
    )
    now = {name: value for name, value in asked.raw.items() if name != "brand"}
    bare = Narrowing({}, {})
    return [
        Way(label=label, icon=icon, url=f"/mentions/{bare.address(**brand, **wanted)}", current=now == wanted)
        for label, icon, wanted in ways
    ]


def _groups(asked: Narrowing, brands: list[Brand], lists: dict[str, list[tuple[str, str]]]) -> list[FilterGroup]:
    """The filters as links, by group; the chosen one's link takes it out."""
    choices: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("Brand", "brand", [(brand.slug, brand.name) for brand in brands]),
        ("Status", "status", [*STATUS_WORDS.items(), ("all", "Any status")]),
        ("Sentiment", "sentiment", list(SENTIMENT_WORDS.items())),
        ("Assigned to", "assignee", [("me", "Me"), ("none", "Nobody")]),
        ("Published", "span", [(name, words) for name, (words, _) in SPANS.items()]),
        ("Query", "query", lists["query"]),
        ("Source", "source", lists["source"]),
    ]
    groups = []
    for title, name, options in choices:
        now = asked.status if name == "status" else asked.raw.get(name, "")
        # The status alone can't be taken out: without one, the list is of what is open.
        links = [
            Tab(
                label=label,
                url="/mentions/" + asked.address(**_changes(name, "" if value == now and name != "status" else value)),
                current=value == now,
            )
            for value, label in options
        ]
        if links:
            groups.append(FilterGroup(title=title, links=links, name=name))
    return groups


def _changes(name: str, value: str) -> dict[str, str]:
    """Another brand has other sources and queries; a span replaces fixed times."""
    if name == "brand":
        return {"brand": value, "query": "", "source": ""}
    if name == "span":
        return {"span": value, "since": "", "until": ""}
    return {name: value}


def _chips(asked: Narrowing, lists: dict[str, list[tuple[str, str]]]) -> list[dict[str, str]]:
    """What narrows the list now, each with the address without it."""
    words = {
        "status": STATUS_WORDS.get(asked.status, ""),
        "sentiment": SENTIMENT_WORDS.get(asked.raw.get("sentiment", ""), ""),
        "assignee": {"me": "Assigned to me", "none": "Unassigned"}.get(asked.raw.get("assignee", ""), "One person's"),
        "span": SPANS.get(asked.raw.get("span", ""), ("", 0))[0],
        "query": dict(lists["query"]).get(asked.raw.get("query", ""), "One query"),
        "source": dict(lists["source"]).get(asked.raw.get("source", ""), "One source"),
        "since": _moment("from", asked.given.get("since")),
        "until": _moment("to", asked.given.get("until")),
    }
    chips = []
    for name, label in words.items():
        if name == "status" and asked.status != "all":
            chips.append({"label": label, "url": "/mentions/" + asked.address(status="all")})
        elif name != "status" and name in asked.raw:
            chips.append({"label": label, "url": "/mentions/" + asked.address(**{name: ""})})
    return chips


def _moment(word: str, at: datetime | None) -> str:
    return f"{word} {timezone.localtime(at):%d %b %H:%M %Z}" if at else ""


@require_POST
@page("mentions.triage")
def bulk(request: MemberRequest) -> HttpResponse:
    """One act on many; what is refused stays, and is named."""
    form, back = BulkForm(request.POST), own_path(request, "/mentions/")
    if not form.is_valid():
        messages.warning(request, "Choose at least one mention, then the act.")
        return SeeOther(back)
    ids, action = form.cleaned_data["mention"], form.cleaned_data["action"]
    # Read before the act: its undo leads back here.
    before = {
        one.pk: one for one in Mention.objects.visible_to(request.member).filter(pk__in=ids[: mentions.MOST_AT_ONCE])
    }
    service, value = _act(action, request.member.user_id)
    try:
        done = mentions.bulk(member=request.member, mention_ids=ids, action=service, value=value, now=timezone.now())
    except Invalid as error:
        messages.warning(request, error.message)
        return SeeOther(back)
    if done.done:
        words = f"{len(done.done)} {'mention' if len(done.done) == 1 else 'mentions'} {WORDS_OF_ACTS[action]}"
        undo = keep_undo(request, service, [before[pk] for pk in done.done if pk in before])
        messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
    if done.refused:
        first = next(iter(done.refused.values())).message
        messages.warning(request, f"{len(done.refused)} stayed as they were. {first}")
    return SeeOther(back)


WORDS_OF_ACTS = {
    "finish": "marked done", "discard": "marked not relevant", "reopen": "opened again", "start": "taken in work",
    "assign_me": "are yours now", "assign_none": "are nobody's now", "negative": "marked negative",
    "neutral": "marked neutral", "positive": "marked positive",
}  # fmt: skip


def _act(action: str, user_id: int) -> tuple[str, int | str | None]:
    if action.startswith("assign"):
        return "assign", user_id if action == "assign_me" else None
    if action in SENTIMENT_WORDS:
        return "sentiment", action
    return action, None
