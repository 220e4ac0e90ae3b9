"""Reading a file in, 500 rows to a transaction: what they brought, and the byte at which the next row begins, stand or fall together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import may
from accounts.tenancy import current_agency
from monitoring import catalogue
from monitoring.inbox.services.bringing import BrandQueries, Outcome, bring
from monitoring.inbox.services.importing import files, workbook
from monitoring.inbox.services.importing.faults import Unreadable
from monitoring.inbox.services.importing.keeping import KEPT, tell, zone_of
from monitoring.inbox.services.importing.records import Amiss, Records, Row
from monitoring.inbox.services.importing.tables import Reading, Rows
from monitoring.inbox.services.importing.texts import Lines
from monitoring.inbox.services.importing.tools import BY_KEY
from monitoring.inbox.services.importing.values import Dates
from monitoring.models import IMPORT, Import, ImportBatch

BATCH = 500
_MOST_FAILURES = 3
_ERASED = "It was deleted at its source, and stays so."


class Run:
    """One worker's reading of one file. It keeps its place between steps; who finds the row moved on by another opens it there."""

    def __init__(self, upload: UUID) -> None:
        self._pk = upload
        self._rows: Rows | None = None
        self._queries: BrandQueries | None = None

    def step(self, *, now: datetime) -> bool:
        """The next rows. True where there are more at once. Run twice, or by two workers, no row is read in twice."""
        try:
            with transaction.atomic():
                rows = Import.objects.select_for_update(skip_locked=True, of=("self",)).select_related(
                    "source", "brand"
                )
                row: Import | None = rows.filter(pk=self._pk, status="running").first()
                return row is not None and self._stepped(row, now)
        # After the rollback, in a transaction of its own: inside, the count would be undone with the rows.
        except Exception:
            self._rows = None
            _failed(self._pk, now)
            raise

    def _stepped(self, row: Import, now: datetime) -> bool:
        if not _may_go_on(row):
            _end(row, "fail", now, because="no_access")
            return False
        try:
            if row.form == "xlsx":
                _unpack(row, now)
                return True
            taken, fault = self._take(row)
        except Unreadable as damaged:
            taken, fault = [], damaged
        self._write(row, taken, now)
        if fault is not None:
            _end(row, "fail", now, because="unreadable", words=fault.message)
        elif len(taken) < BATCH:
            row.total = row.read
            _end(row, "finish", now)
        row.save()
        return fault is None and len(taken) == BATCH

    def _take(self, row: Import) -> tuple[list[tuple[int, list[str]]], Unreadable | None]:
        """The next rows with their numbers; with them why there are no more where one can't be read."""
        rows = self._opened(row)
        taken: list[tuple[int, list[str]]] = []
        try:
            while len(taken) < BATCH and (cells := next(rows, None)) is not None:
                taken.append((rows.row, cells))
        except Unreadable as fault:
            return taken, fault
        return taken, None

    def _opened(self, row: Import) -> Rows:
        if self._rows is None or self._rows.lines.at != row.position:
            reading = Reading.from_json(row.reading)
            pieces = files.bytes_from(row.pk, row.position)
            lines = Lines(pieces, encoding=reading.encoding, end=reading.end, at=row.position)
            self._rows = Rows(lines, reading, reading.header + row.read)
        return self._rows

    def _write(self, row: Import, taken: Sequence[tuple[int, list[str]]], now: datetime) -> None:
        dates = Dates(zone_of(row), row.day_first)
        records = Records(row.columns, row.mapping, dates, BY_KEY.get(row.tool), row.started_at)
        read = [records.read(number, cells) for number, cells in taken if any(cell.strip() for cell in cells)]
        told = [one for one in read if one.post is not None]
        if self._queries is None:
            self._queries = BrandQueries(row.brand_id)
        assert row.source is not None  # `start_import` has seen to it
        posts = [one.post for one in told if one.post is not None]
        outcomes = bring(row.source, posts, self._queries, quiet=True, now=now) if posts else []
        _count(row, read, told, outcomes)
        row.read += len(taken)
        row.total = max(row.total, row.read)
        row.position = self._rows.lines.at if self._rows is not None else row.position
        row.moved_at, row.failures = now, 0


def _count(row: Import, read: Sequence[Row], told: Sequence[Row], outcomes: Sequence[Outcome]) -> None:
    amiss: list[Amiss] = [one for each in read for one in each.amiss]
    erased = [one.number for one, outcome in zip(told, outcomes, strict=True) if outcome.what == "erased"]
    amiss += [Amiss(number, "", _ERASED, taken=False) for number in erased]
    made = [outcome.mention for outcome in outcomes if outcome.what == "made" and outcome.mention is not None]
    refreshed = sum(outcome.what == "refreshed" for outcome in outcomes)
    row.made += len(made)
    row.known += sum(outcome.what == "known" for outcome in outcomes) + refreshed
    row.refreshed += refreshed
    row.refused += len({one.row for one in amiss if not one.taken})
    row.doubtful += len({one.row for one in amiss if one.taken})
    if made or amiss:
        lines = [[one.row, one.column, one.what, one.taken] for one in sorted(amiss, key=lambda one: one.row)]
        ImportBatch.objects.create(upload=row, number=row.batches, mentions=made, amiss=lines)
        row.batches += 1


def _unpack(row: Import, now: datetime) -> None:
    """A workbook becomes text, in one transaction: to go on in the middle of one, all before it would be read anew each time."""
    counted = 0

    def rows() -> Any:
        nonlocal counted
        for cells in workbook.rows_of(file):
            counted += 1
            yield cells

    with files.as_file(row.pk) as file:
        files.replace_by(row, workbook.as_csv(rows(), size=files.PART))
    header = int(row.reading["header"])
    reading = Reading(encoding="utf-8", delimiter=",", quote='"', end="\n", header=header)
    lines = Lines(files.bytes_from(row.pk, 0), encoding="utf-8", end="\n", at=0)
    names = Rows(lines, reading, 0)
    for _ in range(header):
        next(names)
    row.form, row.position, row.total, row.moved_at = "csv", lines.at, max(counted - header, 0), now
    row.reading = {**reading.to_json(), "first": lines.at}
    row.save()


def _may_go_on(row: Import) -> bool:
    """Whether whoever began it may still bring something for this brand."""
    places = Membership.with_machines.select_related("user", "agency")
    member = places.filter(agency=current_agency(), user_id=row.user_id).first()
    if member is None or not may(member, "sources.edit"):
        return False
    member.key_brands = None if row.key_brands is None else frozenset(map(UUID, row.key_brands))
    return bool(type(row.brand).objects.visible_to(member).filter(pk=row.brand_id).exists())


def _end(row: Import, action: str, now: datetime, *, because: str = "", words: str = "") -> None:
    """Ends it. A file that was read whole is dropped; one that was not is kept a week, so that it can go on."""
    status = move(
        Import.objects.all(), row.pk, IMPORT, action, ended_at=now, ended_because=because, ended_words=words[:300]
    )
    row.status, row.ended_at, row.ended_because, row.ended_words = status, now, because, words[:300]
    counts = {"read": row.read, "made": row.made, "known": row.known, "refused": row.refused}
    tell(catalogue.IMPORT_ENDED, row, None, now, status=status, **counts)
    if status == "done":
        files.drop([row.pk], now)
        row.file_until, row.sample = None, []
    else:
        row.file_until = now + KEPT
        Import.objects.filter(pk=row.pk).update(file_until=row.file_until)


@transaction.atomic
def _failed(upload: UUID, now: datetime) -> None:
    rows = Import.objects.filter(pk=upload, status="running")
    rows.update(failures=F("failures") + 1, moved_at=now)
    row = rows.filter(failures__gte=_MOST_FAILURES).first()
    if row is not None:
        _end(row, "fail", now, because="error")
