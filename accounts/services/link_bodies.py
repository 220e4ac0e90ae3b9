"""What private links answer with: a calendar (RFC 5545) and a feed of alerts (RFC 4287), written by their libraries.

The same facts give the same bytes: whoever asks again learns by their digest that nothing changed.
"""

import io
from datetime import UTC, datetime, timedelta

from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Event, vDuration

from accounts import hooks
from accounts.bidi import isolate
from accounts.hooks import CalendarEntry
from accounts.models import PrivateLink
from accounts.services.agencies import origin_of

CALENDAR_TYPE, FEED_TYPE = "text/calendar; charset=utf-8", "application/atom+xml; charset=utf-8"
PAST, AHEAD = timedelta(days=30), timedelta(days=366)
MOST_ALERTS = 100
# How often a calendar that follows advice fetches it again.
REFRESH = timedelta(minutes=15)
KIND_WORDS = {"task": "Task", "update": "Promised update", "debrief": "Debrief", "planned_event": "Planned event"}


def calendar(link: PrivateLink, now: datetime) -> bytes:
    """Promised updates, one's own tasks, debriefs that are due and planned events, of a month back and a year ahead."""
    origin = origin_of(link.agency)
    made = Calendar()
    made.add("prodid", "-//Firebreak//Firebreak//EN")
    made.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # RFC 7986's, and the one that older programs read
        made.add(name, f"{link.agency.name}: Firebreak")
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))  # the same for Outlook
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for entries in (answer(link.member, since=today - PAST, until=today + AHEAD) for answer in hooks.calendars.answers):
        for entry in entries:
            made.add_component(_event(entry, origin))
    return bytes(made.to_ical())


def _event(entry: CalendarEntry, origin: str) -> Event:
    changed, words = _second(entry.changed_at), KIND_WORDS[entry.kind]
    made = Event()
    # RFC 5545 3.8.4.7: the same for ever, else each fetch would add another entry. 3.8.7.2: the stamp is of the last
    # change where no METHOD stands, and `now` would change the bytes each time.
    made.add("uid", f"{entry.kind}-{entry.id}@firebreak")
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("sequence", entry.sequence)  # 3.8.7.4: the higher one wins where two copies meet
    made.add("dtstart", _second(entry.starts_at))
    if entry.ends_at is not None:
        made.add("dtend", _second(entry.ends_at))
    made.add("summary", f"{'[Drill] ' if entry.drill else ''}{words}: {entry.title}")
    made.add("description", f"{words} of {isolate(entry.brand)}.{' This is a drill.' if entry.drill else ''}")
    made.add("categories", [words, entry.brand, *(["Drill"] if entry.drill else [])])
    made.add("url", origin + entry.path)
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")  # a deadline keeps nobody from being invited
    return made


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


class _AlertFeed(Atom1Feed):
    """Of an empty one, too, it is said when it changed: Django would say now."""

    def __init__(self, made_at: datetime, title: str, link: str, *, author_name: str, feed_guid: str) -> None:
        super().__init__(title, link, "", author_name=author_name, feed_guid=feed_guid)
        self._made_at = made_at

    def latest_post_date(self) -> datetime:
        """The newest change among what it shows."""
        changed: list[datetime] = [item["updateddate"] for item in self.items]
        return max([self._made_at, *changed])


def alerts(link: PrivateLink, now: datetime) -> bytes:
    """The newest alerts. The address itself is not in it: a copy of the text opens nothing."""
    origin, name = origin_of(link.agency), link.agency.name
    feed = _AlertFeed(
        link.created_at, f"{name}: alerts", f"{origin}/alerts/", author_name=name, feed_guid=f"urn:uuid:{link.pk}"
    )
    for entry in hooks.alert_feed.answer(link.member, most=MOST_ALERTS):
        feed.add_item(
            title=entry.title,
            link=origin + entry.path,
            description=entry.text,
            unique_id=f"urn:uuid:{entry.id}",
            pubdate=entry.published_at,
            updateddate=entry.changed_at,
            categories=entry.words,
        )
    written = io.BytesIO()
    feed.write(written, "utf-8")
    return written.getvalue()
