"""What people do with a file of mentions: bring it, say which column is what, begin, stop, go on, undo, throw away."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction

from accounts.brands.models import Brand
from accounts.cleaning import clean_name
from accounts.delivery import enqueue
from accounts.errors import Conflict, Gone, Invalid, NotFound
from accounts.events.catalogue import Action
from accounts.events.services.recording import About, record
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.uniqueness import unique
from monitoring import catalogue
from monitoring.access import brand_for
from monitoring.inbox.services.bringing import source_for
from monitoring.inbox.services.importing import files, workbook
from monitoring.inbox.services.importing.faults import Unreadable
from monitoring.inbox.services.importing.tables import HEADER_WITHIN, Reading, Rows, header_of, line_end, named, sniffed
from monitoring.inbox.services.importing.texts import Lines, begins_at
from monitoring.inbox.services.importing.tools import BY_KEY, FIELDS, guessed, recognised
from monitoring.inbox.services.importing.values import day_comes_first, is_two_ways
from monitoring.models import AT_WORK, IMPORT, Import, ImportPart

JOB, UNDO_JOB = "monitoring.jobs.run_import", "monitoring.jobs.undo_import"
SAMPLE = 200  # rows
MOST_WAITING = 10
KEPT = timedelta(days=7)  # a file that was not read to its end
UNDO_FOR = timedelta(days=30)
_LONGEST_SHOWN = 2_000  # characters of a cell in the sample
_WORDS = ("text", "title", "url")
_AT_WORK = "Another file of this brand is being imported or undone. Wait for it, or stop it."


def imports_of(member: Membership) -> Any:
    """Files of the brands this member is on."""
    return Import.objects.visible_to(member).select_related("brand", "user")


@transaction.atomic
def upload_file(*, member: Membership, brand: Brand | UUID, name: str, read: files.Read, now: datetime) -> Import:
    """Keeps a file and looks at its first rows; nothing is made of it yet. `read(n)` gives its next bytes.

    Raises Invalid at `file` (with the row, where it is one) for what can't be read; Conflict where ten files wait.
    """
    require(member, "sources.edit")
    brand = brand_for(member, brand)
    name = clean_name("file", name.replace("\\", "/").rpartition("/")[2], most=255, what="A file's name")
    if Import.objects.filter(brand=brand, status="ready").count() >= MOST_WAITING:
        raise Conflict(
            f"{MOST_WAITING} files of this brand wait to be read in. Begin or throw away some.", code="too_many"
        )
    keys = None if member.key_brands is None else sorted(map(str, member.key_brands))
    made = Import(
        brand=brand, user_id=member.user_id, key_brands=keys, name=name, sha256="", size=0, form="csv",
        started_at=now, moved_at=now, file_until=now + KEPT,
    )  # fmt: skip
    made.save(force_insert=True)
    try:
        taken = files.take_in(made, read)
        made.form, made.size, made.sha256 = taken.form, taken.size, taken.sha256
        _look(made, taken)
    except Unreadable as fault:
        data = {"row": fault.row} if fault.row else {}
        raise Invalid.field(fault.field, fault.message, code=fault.code, data=data) from None
    made.save()
    tell(catalogue.IMPORT_UPLOADED, made, member, now)
    return made


def _look(made: Import, taken: files.Taken) -> None:
    """Its columns, its first rows, whose export it is."""
    if taken.form == "xlsx":
        with files.as_file(made.pk) as file:
            first = list(islice(workbook.rows_of(file), HEADER_WITHIN + SAMPLE))
        header = header_of(first)
        made.reading = {"header": header + 1}
    else:
        first, reading = _first_rows(made, taken)
        header = reading.header - 1
        made.reading = reading.to_json()
    made.columns = named(first[header])
    if not made.columns:
        raise Unreadable(
            f"Row {header + 1}, which should name the columns, is empty.", code="no_columns", row=header + 1
        )
    width = len(made.columns)
    rows = [cells for cells in first[header + 1 :] if any(cell.strip() for cell in cells)][:SAMPLE]
    # PostgreSQL's JSON holds no NUL.
    made.sample = [[cell.replace("\x00", "")[:_LONGEST_SHOWN] for cell in cells[:width]] for cells in rows]
    if not rows:
        raise Unreadable("There are no rows under the names of the columns.", code="empty_file", row=header + 2)
    tool = recognised(made.columns)
    made.tool = tool.key if tool else ""
    made.mapping = guessed(made.columns, tool)
    _guess_times(made)


def _first_rows(made: Import, taken: files.Taken) -> tuple[list[list[str]], Reading]:
    begin = begins_at(taken.encoding, taken.marked)
    codec = taken.encoding
    piece = next(files.bytes_from(made.pk, begin))
    sample = piece.decode("utf-8" if codec == "utf-8-sig" else codec, "ignore")  # the piece may end within a letter
    delimiter, quote = sniffed(sample)
    reading = Reading(encoding=codec, delimiter=delimiter, quote=quote, end=line_end(sample))
    lines = Lines(files.bytes_from(made.pk, begin), encoding=codec, end=reading.end, at=begin)
    rows, ends = [], []
    for cells in islice(Rows(lines, reading, 0), HEADER_WITHIN + SAMPLE):
        rows.append(cells)
        ends.append(lines.at)
    header = header_of(rows)
    left = (taken.size - ends[header]) / max((ends[-1] - ends[header]) / max(len(rows) - header - 1, 1), 1)
    made.position, made.total = ends[header], max(len(rows) - header - 1, round(left))
    return rows, replace(reading, header=header + 1, first=ends[header])


def _guess_times(made: Import) -> None:
    """Zone and order of its dates: as the file tells, as the tool writes them, else as it was said the last time."""
    cells = column_of(made, "published_at")
    made.day_first = day_comes_first(cells)
    tool = BY_KEY.get(made.tool)
    before = (
        Import.objects.filter(brand=made.brand, tool=made.tool)
        .exclude(status__in=("ready", "discarded"))
        .order_by("-pk")
    ).first()
    made.zone = (tool.zone if tool else "") or (before.zone if before else "") or made.brand.time_zone
    if before is not None:
        if made.day_first is None:
            made.day_first = before.day_first
        if not made.tool and set(before.mapping.values()) <= set(made.columns):
            made.mapping = before.mapping  # a file like the last one, that was mapped by hand


def column_of(upload: Import, name: str) -> list[str]:
    """The cells of one of our fields in the first rows."""
    column = upload.mapping.get(name)
    if column not in upload.columns:
        return []
    at = upload.columns.index(column)
    return [cells[at] for cells in upload.sample if at < len(cells) and cells[at].strip()]


def asks_for_order(upload: Import) -> bool:
    """Whether its dates could be two days, and neither the file nor a person has said which."""
    return upload.day_first is None and any(map(is_two_ways, column_of(upload, "published_at")))


@transaction.atomic
def map_columns(
    *, member: Membership, upload: Import, mapping: Mapping[str, str], zone: str, day_first: bool | None, now: datetime
) -> Import:  # fmt: skip
    """Says which column is what, and how its times are meant. Raises Invalid at each field that is amiss, Conflict once begun."""
    require(member, "sources.edit")
    row = _own(member, upload.pk)
    _expect_ready(row)
    header = row.reading.get("header", 1)
    wanted = {name: column for name, column in mapping.items() if column}
    amiss = {name: ["Unknown field."] for name in wanted if name not in FIELDS}
    amiss |= {
        name: [f"There is no column “{column}” in row {header}, which names the columns."]
        for name, column in wanted.items()
        if name in FIELDS and column not in row.columns
    }
    if not amiss and not any(name in wanted for name in _WORDS):
        amiss["text"] = [f"Choose which of the columns in row {header} holds the text, or the title, or the link."]
    if zone not in available_timezones():
        amiss["zone"] = ["Choose a time zone, such as Europe/Berlin."]
    if amiss:
        raise Invalid("Some fields are invalid.", fields=amiss)
    row.mapping, row.zone, row.moved_at = wanted, zone, now
    row.day_first = day_first if day_first is not None else day_comes_first(column_of(row, "published_at"))
    row.save(update_fields=["mapping", "zone", "day_first", "moved_at"])
    return row


def start_import(*, member: Membership, upload: Import, now: datetime) -> Import:
    """Begins to read it in, as a job. Raises Invalid at `day_first` or `text`, Conflict (`import_running`, `wrong_state`)."""
    require(member, "sources.edit")
    with unique(Conflict(_AT_WORK, code="import_running"), "import_one_at_work"):
        row = _own(member, upload.pk)
        _expect_ready(row)
        if not any(name in row.mapping for name in _WORDS):
            raise Invalid.field(
                "text", "Choose the column that holds the text, or the title, or the link.", code="no_words"
            )
        if asks_for_order(row):
            message = "The dates could be two days, such as 3/4. Say whether the day or the month comes first."
            raise Invalid.field("day_first", message, code="day_order")
        tool = BY_KEY.get(row.tool)
        name = f"Files from {tool.name}" if tool else "Files"
        row.source = source_for(row.brand, f"file:{row.tool}", name, member.user_id)
        row.save(update_fields=["source"])
        move(Import.objects.all(), row.pk, IMPORT, "start", moved_at=now, started_at=now)
        tell(catalogue.IMPORT_STARTED, row, member, now)
        enqueue(JOB, str(row.pk))
    return _again(row)


def cancel_import(*, member: Membership, upload: Import, now: datetime) -> Import:
    """Stops the reading; what it brought stays, and it can go on for a week. Raises Conflict."""
    with transaction.atomic():
        row = _moved(member, upload, "cancel", now, ended_at=now)
        tell(catalogue.IMPORT_CANCELLED, row, member, now)
    return _again(row)


def resume_import(*, member: Membership, upload: Import, now: datetime) -> Import:
    """Goes on at the row after the last that was read. Raises Conflict, Gone where the file is no longer kept."""
    with unique(Conflict(_AT_WORK, code="import_running"), "import_one_at_work"):
        row = _own(member, upload.pk)
        if row.file_until is None and row.status in ("cancelled", "failed"):
            raise Gone(
                "This file is no longer kept. Bring it again: what is there already is not doubled.", code="file_gone"
            )
        more = {"ended_at": None, "ended_because": "", "ended_words": "", "failures": 0}
        row = _moved(member, upload, "resume", now, **more)
        tell(catalogue.IMPORT_RESUMED, row, member, now)
        enqueue(JOB, str(row.pk))
    return _again(row)


def undo_import(*, member: Membership, upload: Import, now: datetime) -> Import:
    """Takes back the mentions it made, as a job, but for those somebody works on. Raises Conflict, Gone after 30 days."""
    with unique(Conflict(_AT_WORK, code="import_running"), "import_one_at_work"):
        row = _own(member, upload.pk)
        if row.ended_at is not None and now - row.ended_at > UNDO_FOR:
            raise Gone("An import can be undone for 30 days.", code="too_late")
        row = _moved(member, upload, "undo", now)
        tell(catalogue.IMPORT_UNDO_STARTED, row, member, now)
        files.drop([row.pk], now)
        enqueue(UNDO_JOB, str(row.pk))
    return _again(row)


@transaction.atomic
def discard_import(*, member: Membership, upload: Import, now: datetime) -> Import:
    """Throws a file away that was only looked at. Raises Conflict once begun."""
    row = _moved(member, upload, "discard", now, ended_at=now)
    files.drop([row.pk], now)
    tell(catalogue.IMPORT_DISCARDED, row, member, now)
    return _again(row)


def amiss_lines(*, member: Membership, upload: Import) -> Iterator[tuple[int, str, str, str]]:
    """The rows that were amiss: row, column, what, and whether it was taken all the same. Raises NotFound."""
    row = Import.objects.visible_to(member).filter(pk=upload.pk).first()
    if row is None:
        raise NotFound("There is no such file.")
    for batch in row.journal.order_by("number").values_list("amiss", flat=True).iterator(chunk_size=50):
        for number, column, what, taken in batch:
            yield number, column, what, "taken" if taken else "left out"


def sweep(*, now: datetime) -> int:
    """Has those go on whose worker was lost, drops files that are over, forgets what is past undoing. In this agency."""
    stalled = Import.objects.filter(status__in=AT_WORK, moved_at__lte=now - timedelta(minutes=1))
    jobs = [(JOB if status == "running" else UNDO_JOB, pk) for pk, status in stalled.values_list("pk", "status")]
    for job, pk in jobs:
        enqueue(job, str(pk))
    over = Import.objects.filter(file_until__lte=now).exclude(status__in=AT_WORK)
    waiting = list(over.filter(status="ready").values_list("pk", flat=True))
    with transaction.atomic():
        dropped = files.drop(list(over.values_list("pk", flat=True)), now)
        for pk in waiting:
            move(Import.objects.all(), pk, IMPORT, "discard", ended_at=now)
    past = Import.objects.filter(ended_at__lte=now - UNDO_FOR, batches__gt=0).exclude(status__in=AT_WORK)
    for row in past:
        row.journal.all().delete()
    past.update(batches=0)
    ImportPart.objects.filter(upload__file_until=None).delete()
    return len(jobs) + dropped


def zone_of(upload: Import) -> ZoneInfo:
    """Of the times that name none."""
    return ZoneInfo(upload.zone or "UTC")


def tell(action: Action, row: Import, by: Membership | None, now: datetime, **data: Any) -> None:
    """Writes down what happened to a file, in the caller's transaction; its name is its owner's word, and no post's."""
    record(action, About(row.pk, row.name, brand=row.brand_id), by=by, now=now, **data)


def _own(member: Membership, pk: UUID) -> Import:
    row: Import | None = Import.objects.visible_to(member).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such file.")
    return row


def _again(row: Import) -> Import:
    fresh: Import = Import.objects.select_related("brand", "user").get(pk=row.pk)
    return fresh


def _expect_ready(row: Import) -> None:
    if row.status != "ready":
        raise Conflict("This file was begun already.", code="wrong_state", data={"current": row.status})


def _moved(member: Membership, upload: Import, action: str, now: datetime, **values: Any) -> Import:
    require(member, "sources.edit")
    move(Import.objects.visible_to(member), upload.pk, IMPORT, action, moved_at=now, **values)
    return _again(upload)
