"""A page nobody acknowledged goes to the brand's next person, those in quiet hours last; then to the agency's heads.

All pages of one subject are one chain, gone through up to three times. It ends with its subject, or aloud.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from accounts.events.catalogue import declare
from accounts.events.services.recording import About, record
from accounts.models import Agency
from accounts.notifications.models import Notification
from accounts.notifications.services.audience import refusals
from accounts.notifications.services.notifying import (
    notify,
    owners_and_admins,
    people_to_page,
    settle,
    still_active_on,
    subject_of,
)
from accounts.notifications.services.subjects import Subject, keeper_of, waits
from accounts.notifications.services.timing import awake_first

ROUNDS = 3
MOST = 200  # pages passed on in one go; the next goes on with the rest
_MILDEST = 9
PASSED_ON = declare(
    "page.passed_on", "A page nobody acknowledged went to whoever is next.", of=str, to=list[int], round=int
)
UNANSWERED = declare("page.unanswered", "Everybody was woken, and nobody acknowledged.", of=str, woken=int)
_LATE = ("Not acknowledged in time, so it is sent to you.", "Not acknowledged in time, so it is sent to you again.")


def escalate(now: datetime) -> int:
    """Passes on every page whose time ran out. Harmless if run twice: each is passed on once. Returns how many."""
    late = Notification.objects.filter(acknowledged_at=None, escalated_at=None, ack_due_at__lt=now)
    rows = late.only("subject_kind", "subject_id").order_by("ack_due_at")
    passed = 0
    # Each matter once, however many pages of it are late: what waits for a more severe one of its own holds up nobody else's.
    for subject in dict.fromkeys(subject_of(page) or _own(page) for page in rows):
        with transaction.atomic():
            passed += _pass_on(subject, now)
        if passed >= MOST:
            break
    return passed


def pass_on_from(agency: Agency, user_ids: Collection[int], *, now: datetime) -> None:
    """A page of somebody who may not see it any more wakes the next person now: nobody waits for its time to run out."""
    waiting = Notification.objects.filter(
        user_id__in=user_ids, acknowledged_at=None, escalated_at=None, ack_due_at__isnull=False
    )
    of_person: dict[int, list[Notification]] = {}
    for page in waiting.select_related("brand", "user").order_by("ack_due_at"):
        of_person.setdefault(page.user_id, []).append(page)
    left: dict[Subject, list[Notification]] = {}
    for pages in of_person.values():
        gone = refusals(pages)
        for page in pages:
            if page.pk in gone:
                left.setdefault(subject_of(page) or _own(page), []).append(page)
    # Several are locked in one transaction: everybody takes them in the same order.
    for subject in sorted(left, key=lambda one: (one.kind, one.id)):
        _pass_on(subject, now, left[subject])


def _own(page: Notification) -> Subject:
    """A page from before pages had subjects is its own."""
    Notification.objects.filter(pk=page.pk, subject_id=None).update(subject_kind="page", subject_id=page.pk)
    return Subject("page", page.pk)


def _pass_on(subject: Subject, now: datetime, left: Collection[Notification] = ()) -> int:
    """The next step of the subject's chain, once the last one's time is over for all who were asked in it. For those who
    `left` it is over now.

    First the subject is locked, then its pages: the order in which everybody locks them.
    """
    if not waits(subject, lock=True):
        settle(subject, now=now)
        return 0
    rows = _waiting(subject)
    going = [page for page in rows if page.escalated_at is None]
    if not going:
        return 0
    # The most severe that somebody may still answer sets the pace and the words; milder ones of the matter go along with it.
    worst = min(page.severity or _MILDEST for page in going)
    chain = _newest_chain([page for page in rows if (page.severity or _MILDEST) == worst])
    gone = {page.pk for page in left}
    step = [page for page in chain if page.escalated_at is None]
    runs = any(page.ack_due_at is not None and page.ack_due_at >= now for page in step if page.pk not in gone)
    over = [page.pk for page in going if not runs or page.pk in gone]
    Notification.objects.filter(pk__in=over).update(escalated_at=now)
    if runs:
        return 0
    people = _next(chain, now)
    if not people[0]:
        _end(subject, chain, now)
        return 0
    why = next((f"{page.user} is no longer available, so it is sent to you." for page in left), "")
    return _wake(people, chain, subject, now, why)


def _newest_chain(rows: Sequence[Notification]) -> list[Notification]:
    """Of pages of one severity, oldest first, those since the last chain came to its end.

    While a chain runs somebody's time always does: a page that comes when nobody's does any more begins a chain of its own.
    """
    chain: list[Notification] = []
    for page in rows:
        ended = all(one.escalated_at is not None and one.escalated_at < page.created_at for one in chain)
        chain = [page] if ended and page.escalated_from_id is None else [*chain, page]
    return chain


def _wake(
    people: tuple[list[int], int], chain: Sequence[Notification], subject: Subject, now: datetime, why: str
) -> int:
    woken, round_ = people
    first, last = chain[0], chain[-1]
    wait = first.ack_due_at - first.created_at if first.ack_due_at else None
    word = f"{first.dedupe}:next{len(chain)}"
    about = About(subject.id, brand=first.brand, severity=first.severity)
    # Whom: a chain wakes people of whom each has no page of this word yet, so that those are the ones it is passed on to.
    event = record(PASSED_ON, about, by=None, now=now, of=subject.kind, to=woken, round=round_)
    rows = notify(
        woken, of=event, brand=first.brand, kind=first.kind, title=first.title, path=first.path, severity=first.severity,
        body=f"{why or _LATE[round_ > 1]}\n\n{first.body}",
        dedupe=word, about=subject, ack_due_at=now + wait if wait else None, round=round_, now=now,
    )  # fmt: skip
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(escalated_from=last)
    return len(rows)


def _waiting(subject: Subject) -> list[Notification]:
    """The subject's pages that wait, oldest first, locked."""
    rows = Notification.objects.filter(
        subject_kind=subject.kind, subject_id=subject.id, acknowledged_at=None, ack_due_at__isnull=False
    )
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("created_at", "pk")
    return list(locked.select_related("brand"))


def _next(chain: Sequence[Notification], now: datetime) -> tuple[list[int], int]:
    """Whom the page goes to, and in which round; nobody once the last round is over."""
    brand, severity, round_ = chain[0].brand, chain[0].severity, chain[-1].round
    told = {page.user_id for page in chain if page.round == round_}
    team = people_to_page(brand) if brand else []
    able = awake_first([user for user in team if user not in told], severity=severity, now=now)[:1]
    able = able or [user for user in owners_and_admins() if user not in told]
    if able or round_ >= ROUNDS:
        return able, round_
    began = [page.user_id for page in chain if page.round == 1 and page.escalated_from_id is None]
    return still_active_on(brand, began) or awake_first(team, severity=severity, now=now)[
        :1
    ] or owners_and_admins(), round_ + 1


def nobody(title: str) -> str:
    """What a page is called when its chain has come to its end."""
    return f"Nobody acknowledged: {title}"


def _end(subject: Subject, chain: Sequence[Notification], now: datetime) -> None:
    """Says that nobody acknowledged: to the heads, and where the subject stands."""
    first = chain[0]
    people = len({page.user_id for page in chain})
    asked = "1 person was" if people == 1 else f"{people} people were"
    title, body = (
        nobody(first.title),
        f"{asked} woken, {ROUNDS} times over. Nobody is woken any more.",
    )
    dedupe = f"{first.dedupe}:unanswered{len(chain)}"
    about = About(subject.id, brand=first.brand, severity=first.severity)
    event = record(UNANSWERED, about, by=None, now=now, of=subject.kind, woken=people)
    notify(
        owners_and_admins(),
        of=event,
        brand=first.brand,
        kind=first.kind,
        title=title,
        body=body,
        path=first.path,
        dedupe=dedupe,
        severity=first.severity,
        now=now,
    )
    keeper = keeper_of(subject)
    if keeper is not None:
        keeper.unanswered(subject.id, now=now)
