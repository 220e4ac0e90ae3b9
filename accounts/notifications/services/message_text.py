"""What a mail or a push says: of one notification, or of those that waited together for quiet hours or a digest."""

from collections.abc import Sequence
from typing import Any

from accounts import hooks
from accounts.bidi import isolate, isolate_within
from accounts.models import Agency
from accounts.notifications.models import Notification
from accounts.notifications.services.notifying import acknowledge_token
from accounts.notifications.services.timing import zone_of
from accounts.services.agencies import origin_of
from accounts.truncation import ELLIPSIS, truncate_middle

SEVERITIES = {1: "Critical", 2: "Major", 3: "Moderate", 4: "Minor"}
NAMED_BY_PUSH = 3
LIST_PATH = "/notifications/"


def of(rows: Sequence[Notification], agency: Agency) -> tuple[str, str]:
    """Subject and text of the mail. `rows` are of one person, oldest first, at least one."""
    origin = origin_of(agency)
    foot = ["", "--", f"{isolate(agency.name)} on Firebreak. Notification settings: {origin}/notifications/choices/"]
    if len(rows) == 1:
        [news] = rows
        lines = [isolate_within(news.title), "", news.body, "", *_links(news, origin, blank=True)]
        return _line(news), "\n".join([*lines, *foot])
    lines = [_headline(rows), ""]
    for number, news in enumerate(rows, start=1):
        lines += [*_item(number, news, origin), ""]
    lines.append(f"All of them: {origin}{LIST_PATH}")
    return _headline(rows), "\n".join([*lines, *foot])


def short(subject: str) -> str:
    """A mail's subject in about 150 characters, and no half of an isolate in it."""
    line = truncate_middle(subject, 150)
    return line if line == subject else ELLIPSIS.join(isolate_within(part) for part in line.split(ELLIPSIS))


def push_of(rows: Sequence[Notification]) -> dict[str, Any]:
    """The message a browser shows. `rows` as above."""
    if len(rows) == 1:
        [news] = rows
        return {"title": isolate_within(news.title), "body": news.body[:300], "path": news.path, "tag": news.dedupe}
    named = "\n".join(_line(news) for news in rows[:NAMED_BY_PUSH])
    more = f"\nand {len(rows) - NAMED_BY_PUSH} more" if len(rows) > NAMED_BY_PUSH else ""
    # The same tag replaces the last gathering that was not looked at: the list has them all.
    return {"title": _headline(rows), "body": (named + more)[:300], "path": LIST_PATH, "tag": "gathered"}


def _headline(rows: Sequence[Notification]) -> str:
    if all(news.in_digest for news in rows):
        return f"Digest: {len(rows)} notifications"
    return f"{len(rows)} notifications waited for you"


def _item(number: int, news: Notification, origin: str) -> list[str]:
    local = news.created_at.astimezone(zone_of(news.user.time_zone))
    facts = [f"{local:%H:%M} {local:%Z} on {local.day} {local:%B}"]
    if news.severity in SEVERITIES:
        facts.insert(0, SEVERITIES[news.severity])
    if news.acknowledged_at is not None:
        facts.append("acknowledged")
    elif news.escalated_at is not None:
        facts.append("passed on")
    lines = [f"{number}. {_line(news)}", f"   {' · '.join(facts)}"]
    lines += [f"   {line}" for line in news.body.splitlines()[:4] if line.strip()]
    return [*lines, *(f"   {line}" for line in _links(news, origin))]


def _links(news: Notification, origin: str, *, blank: bool = False) -> list[str]:
    """Where it leads; and for a page that still waits, where it is acknowledged."""
    # Some news leads further by mail than on a page: a signed link, made here and stored nowhere.
    path = hooks.mailed_path.answer(
        subject_kind=news.subject_kind, subject_id=news.subject_id, user_id=news.user_id, path=news.path
    )
    lines = [f"{origin}{path}"]
    if news.ack_due_at and news.acknowledged_at is None:
        lines += [*([""] if blank else []), f"Acknowledge: {origin}/links/acknowledge/{acknowledge_token(news)}/"]
    return lines


def _line(news: Notification) -> str:
    """What it is about in one line. The title is a sentence of ours; the body's lines stay as they were written."""
    title = isolate_within(news.title)
    return f"[{isolate(news.brand)}] {title}" if news.brand else title
