"""Mentions as the mention card takes them: facts in words, and the query words marked."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NotRequired, TypedDict
from uuid import UUID

from accounts.models import Membership
from monitoring.inbox.services.documents import of_stored
from monitoring.matching import Matcher, Query, QueryError, parse
from monitoring.models import Mention, MentionMatch

STATUS_WORDS = {"open": "Open", "in_progress": "In progress", "done": "Done", "irrelevant": "Not relevant"}
ICONS = {"in_progress": "loader", "done": "check", "irrelevant": "eye-off"}
LONGEST = 400
_MATCHER = Matcher(engine="python")  # to mark words, one post at a time: nothing is worth compiling


class Fact(TypedDict):
    """What stands below a post's text."""

    icon: str
    text: str


class Risk(TypedDict):
    """A topic of risk with the words that fired, in words."""

    topic: str
    words: str


class MentionCard(TypedDict):
    """One mention for components/mention.html, which says what each is."""

    key: str
    url: str
    src: str
    author: str
    source: str
    published_at: datetime
    sentiment: str
    text: str
    found: list[list[int]]
    language: str
    facts: list[Fact]
    state: str
    gone: str
    gone_at: datetime | None
    status: str
    selectable: bool
    cursor: bool
    star: NotRequired[str]
    oob: NotRequired[bool]


def parsed(texts: Iterable[str]) -> list[Query]:
    """The queries that can still be read."""
    queries = []
    for text in dict.fromkeys(texts):
        try:
            queries.append(parse(text))
        except QueryError:
            continue
    return queries


def queries_of(mentions: Sequence[Mention], member: Membership) -> dict[UUID, list[MentionMatch]]:
    """Which queries matched each mention, of those the member may see: one query for all of them."""
    matches: dict[UUID, list[MentionMatch]] = {mention.pk: [] for mention in mentions}
    for match in MentionMatch.objects.visible_to(member).filter(mention__in=list(matches)).select_related("query"):
        matches[match.mention_id].append(match)
    return matches


def marks(mention: Mention, queries: Iterable[Query]) -> dict[str, list[list[int]]]:
    """The ranges that made the queries match, by field: {"title": [[start, end], …], "text": …}."""
    document = of_stored(mention.post)
    ranges: dict[str, list[list[int]]] = {"title": [], "text": []}
    for query in queries:
        for span in _MATCHER.explain(query, document):
            if span.field in ranges:
                ranges[span.field].append([span.start, span.end])
    return {field: merged(spans) for field, spans in ranges.items()}


def merged(spans: list[list[int]]) -> list[list[int]]:
    """Overlapping ranges joined, in order."""
    out: list[list[int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def excerpt(text: str, spans: list[list[int]], most: int = LONGEST) -> tuple[str, list[list[int]]]:
    """A short piece of a long text that shows the first marked word, with its ranges moved along."""
    first = spans[0][0] if spans else 0
    start = max(0, first - 120) if len(text) > most else 0
    if start:
        start = text.find(" ", start, first) + 1 or start  # at a word's beginning; -1 + 1 where there is none
    piece = text[start : start + most]
    lead = "… " if start else ""
    shift = len(lead) - start
    inside = [[a + shift, b + shift] for a, b in spans if a >= start and b <= start + most]
    return lead + piece + (" …" if start + most < len(text) else ""), inside


def risk_words(mention: Mention) -> list[Risk]:
    """Topics of risk with the words that fired, in words."""
    risks: list[Risk] = []
    for risk in mention.risks or []:
        words = [str(one.get("word", one)) if isinstance(one, dict) else str(one) for one in risk.get("words", ())]
        topic = str(risk.get("topic", risk.get("name", ""))).replace("_", " ")
        risks.append({"topic": topic, "words": ", ".join(words)})
    return risks


def facts_of(mention: Mention) -> list[Fact]:
    """What stands below the text."""
    facts: list[Fact] = []
    if mention.status != "open":
        facts.append({"icon": ICONS[mention.status], "text": STATUS_WORDS[mention.status]})
    if mention.post.followers is not None:
        facts.append({"icon": "users", "text": f"{mention.post.followers:,} followers"})
    for risk in risk_words(mention)[:2]:
        facts.append({"icon": "triangle-alert", "text": risk["topic"] or risk["words"]})
    if mention.assignee:
        facts.append({"icon": "user", "text": mention.assignee.name or mention.assignee.email})
    if mention.sentiment_model == "person":
        facts.append({"icon": "pencil", "text": "sentiment corrected"})
    return facts


def author_of(mention: Mention) -> str:
    """The name people see; the handle where there is no name."""
    post = mention.post
    if post.state == "gone":
        return "Author erased"
    return post.author or (f"@{post.author_handle.lstrip('@')}" if post.author_handle else "Author not known")


def card(mention: Mention, queries: Iterable[Query] = (), *, tail: str = "", opened: bool = False) -> MentionCard:
    """One mention for components/mention.html. `tail`: what follows the address ("?status=open")."""
    ranges = marks(mention, queries) if queries else {"title": [], "text": []}
    post = mention.post
    field = "text" if post.text else "title"
    text, spans = excerpt(getattr(post, field), ranges[field])
    # Feeds of short posts have the text's beginning as the title: once is enough.
    if post.title and post.text and not post.text.startswith(post.title[:60]):
        head, head_spans = excerpt(post.title, ranges["title"], 200)
        gap = ": " if head[-1:].isalnum() else " "
        spans = head_spans + [[a + len(head) + len(gap), b + len(head) + len(gap)] for a, b in spans]
        text = head + gap + text
    return {
        "key": str(mention.pk),
        "url": f"/mentions/{mention.pk}/{tail}",
        "src": f"/mentions/{mention.pk}/card/{tail}",
        "author": author_of(mention),
        "source": mention.source.name,
        "published_at": mention.published_at,
        "sentiment": mention.sentiment,
        "text": text,
        "found": spans,
        "language": post.language,
        "facts": facts_of(mention),
        "state": "gone" if post.state == "gone" else ("read" if mention.status in ("done", "irrelevant") else ""),
        "gone": post.gone_words,
        "gone_at": post.gone_at,
        "status": mention.status,
        "selectable": True,
        "cursor": opened,
    }


def cards(
    mentions: Sequence[Mention],
    member: Membership,
    *,
    tail: str = "",
    opened: UUID | None = None,
    also: Sequence[Query] = (),
) -> list[MentionCard]:
    """A page of them, marked by the queries that matched each, and by those asked for `also`; one query however many."""
    matches = queries_of(mentions, member)
    trees = {text: parsed([text]) for each in matches.values() for text in {match.query.text for match in each}}
    return [
        card(
            mention,
            [*also, *(tree for match in matches[mention.pk] for tree in trees[match.query.text])],
            tail=tail,
            opened=mention.pk == opened,
        )
        for mention in mentions
    ]
