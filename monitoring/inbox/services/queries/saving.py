"""Queries made, changed in versions, brought back and stopped; the register follows in the same transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.cleaning import clean_name
from accounts.errors import Conflict, Invalid, NotFound
from accounts.events.catalogue import Action
from accounts.events.services.recording import About, record
from accounts.permissions import require
from accounts.services.access_log import log
from accounts.tenancy import current_agency
from accounts.uniqueness import unique
from monitoring import catalogue
from monitoring.access import brand_for, expect_version
from monitoring.feeds.collection import register
from monitoring.inbox.services.queries.reading import check_change, check_text, check_written
from monitoring.inbox.services.queries.stars import Tested, judged
from monitoring.models import Query, QueryVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A query as it is to be. `version`: the one the editor read, where known. `accept_failures`: a person has seen which posts
    of the test set the new text gets wrong, and wants it all the same."""

    name: str
    text: str
    version: int | None = None
    accept_failures: bool = False


def save_query(*, member: Any, brand: Brand, name: str, text: str, now: datetime) -> Query:
    """Makes a query; it counts for posts fetched from now on. Raises Invalid (name, text), NotFound."""
    require(member, "queries.edit")
    name = _named(name)
    check_written(text)
    brand = brand_for(member, brand)
    with unique(_taken(name), "query_name_once"):
        query = _written(_revived(brand, name), member, brand, name, text, now)
        _tell(catalogue.QUERY_CREATED, query, member, now, version=query.version)
    return query


def change_query(*, member: Any, query: Query, edit: Edit, now: datetime) -> Query:
    """Changes a query. A changed text is a new version, tried on the query's test set first.

    Raises Invalid (name, text), NotFound, Conflict (`stale_version`: somebody saved in between; `test_set_fails`: posts in
    `data["failures"]`, once, until `accept_failures`).
    """
    require(member, "queries.edit")
    return _changed(member, query, edit, catalogue.QUERY_CHANGED, now)


def _changed(member: Any, query: Query, edit: Edit, action: Action, now: datetime, **data: Any) -> Query:
    name, parsed = _named(edit.name), check_text(edit.text)
    with unique(_taken(name), "query_name_once"):
        locked = _locked(member, query.pk)
        expect_version("query", locked.version, edit.version)
        check_change(locked, edit.text)
        if not edit.accept_failures and _is_news(locked, edit.text):
            _refuse_failures(judged(locked, parsed))
        brand, before = brand_for(member, locked.brand_id), (locked.name, locked.text, locked.is_active)
        locked = _written(locked, member, brand, name, edit.text, now)
        if before != (locked.name, locked.text, locked.is_active):
            _tell(action, locked, member, now, version=locked.version, **data)
    return locked


def restore_version(
    *, member: Any, query: Query, number: int, version: int | None = None, accept_failures: bool = False, now: datetime
) -> Query:
    """Makes an earlier text the current one, as a new version. Raises as `change_query`; NotFound for the number."""
    require(member, "queries.edit")
    versions = QueryVersion.objects.visible_to(member).filter(query_id=query.pk, number=number)
    text = versions.values_list("text", flat=True).first()
    if text is None:
        raise NotFound("There is no such version.")
    edit = Edit(name=query.name, text=text, version=version, accept_failures=accept_failures)
    return _changed(member, query, edit, catalogue.QUERY_RESTORED, now, number=number)


def remove_query(*, member: Any, query: Query, now: datetime) -> None:
    """Stops a query. Its versions, and what it matched, stay. Harmless if repeated."""
    require(member, "queries.edit")
    with transaction.atomic():
        locked = _locked(member, query.pk)
        if locked.is_active:
            subject = f"{locked.brand}: {locked.name}"
            log("query.removed", agency=member.agency, actor=member.user, subject=subject)
            _tell(catalogue.QUERY_REMOVED, locked, member, now)
        locked.is_active = False
        locked.save(update_fields=["is_active", "changed_at"])
        register.withdraw(query_id=locked.pk, now=now)


def _tell(action: Action, query: Query, member: Any, now: datetime, **data: Any) -> None:
    record(action, About(query.pk, query.name, brand=query.brand_id), by=member, now=now, **data)


def _named(name: str) -> str:
    return clean_name("name", name, most=100, what="A query's name")


def _taken(name: str) -> Invalid:
    return Invalid.field("name", f"There is already a query called “{name}”.", code="name_taken")


def _locked(member: Any, query_id: UUID) -> Query:
    query: Query | None = Query.objects.visible_to(member).select_for_update().filter(pk=query_id).first()
    if query is None:
        raise NotFound("There is no such query.")
    return query


def _revived(brand: Brand, name: str) -> Query | None:
    """A removed query of this name takes its name back with the new text. Raises Invalid where the name is in use."""
    query: Query | None = Query.objects.select_for_update().filter(brand=brand, name=name).first()
    if query is not None and query.is_active:
        raise _taken(name)
    return query


def _written(query: Query | None, member: Any, brand: Brand, name: str, text: str, now: datetime) -> Query:
    if query is None:
        query = Query(brand=brand, name=name, text=text, version=1)
        changed = True
    else:
        if Query.objects.filter(brand=brand, name=name).exclude(pk=query.pk).exists():
            raise _taken(name)
        changed = _is_news(query, text)
        query.name, query.text, query.is_active = name, text, True
        query.version += 1 if changed else 0
    query.save()
    if changed:
        QueryVersion.objects.create(query=query, number=query.version, text=text, by_id=member.user_id, at=now)
        register.register(
            agency=current_agency(), query_id=query.pk, brand_id=brand.pk, text=text, version=query.version, now=now
        )
    return query


def _is_news(query: Query, text: str) -> bool:
    return query.text != text or not query.is_active  # brought back, the register must hear of it


def _refuse_failures(tested: Tested) -> None:
    count = len(tested.failing)
    if count:
        posts = "1 post" if count == 1 else f"{count} posts"
        raise Conflict(
            f"This text gets {posts} of the {len(tested.verdicts)} in the test set wrong. Save it anyway, or change it.",
            code="test_set_fails",
            data={"failures": tested.problems()},
        )
