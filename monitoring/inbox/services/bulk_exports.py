"""Mentions as a file of any size: one JSON document a line, written by a job and kept a week for whoever asked.

The parts of a file are rows of the agency's schema. Each is written in the transaction that moves the export's position, so a
worker that is killed leaves whole parts and a place to go on from; and what a source erases later is taken out of them in the
transaction that erases it.
"""

import json
import zlib
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.dateparse import parse_datetime

from accounts import hooks
from accounts.brands.models import Brand
from accounts.delivery import enqueue
from accounts.errors import Conflict, Forbidden, Gone, NotFound
from accounts.keyset import paginate
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import may, require
from accounts.services.access_log import log
from accounts.tenancy import current_agency
from monitoring.inbox.services.mentions.listing import ORDER, Filters, listed
from monitoring.inbox.services.sifting import among
from monitoring.matching import parse
from monitoring.models import EXPORT, Export, ExportPart, IngestPosition, Mention, Post

JOB = "monitoring.jobs.run_export"
KEPT = timedelta(days=7)
CHUNK = 1_000
_FORGOTTEN = timedelta(days=30)  # after its file is gone, that there was one
_STALLED = timedelta(minutes=1)
_MOST_FAILURES = 3
_SAID = ("title", "text", "author", "author_handle", "author_url", "url")


def exports_of(member: Membership) -> Any:
    """One's own; nobody sees another's, whatever their role."""
    return Export.objects.visible_to(member).filter(user_id=member.user_id)


def start_export(*, member: Membership, filters: Filters, text: str = "", now: datetime) -> Export:
    """Begins the file of what the inbox would list, as a job. `text`: in the query language, read already.

    Raises Forbidden, Invalid naming the filter, Conflict (`export_running`) where one of theirs is being written.
    """
    listed(member=member, filters=filters)
    brands = None if member.key_brands is None else sorted(map(str, member.key_brands))
    try:
        with transaction.atomic():
            made: Export = Export.objects.create(
                user_id=member.user_id,
                key_brands=brands,
                filters=_stored(filters),
                text=text,
                started_at=now,
                moved_at=now,
            )
            detail = {"form": "ndjson", "export": str(made.pk)}
            log("mentions.exported", agency=member.agency, actor=member.user, brand=filters.brand, detail=detail)
            enqueue(JOB, str(made.pk))
    except IntegrityError:  # export_one_running
        raise Conflict(
            "An export of yours is still being written. Wait for it, or stop it.", code="export_running"
        ) from None
    return made


@transaction.atomic
def cancel_export(*, member: Membership, export: Export, now: datetime) -> Export:
    """Stops one that is being written, and throws away what there is of it. Raises NotFound, Conflict where it has ended."""
    require(member, "mentions.see")
    move(exports_of(member), export.pk, EXPORT, "cancel", ended_at=now)
    ExportPart.objects.filter(export=export.pk).delete()
    cancelled: Export = Export.objects.get(pk=export.pk)
    return cancelled


def file_of(*, member: Membership, export: Export) -> Export:
    """A file that may be handed to this member now: theirs, whole, kept still, and of no brand that is closed to them since.

    Raises NotFound, Conflict (`wrong_state`), Gone (`export_expired`), Forbidden (`brand_lost`).
    """
    require(member, "mentions.see")
    file: Export | None = exports_of(member).filter(pk=export.pk).first()
    if file is None:
        raise NotFound("There is no such export.")
    if file.status == "expired":
        raise Gone("This file was kept for 7 days and is gone. Export again.", code="export_expired")
    if file.status != "done":
        raise Conflict("This file isn't finished.", code="wrong_state", data={"current": file.status})
    seen = set(map(str, Brand.objects.visible_to(member).values_list("pk", flat=True)))
    if not set(file.brands) <= seen:
        raise Forbidden("You no longer have access to every brand in this file. Export again.", code="brand_lost")
    return file


def lines_of(export: Export, number: int) -> bytes:
    """A part of the file, by its number from 0. Raises Gone where it is no longer kept: a file that is cut short is none."""
    body = ExportPart.objects.filter(export=export.pk, number=number).values_list("body", flat=True).first()
    if body is None:
        raise Gone("This file is no longer kept.", code="export_expired")
    return zlib.decompress(body)


def step(export_id: UUID, *, now: datetime) -> bool:
    """One part of a file. True where there is more to write at once. Run twice, or by two workers, nothing is written twice."""
    try:
        with transaction.atomic():
            rows = Export.objects.select_for_update(skip_locked=True, of=("self",))
            row: Export | None = rows.filter(pk=export_id, status="running").first()
            return row is not None and _stepped(row, now)
    except Exception:
        _failed(export_id, now)
        raise


def sweep(*, now: datetime) -> int:
    """Has exports go on whose worker was lost, and removes files whose time is over. Returns how many it touched, in this agency."""
    alive = Export.objects.filter(status="running", moved_at__lte=now - _STALLED)
    stalled = list(alive.values_list("pk", flat=True))
    for pk in stalled:
        enqueue(JOB, str(pk))
    over = list(Export.objects.filter(status="done", expires_at__lte=now).values_list("pk", flat=True))
    for pk in over:
        with transaction.atomic():
            if Export.objects.filter(pk=pk, status="done").update(status="expired"):
                ExportPart.objects.filter(export=pk).delete()
    Export.objects.exclude(status="running").filter(ended_at__lte=now - KEPT - _FORGOTTEN).delete()
    return len(stalled) + len(over)


def forget(posts: Collection[UUID]) -> None:
    """Takes out of every file what these posts, which are erased, said. In the transaction that erases them, which holds the
    lock on the position of ingestion, as whoever writes a part does."""
    if not ExportPart.objects.exists():
        return
    ids = {str(pk) for pk in Mention.objects.filter(post__in=posts).values_list("pk", flat=True)}
    for part in ExportPart.objects.select_for_update().filter(mentions__overlap=list(ids)).order_by("pk"):
        lines = [json.loads(line) for line in zlib.decompress(part.body).splitlines()]
        gone = Post.objects.in_bulk({line["post"]["id"] for line in lines if line["id"] in ids})
        for line in lines:
            if line["id"] in ids:
                _blank(line, gone[UUID(line["post"]["id"])])
        before, part.body = len(zlib.decompress(part.body)), _packed(lines)
        part.save(update_fields=["body"])
        shorter = before - len(zlib.decompress(part.body))
        Export.objects.filter(pk=part.export_id).update(size=F("size") - shorter)


def _blank(line: dict[str, Any], post: Post) -> None:
    at = post.gone_at.isoformat().replace("+00:00", "Z") if post.gone_at else None
    line["post"] |= {name: getattr(post, name) for name in (*_SAID, "followers", "state", "gone_reason")} | {
        "gone_at": at
    }
    line["risks"] = [{**one, "words": []} for one in line["risks"]]


def _packed(lines: Collection[dict[str, Any]]) -> bytes:
    return zlib.compress("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode(), 6)


def _stepped(row: Export, now: datetime) -> bool:
    member = _asker(row)
    if member is None:
        _fail(row, "no_access", now)
        return False
    rows = listed(member=member, filters=_filters(row.filters))
    if not row.position:
        row.total = rows.count()
    # Not while posts are erased: what was read before would be written after.
    IngestPosition.objects.get_or_create(singleton=True)
    IngestPosition.objects.select_for_update().get(singleton=True)
    page = paginate(rows, order=ORDER, token=row.position, size=CHUNK)
    mentions = among(page.rows, parse(row.text)) if row.text else page.rows
    shapes = hooks.shapes.answer.shown("mention", [str(one.pk) for one in mentions], member)
    lines = [shapes[str(one.pk)] for one in mentions if str(one.pk) in shapes]
    if lines:
        body = _packed(lines)
        ExportPart.objects.create(export=row, number=row.parts, mentions=[line["id"] for line in lines], body=body)
        row.parts, row.size = row.parts + 1, row.size + len(zlib.decompress(body))
        row.brands = sorted({*row.brands, *(line["brand"] for line in lines)})
    row.read, row.written, row.position = row.read + len(page.rows), row.written + len(lines), page.next_token
    row.moved_at, row.failures, row.total = now, 0, max(row.total, row.read)
    row.save()
    if not page.next_token:
        move(Export.objects.all(), row.pk, EXPORT, "finish", ended_at=now, expires_at=now + KEPT)
    return bool(page.next_token)


def _asker(row: Export) -> Membership | None:
    """Whoever asked, as they are now, narrowed as their key was; None where they may not read mentions any more."""
    places = Membership.with_machines.select_related("user", "agency")
    member = places.filter(agency=current_agency(), user_id=row.user_id).first()
    if member is None or not may(member, "mentions.see"):
        return None
    member.key_brands = None if row.key_brands is None else frozenset(map(UUID, row.key_brands))
    return member


def _fail(row: Export, because: str, now: datetime) -> None:
    move(Export.objects.all(), row.pk, EXPORT, "fail", ended_at=now, ended_because=because)
    ExportPart.objects.filter(export=row.pk).delete()


@transaction.atomic
def _failed(export_id: UUID, now: datetime) -> None:
    rows = Export.objects.filter(pk=export_id, status="running")
    rows.update(failures=F("failures") + 1, moved_at=now)
    row = rows.filter(failures__gte=_MOST_FAILURES).first()
    if row is not None:
        _fail(row, "error", now)


def _stored(filters: Filters) -> dict[str, Any]:
    told = {name: value for name, value in asdict(filters).items() if value not in (None, "")}
    return {name: value if isinstance(value, int | str) else _plain(value) for name, value in told.items()}


def _plain(value: UUID | datetime) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _filters(stored: dict[str, Any]) -> Filters:
    given = dict(stored)
    for name in ("brand", "query", "source"):
        if name in given:
            given[name] = UUID(given[name])
    for name in ("since", "until"):
        if name in given:
            given[name] = parse_datetime(given[name])
    return Filters(**given)
