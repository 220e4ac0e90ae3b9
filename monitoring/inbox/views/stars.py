"""Posts put into a query's test set: from the editor's examples, and from a mention's own page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from accounts.bidi import isolate
from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound
from accounts.pages import MemberRequest, page, show
from monitoring.inbox.forms.queries import StarForm
from monitoring.inbox.services import mentions, queries
from monitoring.inbox.views.trying import is_id, try_text
from monitoring.models import Mention, Query, QueryStar
from monitoring.page_context import SeeOther, brand_of, own_path

MOST_AT_ONCE = 50
WORDS = {"yes": "must match", "no": "must not match", "none": "is out of the test set"}


@dataclass(frozen=True, kw_only=True)
class Star:
    """A query, and what the mention's post must do in it: "yes", "no", or "" where it is not in the test set."""

    query: Query
    must: str


@dataclass(frozen=True, kw_only=True)
class MentionStars:
    """The queries of a mention's brand; `key` is the end of the mention's address."""

    mention: Mention
    key: str
    stars: Sequence[Star]
    refusal: str = ""
    active_nav: str = "inbox"


@dataclass(frozen=True, kw_only=True)
class ManyStars:
    """The chosen mentions and the queries to choose from; `next` is where it leads back to."""

    rows: Sequence[Mention]
    queries: Sequence[Query]
    brand: Brand
    next: str
    active_nav: str = "inbox"


@require_POST
@page("queries.edit")
def query_star(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """From the editor: stars a post and shows how the text that is written fares now."""
    brand = brand_of(request, slug)
    query: Query | None = Query.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if query is None:
        raise NotFound("There is no such query.")
    refusal = _starred(request, query)
    if not request.htmx:
        return SeeOther(f"/brands/{brand.slug}/queries/{pk}/#tests")
    shown = try_text(request, brand, request.POST.get("text", ""), query)
    return show(request, "inbox/query_tried.html", replace(shown, refusal=refusal))


@require_http_methods(["GET", "POST"])
@page("queries.edit")
def mention_stars(request: MemberRequest, pk: UUID) -> HttpResponse:
    """From a mention: each query of its brand, and what the post must do there."""
    mention = mentions.one(member=request.member, mention_id=pk)
    refusal, words = "", ""
    if request.method == "POST":
        chosen = Query.objects.visible_to(request.member).filter(brand_id=mention.brand_id, is_active=True)
        query = next((one for one in chosen if str(one.pk) == request.POST.get("query", "")), None)
        if query is None:
            raise Invalid.field("query", "Choose one of the brand's queries.", code="unknown_query")
        refusal = _starred(request, query)
        words = "" if refusal else f"{isolate(query.name)}: this post {WORDS.get(request.POST.get('must', ''), '')}"
    if not request.htmx:
        if words:
            messages.success(request, words)
        if request.method == "POST":
            return SeeOther(f"/mentions/{pk}/stars/")
        return show(request, "inbox/mention_stars_page.html", stars_of(request, mention))
    answer = show(request, "inbox/mention_stars.html", stars_of(request, mention, refusal))
    return trigger_client_event(answer, "toast", {"text": words}) if words else answer


@require_POST
@page("queries.edit")
def many_stars(request: MemberRequest) -> HttpResponse:
    """From the inbox's list: the chosen mentions, all of one brand, into the test set of one of its queries."""
    back = own_path(request, "/mentions/")
    ids = [one for one in request.POST.getlist("mention")[:MOST_AT_ONCE] if is_id(one)]
    rows = list(Mention.objects.visible_to(request.member).filter(pk__in=ids).select_related("post", "brand"))
    if not rows or len({row.brand_id for row in rows}) > 1:
        messages.warning(request, "Choose mentions of one brand: a test set is one brand's.")
        return SeeOther(back)
    choices = Query.objects.visible_to(request.member).filter(brand=rows[0].brand, is_active=True).order_by("name")
    query = next((one for one in choices if str(one.pk) == request.POST.get("query", "")), None)
    must = request.POST.get("must", "")
    if query is None or must not in ("yes", "no"):
        shown = ManyStars(rows=rows, queries=list(choices), brand=rows[0].brand, next=back)
        return show(request, "inbox/many_stars.html", shown)
    try:
        for row in rows:
            queries.star(
                member=request.member, query=query, mention_id=row.pk, must_match=must == "yes", now=timezone.now()
            )
    except Conflict as error:
        messages.error(request, error.message)
        return SeeOther(back)
    messages.success(request, f"{query.name}: {len(rows)} {'post' if len(rows) == 1 else 'posts'} {WORDS[must]}")
    return SeeOther(f"/brands/{rows[0].brand.slug}/queries/{query.pk}/#tests")


def stars_of(request: MemberRequest, mention: Mention, refusal: str = "") -> MentionStars:
    """The brand's queries with what the post must do in each."""
    rows = Query.objects.visible_to(request.member).filter(brand_id=mention.brand_id, is_active=True).order_by("name")
    held = dict(
        QueryStar.objects.visible_to(request.member).filter(mention=mention).values_list("query_id", "must_match")
    )
    stars = [Star(query=row, must={True: "yes", False: "no"}.get(held.get(row.pk), "")) for row in rows]  # type: ignore[arg-type]
    return MentionStars(mention=mention, key=f"{mention.pk}/", stars=stars, refusal=refusal)


def _starred(request: MemberRequest, query: Query) -> str:
    """Does it; returns the refusal's words, if it was refused."""
    form = StarForm({"mention": request.POST.get("mention", ""), "must": request.POST.get("must", "")})
    if not form.is_valid():
        return "Choose a post, and what it must do."
    pk, must = form.cleaned_data["mention"], form.cleaned_data["must"]
    if must == "none":
        queries.unstar(member=request.member, query=query, mention_id=pk, now=timezone.now())
        return ""
    try:
        queries.star(member=request.member, query=query, mention_id=pk, must_match=must == "yes", now=timezone.now())
    except Conflict as error:
        return error.message
    return ""
