"""The record as somebody reads it: one page, without scripts and links to anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.formats import format_time
from accounts.models import Membership
from incidents.evidence.services.gathering import Gathered
from incidents.models import Incident
from incidents.services import timeline
from incidents.views.wording import faces


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said or done: when, by whom, in which words."""

    at: str
    head: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Some of them, under a heading."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """The whole record in words. `zone`: in which its times are."""

    title: str
    brand: str
    cut: str
    zone: str
    facts: Sequence[str]
    chapters: Sequence[Chapter]
    seq: int
    digest: str


def page_of(incident: Incident, what: Gathered, reader: Membership, cut: str) -> RecordPage:
    """The record in words, its times in the agency's zone."""
    record, zone = what.record, reader.agency.time_zone
    with timezone.override(ZoneInfo(zone)):
        chapters = [Chapter(title, lines) for title, lines in _chapters(record, what, reader) if lines]
        facts = [f"Status: {record['incident']['status']}", f"Severity: {record['incident']['severity']}"]
        facts += [f"Opened: {_time(record['incident']['opened_at'])}"]
        facts += [f"There are more than 5,000 {name}; the rest is not in this file." for name in record["left_out"]]
    return RecordPage(
        title=f"#{incident.number} {incident.title}",
        brand=str(incident.brand),
        cut=cut,
        zone=zone,
        facts=facts,
        chapters=chapters,
        seq=record["chain"]["seq"],
        digest=record["chain"]["digest"],
    )


def _chapters(record: dict[str, Any], what: Gathered, reader: Membership) -> list[tuple[str, list[Line]]]:
    who = record["people"]
    corrected = timeline.corrected(member=reader, entries=what.entries)
    by_seq = {entry.seq: corrected[entry.pk] for entry in what.entries if entry.pk in corrected}
    told = faces(what.entries, reader=reader, corrected=by_seq, here="")
    return [
        ("Timeline", [Line(format_time(one["at"]), f"{one['seq']}. {one['who']} {one['what']}", one["body"]) for one in told]),
        ("Status updates", [Line(_time(one["sent_at"]), "Sent to the client", one["text"]) for one in record["updates"]]),
        ("Public answers", [_answer(one, who) for one in record["answers"]]),
        ("Tasks", [Line(_time(one["due_at"]), f"{one['title']}: {one['status']}", one["skip_reason"]) for one in record["tasks"]]),
        ("Alerts", [Line(_time(one["raised_at"]), one["sentence"]) for one in record["alerts"]]),
        ("Mentions", [_mention(one) for one in record["mentions"]]),
        ("Debrief", [line for one in record["debriefs"] for line in _debrief(one)]),
    ]  # fmt: skip


def _answer(one: dict[str, Any], who: dict[str, str]) -> Line:
    asked = [
        f"{who.get(str(row['asked_of']), row['asked_of'])}: {row['status']} {_time(row['decided_at'])} {row['reason']}".strip()
        for row in one["approvals"]
    ]
    stands = [f"Stands at {row['url']} since {_time(row['confirmed_at'])}" for row in one["publications"]]
    sha = f"SHA-256 {one['text_sha256']}"
    return Line(
        _time(one["drafted_at"]), f"{one['title']}: {one['status']}", "\n".join([one["text"], sha, *asked, *stands])
    )


def _mention(one: dict[str, Any]) -> Line:
    post = one["post"]
    author = post["author_handle"] or post["author"] or "somebody"
    return Line(
        _time(one["published_at"]), f"{author}: {post['title']}", "\n".join(filter(None, [post["text"], post["url"]]))
    )


def _debrief(one: dict[str, Any]) -> list[Line]:
    parts = {name: one[name] for name in ("what_happened", "went_well", "went_badly", "root_causes") if one[name]}
    lines = [Line("", name.replace("_", " ").capitalize(), text) for name, text in parts.items()]
    return lines + [Line(_time(lesson["at"]), "Lesson", lesson["text"]) for lesson in one["lessons"]]


def _time(text: str | None) -> str:
    at = parse_datetime(text) if text else None
    return format_time(at) if at else ""
