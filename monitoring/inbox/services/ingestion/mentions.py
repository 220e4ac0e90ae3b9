"""From posts to mentions: one for each brand a post concerns, with the queries that matched, counted as they come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from monitoring.enrichment import Enrichment, enrich
from monitoring.feeds.services.noting import note
from monitoring.inbox.services.ingestion.ages import ages_of
from monitoring.inbox.services.ingestion.batch import NEW, Arrived, Draft, Identity, Item, Wish
from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.inbox.services.ingestion.naming import name_brands
from monitoring.models import FreshMention, Mention, MentionMatch, Query, Source
from monitoring.rows import insert

_MENTION = (
    "id", "post_id", "brand_id", "source_id", "status", "sentiment", "sentiment_score", "sentiment_model", "risks",
    "published_at", "first_seen_at", "quiet", "judged_at", "version",
)  # fmt: skip


def write_mentions(
    items: Sequence[Item], drafts: Mapping[Identity, Draft], counting: Counting, now: datetime
) -> dict[UUID, Arrived]:
    """Stores what the items want and returns which mentions are new, by brand. Repeats change nothing."""
    wishes = _wishes(items, drafts)
    _score_again([draft for draft in drafts.values() if draft.edited and not draft.is_new], counting)
    held = _held(wishes)
    new = {key: wish for key, wish in wishes.items() if key not in held}
    for key, age in ages_of(new.values(), now).items():
        new[key].grow(age)
    for wish in new.values():
        if wish.draft.meaning is None:
            # The agency has the post already, for another brand.
            wish.draft.meaning = enrich(wish.draft.title, wish.draft.text, declared=wish.draft.post.language)
    rows = [_row(wish) for wish in new.values()]
    back = insert(
        Mention, _MENTION, rows, conflict="(post_id, brand_id) DO NOTHING", returning=("id", "post_id", "brand_id")
    )
    # A conflict returns no row: what was there already is neither counted nor told again.
    ids = {(post, brand): pk for pk, post, brand in back}
    # What rules over posts have to judge, in the same transaction; history is judged by none.
    insert(FreshMention, ("id", "mention_id"), [(uuid7(), pk) for key, pk in ids.items() if not new[key].quiet])
    name_brands([key for key in ids if not new[key].draft.is_new])  # new posts were written with theirs
    _match(wishes, held, ids, counting)
    noted = Counter((wish.source, wish.age.note) for wish in map(new.__getitem__, ids) if wish.noteworthy)
    noted.update(_copied(items, drafts))
    if noted:
        note(noted, now)
    by_brand: dict[UUID, Arrived] = {}
    for key, pk in ids.items():
        _count(new[key], counting)
        arrived = by_brand.setdefault(key[1], Arrived())
        arrived.mentions.append(pk)
        arrived.quiet += new[key].quiet
    return by_brand


def _wishes(items: Sequence[Item], drafts: Mapping[Identity, Draft]) -> dict[tuple[UUID, UUID], Wish]:
    asked = [target for item in items for target in item.targets]
    sources = dict(Source.objects.filter(pk__in={target["source"] for target in asked}).values_list("pk", "brand_id"))
    known = set(
        Query.objects.filter(pk__in={query for target in asked for query in target["queries"]}).values_list(
            "pk", flat=True
        )
    )
    wishes: dict[tuple[UUID, UUID], Wish] = {}
    for item in items:
        draft = drafts[item.identity]
        for target in item.targets:
            source = UUID(target["source"])
            brand = sources.get(source)
            if brand is None:  # it was removed with its brand, after the post was routed
                continue
            wish = wishes.setdefault((draft.id, brand), Wish(draft, item, brand, source, True))
            # One loud way is enough: the history of a second source must not take the first one's news away.
            if wish.quiet and not target["quiet"]:
                wish.quiet, wish.item = False, item
            # Only those that are there still: a match with a query that went meanwhile would break its foreign key.
            wish.queries |= {UUID(query) for query in target["queries"]} & known
    return wishes


def _copied(items: Sequence[Item], drafts: Mapping[Identity, Draft]) -> list[tuple[UUID, str]]:
    """What came through another feed already, by source."""
    copied = [item for item in items if drafts[item.identity].identity != item.identity]
    return [(UUID(target["source"]), "copy") for item in copied for target in item.targets if not target["quiet"]]


def _held(wishes: Mapping[tuple[UUID, UUID], Wish]) -> dict[tuple[UUID, UUID], tuple[UUID, str, bool]]:
    posts = {wish.draft.id for wish in wishes.values() if not wish.draft.is_new}
    rows = Mention.objects.filter(post_id__in=posts).values_list("post_id", "brand_id", "id", "sentiment", "quiet")
    return {(post, brand): (pk, sentiment, quiet) for post, brand, pk, sentiment, quiet in rows}


def _row(wish: Wish) -> tuple[Any, ...]:
    draft = wish.draft
    label, score, model, risks = meaning(draft.meaning)
    return (
        uuid7(), draft.id, wish.brand, wish.source, "open", label, score, model, risks, draft.published_at,
        draft.item.fetched_at, wish.quiet, _judged_at(wish), 1,
    )  # fmt: skip


def _judged_at(wish: Wish) -> datetime | None:
    if wish.quiet or wish.age is NEW:
        return None
    return wish.age.arrived or wish.draft.published_at


def meaning(enrichment: Enrichment | None) -> tuple[str, float | None, str, list[dict[str, Any]]]:
    """What a mention keeps of it: sentiment, score, model, risks."""
    if enrichment is None:
        return "", None, "", []
    words: dict[str, list[str]] = {}
    for place in (*enrichment.title_words, *enrichment.text_words):
        if place.term not in words.setdefault(place.topic, []):
            words[place.topic].append(place.term)
    risks = [
        {"topic": topic.name, "strength": topic.strength, "words": words.get(topic.name, [])}
        for topic in enrichment.topics
    ]
    scored = enrichment.sentiment
    model = f"{scored.model} {scored.version}" if scored.label else ""
    return scored.label or "", scored.score, model, risks


def _count(wish: Wish, counting: Counting) -> None:
    negative = meaning(wish.draft.meaning)[0] == "negative"
    at = wish.draft.published_at
    quiet = wish.quiet or not wish.age.counts
    arrived = None if quiet else wish.age.arrived
    for query in (None, *sorted(wish.queries)):
        counting.add((wish.brand, query), at, negative=negative, quiet=quiet, arrived=arrived)


def _match(
    wishes: Mapping[tuple[UUID, UUID], Wish],
    held: Mapping[tuple[UUID, UUID], tuple[UUID, str, bool]],
    ids: Mapping[tuple[UUID, UUID], UUID],
    counting: Counting,
) -> None:
    rows, earlier = [], {}
    for key, wish in wishes.items():
        if key in held:
            earlier[held[key][0]] = (wish, held[key])
        mention = ids.get(key) or (held[key][0] if key in held else None)
        rows += [(uuid7(), mention, query) for query in sorted(wish.queries) if mention]
    back = insert(
        MentionMatch,
        ("id", "mention_id", "query_id"),
        rows,
        conflict="(query_id, mention_id) DO NOTHING",
        returning=("mention_id", "query_id"),
    )
    for mention, query in back:
        if mention in earlier:
            # An edit made it match now: the query's count tells of it, and wakes nobody for an old post.
            wish, (_, sentiment, _quiet) = earlier[mention]
            at = wish.draft.published_at
            counting.add((wish.brand, query), at, negative=sentiment == "negative", quiet=True)


def _score_again(drafts: Sequence[Draft], counting: Counting) -> None:
    """Edited words are scored anew, unless a person has spoken: their word stands."""
    by_post = {draft.id: draft for draft in drafts}
    # Not against foreign keys: notes and matches may come meanwhile (PostgreSQL's FOR NO KEY UPDATE).
    rows = Mention.objects.select_for_update(no_key=True).filter(post_id__in=list(by_post), sentiment_by=None)
    for mention in rows.order_by("pk"):
        draft = by_post[mention.post_id]
        label, score, model, risks = meaning(draft.meaning)
        change = (label == "negative") - (mention.sentiment == "negative")
        mention.sentiment, mention.sentiment_score, mention.sentiment_model, mention.risks = label, score, model, risks
        mention.save(update_fields=["sentiment", "sentiment_score", "sentiment_model", "risks"])
        if change:
            rescored(mention, change, counting)


def rescored(mention: Mention, change: int, counting: Counting) -> None:
    """Counts a mention's turn to (+1) or from (-1) negative, for its brand and each query that matched."""
    queries = MentionMatch.objects.filter(mention=mention).values_list("query_id", flat=True)
    at: datetime = mention.published_at
    for query in (None, *queries):
        counting.rescore((mention.brand_id, query), at, negative=change)
