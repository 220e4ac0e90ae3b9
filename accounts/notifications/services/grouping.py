"""News of one matter that comes thick: the first is told at once, what follows within minutes grows into one message a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.brands.models import Brand
from accounts.events.models import Event
from accounts.notifications.models import Notification
from accounts.notifications.services.notifying import notify
from accounts.notifications.services.subjects import Subject

GATHER = timedelta(minutes=10)
LOOK_BACK = timedelta(days=1)  # longer than any quiet night
SHOWN = 20  # lines of a message; the count says the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One event of a matter. `many` is the title of several and takes their `count`; `line` is this one's own words.

    `ack_due_at`: by when it wants somebody; None where it only says something.
    """

    of: Event
    brand: Brand
    kind: str
    about: Subject
    title: str
    many: str
    line: str
    path: str
    dedupe: str
    severity: int
    ack_due_at: datetime | None = None


@transaction.atomic
def notify_grouped(user_ids: Iterable[int], piece: Piece, *, now: datetime) -> None:
    """Tells each of them of it: in the message that still waits for them, in one that is sent at the end of ten minutes
    since the last, or at once where there was none or it is more severe.

    It is a page unless one that is as severe runs for the same matter: whoever acknowledges that has this in hand, too.
    """
    # Asked once: the page of the first of them is no reason for the others to have none.
    in_hand = piece.ack_due_at is None or _runs(piece)
    for user in sorted(set(user_ids)):  # their messages are locked in one order, whoever tells
        last = _last(user, piece, now)
        if last is not None and _still_waits(last, now):
            _grow(last, piece, in_hand, now)
            continue
        told_at = max(last.created_at, last.held_until or last.created_at) if last is not None else None
        not_before = told_at + GATHER if told_at is not None and told_at + GATHER > now else None
        due = None if in_hand else _due(piece, not_before, now)
        notify(
            [user], of=piece.of, brand=piece.brand, kind=piece.kind, title=piece.title, body=piece.line, path=piece.path,
            dedupe=piece.dedupe, severity=piece.severity, about=piece.about, ack_due_at=due, not_before=not_before, now=now,
        )  # fmt: skip


def _last(user: int, piece: Piece, now: datetime) -> Notification | None:
    """The newest message to them about the matter that is as severe as this one, or more."""
    rows = Notification.objects.filter(
        user_id=user, subject_kind=piece.about.kind, subject_id=piece.about.id, escalated_from=None, in_digest=False,
        severity__lte=piece.severity, created_at__gt=now - LOOK_BACK,
    )  # fmt: skip
    return rows.select_for_update(of=("self",), no_key=True).order_by("-created_at").first()


def _still_waits(row: Notification, now: datetime) -> bool:
    return row.read_at is None and row.held_until is not None and row.held_until > now


def _grow(row: Notification, piece: Piece, in_hand: bool, now: datetime) -> None:
    due = None if in_hand else _due(piece, row.held_until, now)
    row.count += 1
    row.title = piece.many.format(count=row.count)[:200]
    if row.count <= SHOWN:
        row.body += f"\n{piece.line}"
    elif row.count == SHOWN + 1:
        row.body += "\n…"
    if row.ack_due_at is None:
        row.ack_due_at = due
        row.acknowledged_at = None if row.ack_due_at else row.acknowledged_at
    elif row.acknowledged_at is not None and piece.ack_due_at is not None:
        row.ack_due_at, row.acknowledged_at, row.escalated_at = due, None, None
    row.save(update_fields=["count", "title", "body", "ack_due_at", "acknowledged_at", "escalated_at"])


def _runs(piece: Piece) -> bool:
    """Whether a page of the matter that is as severe runs already, whoever has it."""
    running = Notification.objects.filter(
        subject_kind=piece.about.kind, subject_id=piece.about.id, acknowledged_at=None, escalated_at=None,
        ack_due_at__isnull=False, severity__lte=piece.severity,
    )  # fmt: skip
    return running.exists()


def _due(piece: Piece, not_before: datetime | None, now: datetime) -> datetime | None:
    """By when a message of it must be acknowledged; the clock starts when the message goes out."""
    if piece.ack_due_at is None:
        return None
    return max(piece.ack_due_at, (not_before or now) + (piece.ack_due_at - now)) if not_before else piece.ack_due_at
