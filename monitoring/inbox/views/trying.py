"""A query's text while it is written: where it can't be read, what it would have found, what it lacks, how its test set fares."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NotRequired, TypedDict
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.models import Membership
from accounts.pages import MemberRequest
from accounts.permissions import may
from monitoring.inbox.services import queries
from monitoring.inbox.views.cards import MentionCard, card
from monitoring.matching import Problem
from monitoring.matching import Query as Parsed
from monitoring.matching.editing import repaired
from monitoring.models import Mention, Query, QueryStar

BROAD = 0.25  # of what is stored for the brand
BROAD_ELSEWHERE = 0.05  # of what is stored for others
ENOUGH = 20  # posts tried: of fewer, a share says nothing
LONGEST = 20_000
FIRST = 6  # examples shown at once; the others are folded


class PlacedProblem(TypedDict):
    """A problem of a text: its line and column (`place`), that line cut around it, and what a tap makes of the text."""

    message: str
    code: NotRequired[str]
    fix: NotRequired[str | None]
    line: NotRequired[int]
    place: NotRequired[int]
    before: NotRequired[str]
    inside: NotRequired[str]
    after: NotRequired[str]
    start: NotRequired[int]
    end: NotRequired[int]
    mended: NotRequired[str | None]
    mend: NotRequired[str]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One post of the test set as a card, what it must do, and whether it does."""

    card: MentionCard
    must_match: bool
    ok: bool


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A text as tried: `problems` where it can't be read, else `preview` and what goes with it.

    `refusal`: why a post did not come into the test set. `query` only with a preview: without one nothing is starred.
    """

    try_url: str
    may_edit: bool
    problems: Sequence[PlacedProblem] = ()
    pasted: queries.Pasted | None = None
    query: Query | None = None
    preview: queries.Preview | None = None
    examples: Sequence[MentionCard] = ()
    lost: Sequence[MentionCard] = ()
    first: int = FIRST
    star_acts: str = ""
    percent: int | str = ""
    broad: str = ""
    suggestions: Sequence[queries.Suggestion] = ()
    tested: queries.Tested | None = None
    failing: Sequence[Verdict] = ()
    passing: Sequence[Verdict] = ()
    refusal: str = ""


def tapped(given: QueryDict) -> str | None:
    """The text as a tap on a suggestion or a fix changes it; None where nothing was tapped. A tap that came too late changes nothing."""
    text = given.get("text", "")[:LONGEST]
    try:
        for name in ("add", "leave"):
            if name in given:
                return queries.taken_up(text, given.get(name, "")[:200], out=name == "leave")
    except Invalid:
        return text
    return given.get("fix", "")[:LONGEST] if "fix" in given else None


def try_text(request: MemberRequest, brand: Brand, text: object, query: Query | None = None) -> Tried:
    """For the preview: `problems` with the text cut around each; or `preview`, its examples, suggestions and the test set."""
    words = str(text or "")[:LONGEST]
    if query is not None:
        query.brand = brand  # known already: the address of each star names it
    bare = Tried(try_url=try_url(brand, query), may_edit=may(request.member, "queries.edit"))
    if not words.strip():
        return bare
    try:
        preview = queries.preview(member=request.member, brand=brand, text=words, query=query, now=timezone.now())
        parsed = queries.check_text(words)
    except Invalid as error:
        return replace(bare, problems=placed(words, error), pasted=_pasted(words))
    tested = queries.tested(member=request.member, query=query, text=words) if query else None
    starred = _starred(request.member, query, preview.newest)
    verdicts = _verdicts(parsed, tested)
    return replace(
        bare,
        tested=tested,
        failing=[one for one in verdicts if not one.ok],
        passing=[one for one in verdicts if one.ok],
        query=query,
        preview=preview,
        examples=[_example(one, parsed, starred.get(one.pk)) for one in preview.newest],
        lost=[_example(one, None, None) for one in preview.lost_newest],
        star_acts="inbox/query_star.html" if query and bare.may_edit else "",
        percent=round(100 * preview.share) or ("<1" if preview.count else 0),
        broad=_broad(request.member, brand, words, preview),
        suggestions=queries.suggestions(brand, parsed, tested),
    )


def _pasted(text: str) -> queries.Pasted | None:
    """The text with several forms of another tool rewritten at once; None where a single mend does."""
    pasted = queries.translated_from(text)
    return pasted if len(pasted.changes) > 1 and not pasted.problems else None


def _broad(member: Membership, brand: Brand, text: str, preview: queries.Preview) -> str:
    """What a text that finds too much matches, in words; "" for one that does not.

    Held against the posts of other brands; where there are hardly any, against the brand's own, unless the text is what found them.
    """
    if preview.elsewhere_total >= ENOUGH:
        percent = f"{100 * preview.elsewhere_share:.0f} % of everything stored for your other brands"
        return percent if preview.elsewhere_share >= BROAD_ELSEWHERE else ""
    if preview.total < ENOUGH or preview.share < BROAD:
        return ""
    stored = Query.objects.visible_to(member).filter(brand=brand, is_active=True, text=text.strip())
    if stored.exists():
        return ""
    return f"{100 * preview.share:.0f} % of everything stored for this brand"


def try_url(brand: Brand, query: Query | None) -> str:
    """Where a text is tried; with the query, its test set too."""
    return f"/brands/{brand.slug}/queries/try/" + (f"?query={query.pk}" if query else "")


def _verdicts(parsed: Parsed, tested: queries.Tested | None) -> list[Verdict]:
    """The test set, each post with the words that were found."""
    return [
        Verdict(
            card=_example(one.star.mention, parsed if one.matched else None, one.star),
            must_match=one.star.must_match,
            ok=one.ok,
        )
        for one in (tested.verdicts if tested else ())
    ]


def _starred(member: Membership, query: Query | None, mentions: tuple[Mention, ...]) -> dict[UUID, QueryStar]:
    if query is None:
        return {}
    rows = QueryStar.objects.visible_to(member).filter(query=query, mention__in=[one.pk for one in mentions])
    return {row.mention_id: row for row in rows}


def _example(mention: Mention, parsed: Parsed | None, star: QueryStar | None) -> MentionCard:
    made = card(mention, [parsed] if parsed else [])
    word = "" if star is None else "yes" if star.must_match else "no"
    return {**made, "selectable": False, "src": "", "star": word}


def placed(text: str, error: Invalid) -> list[PlacedProblem]:
    """A refused text's problems, each with its place for the page; one without a place where there is none."""
    given = (error.data or {}).get("problems")
    problems = [Problem(**one) for one in given] if isinstance(given, list | tuple) else []
    return [_placed(text, one) for one in problems] or [{"message": error.message}]


def _placed(text: str, problem: Problem) -> PlacedProblem:
    """A problem with its line, its column in it, that line cut before, at and after the place, and the whole text mended."""
    at = min(len(text), problem.column - 1)
    end = min(len(text), at + problem.length)
    begin = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    mended = repaired(text, problem)
    return {
        "message": problem.message, "code": problem.code, "fix": problem.fix, "line": text.count("\n", 0, at) + 1, "place": at - begin + 1, "before": text[begin:at],
        "inside": text[at:end] or " ", "after": text[end:stop], "start": at, "end": end, "mended": mended,
        "mend": _mend(problem, text[at:end]),
    }  # fmt: skip


def _mend(problem: Problem, written: str) -> str:
    """What the tap does, in words."""
    if problem.fix:
        return f"Write {problem.fix}"
    if problem.fix == "" or problem.code == "operator-needs-operand":
        return f"Take out {written.strip() or 'it'}"
    return "Close it"


def is_id(text: str) -> bool:
    """Whether it can be a row's id."""
    # Django raises ValidationError for what is no UUID, where a row that isn't there would just not be found.
    try:
        UUID(text)
    except ValueError:
        return False
    return True
