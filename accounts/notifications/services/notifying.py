"""News: one row a person, delivered by the ways they chose, acknowledged or passed on."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.db.models import Q

from accounts.brands.models import Brand, BrandTeam
from accounts.delivery import enqueue
from accounts.errors import NotFound
from accounts.events.models import Event
from accounts.models import Membership, User
from accounts.notifications.models import Delivery, Notification, PushSubscription
from accounts.notifications.services.audience import clients_among
from accounts.notifications.services.choices import chosen
from accounts.notifications.services.subjects import Subject, keeper_of, waits
from accounts.notifications.services.timing import holds
from accounts.permissions import require
from accounts.roles import CLIENT, EVERY_BRAND
from accounts.tenancy import current_agency, current_schema
from accounts.truncation import truncate_middle

_SALT = "firebreak.acknowledge"


def notify(
    user_ids: Iterable[int],
    *,
    of: Event,
    brand: Brand | None,
    kind: str,
    title: str,
    body: str,
    path: str,
    now: datetime,
    dedupe: str = "",
    severity: int | None = None,
    about: Subject | None = None,
    ack_due_at: datetime | None = None,
    round: int = 1,
    digest: bool = False,
    not_before: datetime | None = None,
) -> list[Notification]:
    """Tells people of an event that is on record, each once: a repeat with the same `dedupe` (without one: of the same event)
    changes nothing. Returns the new rows.

    The rows are there at once; mails and pushes wait for the end of a person's quiet hours, unless the severity comes
    through them, with `digest` for their next digest, and for `not_before` in any case. What waited goes out as one
    message. The clock of a page (`ack_due_at`) runs in any case; a page is never left to a digest, and it is `about`
    something whose end is its end (ValueError).

    In the caller's transaction: rows of deliveries are written with it and sent after its commit. The parameters are
    what a notification is; a request object would only rename them. Webhooks hear of events, whoever is told (services/webhooks).
    """
    if ack_due_at is not None and (digest or about is None):
        raise ValueError("a page can't wait for a digest" if digest else "a page is about something")
    people = sorted(set(user_ids))
    ways = chosen(people, kind)
    held = holds([user for user in people if ways[user]], severity=severity, digest=digest, now=now)
    clients = clients_among(people)
    rows = [
        Notification(
            user_id=user, brand=brand, kind=kind, severity=severity, title=truncate_middle(title, 200), body=body, path=path[:300],
            dedupe=(dedupe or f"event:{of.pk}")[:200], event_id=of.pk, created_at=now, ack_due_at=ack_due_at, in_digest=digest, round=round,
            held_until=max(filter(None, (held.get(user), not_before)), default=None), not_before=not_before,
            subject_kind=about.kind if about else "", subject_id=about.id if about else None,
            internal=user not in clients,
        )
        for user in people
    ]  # fmt: skip
    with transaction.atomic():
        # ON CONFLICT DO NOTHING, then those of ours that are there: the ids are ours, so a repeat finds none.
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        new = list(Notification.objects.filter(pk__in=[row.pk for row in rows]))
        deliveries = _deliveries(new, ways, now)
        Delivery.objects.bulk_create(deliveries)
        ring(deliveries)
    return new


def _deliveries(rows: list[Notification], ways: dict[int, list[str]], now: datetime) -> list[Delivery]:
    addresses = dict(User.objects.filter(pk__in=ways, is_active=True).values_list("pk", "email"))
    browsers = list(PushSubscription.objects.filter(user_id__in=ways, gone_at=None).values_list("user_id", "pk"))
    deliveries = []
    for row in rows:
        targets = []
        if "mail" in ways[row.user_id] and row.user_id in addresses:
            targets.append(("mail", addresses[row.user_id]))
        if "push" in ways[row.user_id]:
            targets += [("push", str(pk)) for user, pk in browsers if user == row.user_id]
        deliveries += [
            Delivery(
                notification=row, channel=channel, target=target, next_try_at=row.held_until or now, created_at=now,
                gathered=row.held_until is not None,
            )
            for channel, target in targets
        ]  # fmt: skip
    return deliveries


def ring(deliveries: list[Delivery]) -> None:
    """After the commit: the fast path. The sweep over due rows is the guarantee, and takes what is held when its time comes."""
    for row in deliveries:
        if not row.gathered:
            enqueue("accounts.notifications.jobs.deliver", str(row.pk))


def people_to_page(brand: Brand) -> list[int]:
    """Whom a page of this brand wakes, in order: the team's first, second, …; without any, the agency's owners and admins."""
    ordered = BrandTeam.objects.filter(brand=brand, page_order__isnull=False).order_by("page_order")
    able = _able(list(ordered.values_list("user_id", flat=True)))
    return able or owners_and_admins()


def _able(user_ids: list[int]) -> list[int]:
    active = set(
        Membership.objects.filter(
            agency_id=current_agency().pk, user_id__in=user_ids, status="active", user__is_active=True
        )
        .exclude(role=CLIENT)
        .values_list("user_id", flat=True)
    )
    return [user for user in user_ids if user in active]


def owners_and_admins() -> list[int]:
    """The agency's active owners and admins."""
    members = Membership.objects.filter(
        agency_id=current_agency().pk, role__in=EVERY_BRAND, status="active", user__is_active=True
    )
    return list(members.order_by("pk").values_list("user_id", flat=True))


def still_active_on(brand: Brand | None, user_ids: Iterable[int]) -> list[int]:
    """Of these people, in their order, those who still work in the agency and, where there is one, on the brand."""
    able = _able(list(user_ids))
    if brand is None:
        return able
    around = set(BrandTeam.objects.filter(brand=brand).values_list("user_id", flat=True)) | set(owners_and_admins())
    return [user for user in able if user in around]


def acknowledge(member: Membership, notification: Notification, *, now: datetime) -> None:
    """The person has it in hand: what it is about is theirs, and nobody is woken next. A repeat changes nothing.

    Raises NotFound where they may not read it any more, and whatever the subject's keeper raises: the page then goes on.
    """
    require(member, "notifications.set")
    mine = Notification.objects.visible_to(member).filter(user_id=member.user_id, pk=notification.pk)
    row: Notification | None = mine.first()
    if row is None:
        raise NotFound("There is no such notification.")
    if row.acknowledged_at is not None:
        return
    subject = subject_of(row)
    with transaction.atomic():
        if subject is not None:
            # First the subject, then its pages: the order in which everybody locks them.
            keeper = keeper_of(subject)
            if keeper is not None:
                keeper.acknowledge(member, subject.id, now=now)
            settle(subject, now=now)
        mine.filter(acknowledged_at=None).update(acknowledged_at=now)
        mine.filter(read_at=None).update(read_at=now)


def subject_of(row: Notification) -> Subject | None:
    """What a notification is about; None where it only says something."""
    return Subject(row.subject_kind, row.subject_id) if row.subject_id is not None else None


def about_alert(alert_id: UUID) -> Subject:
    """An alert as the subject of pages."""
    return Subject("alert", alert_id)


def settle(subject: Subject, *, now: datetime, by: int | None = None) -> None:
    """It ended, or somebody has it in hand: nobody needs to acknowledge it any more, nobody is woken next.

    `by`: the user id of whoever took it in hand or decided it. What they were told of it is not new to them any more.
    """
    settle_all(subject.kind, [subject.id], now=now, by=by)


def settle_all(kind: str, ids: Iterable[UUID], *, now: datetime, by: int | None = None) -> None:
    """The same for several subjects of a kind, in one step."""
    told = Notification.objects.filter(subject_kind=kind, subject_id__in=list(ids))
    told.filter(acknowledged_at=None).update(acknowledged_at=now)
    if by is not None:
        said = Q(held_until=None) | Q(held_until__lte=now)  # what waits still may grow, and is news when it goes out
        told.filter(said, user_id=by, read_at=None).update(read_at=now)


def move_pages(old: Subject, new: Subject, *, path: str) -> None:
    """One matter went into another: its pages that nobody acknowledged are the other's from now on, and lead to `path`."""
    waiting = Notification.objects.filter(subject_kind=old.kind, subject_id=old.id, acknowledged_at=None)
    waiting.update(subject_kind=new.kind, subject_id=new.id, path=path[:300])


def settle_ended(brand_id: UUID, *, now: datetime) -> None:
    """Settles every open page of the brand whose subject no longer waits: of those that end together with another."""
    waiting = Notification.objects.filter(
        brand_id=brand_id, acknowledged_at=None, subject_id__isnull=False, ack_due_at__isnull=False
    )
    # Always in the same order: two who end several of them at once lock the pages of the one after those of the other.
    for kind, pk in waiting.order_by("subject_kind", "subject_id").values_list("subject_kind", "subject_id").distinct():
        if pk is not None and not waits(Subject(kind, pk)):
            settle(Subject(kind, pk), now=now)


def mark_read(member: Membership, *, now: datetime, ids: list[Any] | None = None) -> int:
    """Marks one's own as read: those named, or all. Returns how many were new."""
    mine = Notification.objects.visible_to(member).filter(user_id=member.user_id, read_at=None)
    return int((mine if ids is None else mine.filter(pk__in=ids)).update(read_at=now))


def acknowledge_token(notification: Notification) -> str:
    """For the link in a mail: names the notification and the agency; opening it only shows, acknowledging is a POST."""
    return signing.dumps([current_schema(), str(notification.pk)], salt=_SALT)


def by_token(token: str) -> tuple[Notification, Membership]:
    """The notification of a mail's link and the member it is for. Raises NotFound for anything amiss, after 7 days too."""
    gone = NotFound("This link is no longer valid. Open the agency's page instead.")
    try:
        schema, pk = signing.loads(token, salt=_SALT, max_age=timedelta(days=7))
    except (signing.BadSignature, ValueError):
        # One answer for all: a link that was forged or is old says nothing about what it names.
        raise gone from None
    if schema != current_schema():
        raise gone
    notification = Notification.objects.filter(pk=pk).first()
    if notification is None:
        raise gone
    member = (
        Membership.objects.select_related("user", "agency")
        .filter(agency_id=current_agency().pk, user_id=notification.user_id)
        .first()
    )
    mine = Notification.objects.visible_to(member).filter(user_id=notification.user_id, pk=pk)
    if member is None or not mine.exists():
        raise gone
    return notification, member
