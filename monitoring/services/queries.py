"""A brand's saved queries: validated, versioned, registered for matching, and tried over what is stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound
from accounts.permissions import require
from accounts.tenancy import current_agency
from monitoring.matching import Matcher, QueryError, evaluate, parse
from monitoring.matching import Query as Parsed
from monitoring.models import Mention, Query, QueryVersion
from monitoring.services import standing
from monitoring.services.documents import of_stored
from monitoring.services.surroundings import brand_for

EXAMPLES = 20
_MOST_READ = 10_000
_CHUNK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a query finds in the brand's stored posts: `count` of `total` (both of the last `days` days, of at most the
    newest 10,000 where `capped`), the newest 20 mentions, and what it finds in words."""

    count: int
    total: int
    days: int
    capped: bool
    in_words: str
    newest: tuple[Mention, ...]

    @property
    def share(self) -> float:
        """0 to 1 of everything stored; what is too broad shows here."""
        return self.count / self.total if self.total else 0.0


def check_text(text: str) -> Parsed:
    """The parsed query. Raises Invalid at the field `text`, its data holding every problem: column (from 1), length,
    message, code and fix."""
    if not text.strip():
        raise Invalid.field("text", "Write what to look for.", code="query_empty")
    try:
        return parse(text)
    except QueryError as error:
        problems = [
            {"column": one.column, "length": one.length, "message": one.message, "code": one.code, "fix": one.fix}
            for one in error.problems
        ]
        message = "; ".join(str(one) for one in error.problems[:3])
        raise Invalid.field("text", message, code="query_invalid", data={"problems": problems}) from error


def save_query(*, member: Any, brand: Brand, name: str, text: str, now: datetime) -> Query:
    """Makes a query; it counts for posts fetched from now on. Raises Invalid (name, text), NotFound."""
    require(member, "queries.edit")
    name = _named(name)
    _refuse_too_broad(check_text(text))
    brand = brand_for(member, brand)
    with transaction.atomic():
        return _written(_revived(brand, name), member, brand, name, text, now)


def change_query(
    *, member: Any, query: Query, name: str, text: str, version: int | None = None, now: datetime
) -> Query:
    """Changes a query. A changed text is a new version; `version`, where given, is the one the editor read.

    Raises Invalid (name, text), NotFound, Conflict (`stale_version`: somebody saved in between).
    """
    require(member, "queries.edit")
    name = _named(name)
    _refuse_too_broad(check_text(text))
    with transaction.atomic():
        found = _locked(member, query.pk)
        if version is not None and found.version != version:
            raise Conflict(
                "Somebody saved this query in between. Load it again.",
                code="stale_version",
                data={"current": found.version},
            )
        return _written(found, member, brand_for(member, found.brand_id), name, text, now)


def remove_query(*, member: Any, query: Query, now: datetime) -> None:
    """Stops a query. Its versions, and what it matched, stay. Harmless if repeated."""
    require(member, "queries.edit")
    with transaction.atomic():
        found = _locked(member, query.pk)
        found.is_active = False
        found.save(update_fields=["is_active", "changed_at"])
        standing.withdraw(query_id=found.pk, now=now)


def preview(*, member: Any, brand: Brand, text: str, days: int = 30, now: datetime) -> Preview:
    """What the query would have found in the brand's stored posts of the last `days` days. Raises Invalid (text)."""
    require(member, "queries.see")
    parsed = check_text(text)
    brand = brand_for(member, brand)
    since = now - timedelta(days=days)
    stored = (
        Mention.objects.visible_to(member)
        .filter(brand=brand, published_at__gte=since)
        .select_related("post", "source")
        .order_by("-published_at", "-id")
    )
    total = stored.count()
    matcher = Matcher()
    try:
        matcher.add("it", parsed)
    except ValueError as error:
        raise Invalid.field("text", "This would match nearly everything. Add a word it must contain.") from error
    count = 0
    newest: list[Mention] = []
    for mention in stored[:_MOST_READ].iterator(chunk_size=_CHUNK):
        if matcher.match(of_stored(mention.post)):
            count += 1
            if len(newest) < EXAMPLES:
                newest.append(mention)
    return Preview(
        count=count,
        total=min(total, _MOST_READ),
        days=days,
        capped=total > _MOST_READ,
        in_words=parsed.in_words,
        newest=tuple(newest),
    )


def suggested_text(brand: Brand) -> str:
    """A first query from the brand's name, spellings, products and handles, without its exclusions."""
    wanted = [brand.name, *brand.spellings, *brand.products]
    terms = list(dict.fromkeys(_quoted(one) for one in wanted if _quoted(one)))
    terms += [f"@{handle}" for one in brand.handles if (handle := one.strip().lstrip("@"))]
    text = " OR ".join(terms)
    excluded = [_quoted(one) for one in brand.exclusions if _quoted(one)]
    if not excluded:
        return text
    return f"({text}) " + " ".join(f"-{one}" for one in excluded)


def matches(text: str, mention: Mention) -> bool:
    """Whether a query's text matches one stored mention; for saved views and tests of a query."""
    return evaluate(check_text(text), of_stored(mention.post))


def _refuse_too_broad(parsed: Parsed) -> None:
    try:
        Matcher().add("it", parsed)
    except ValueError as error:
        raise Invalid.field(
            "text", "This would match nearly everything. Add a word it must contain.", code="query_too_broad"
        ) from error


def _named(name: str) -> str:
    name = name.strip()
    if not name or len(name) > 100:
        raise Invalid.field("name", "Give the query a name of at most 100 characters.")
    return name


def _locked(member: Any, query_id: UUID) -> Query:
    found: Query | None = Query.objects.visible_to(member).select_for_update().filter(pk=query_id).first()
    if found is None:
        raise NotFound("There is no such query.")
    return found


def _revived(brand: Brand, name: str) -> Query | None:
    """A removed query of this name takes its name back with the new text. Raises Invalid where the name is in use."""
    found: Query | None = Query.objects.select_for_update().filter(brand=brand, name=name).first()
    if found is not None and found.is_active:
        raise Invalid.field("name", f"There is already a query called “{name}”.", code="name_taken")
    return found


def _written(query: Query | None, member: Any, brand: Brand, name: str, text: str, now: datetime) -> Query:
    if query is None:
        query = Query(brand=brand, name=name, text=text, version=1)
        changed = True
    else:
        if Query.objects.filter(brand=brand, name=name).exclude(pk=query.pk).exists():
            raise Invalid.field("name", f"There is already a query called “{name}”.", code="name_taken")
        changed = query.text != text or not query.is_active
        query.name, query.text, query.is_active = name, text, True
        query.version += 1 if changed else 0
    query.save()
    if changed:
        QueryVersion.objects.create(query=query, number=query.version, text=text, by_id=member.user_id, at=now)
        standing.register(
            agency=current_agency(), query_id=query.pk, brand_id=brand.pk, text=text, version=query.version, now=now
        )
    return query


def _quoted(words: str) -> str:
    words = " ".join(words.replace('"', " ").split())
    return f'"{words}"' if words else ""
