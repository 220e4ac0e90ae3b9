"""The gallery's sample data: invented brands at one fixed moment, Tue 10 Nov 2026, 14:12:18 CET."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms

NOW = datetime(2026, 11, 10, 13, 12, 18, tzinfo=UTC)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """A moment of that day, given in CET."""
    return datetime(2026, 11, 10, hour - 1, minute, second, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind, two of them wrong."""

    phone = forms.CharField(label="Contact’s phone", initial="0555 0187")
    due = forms.IntegerField(
        label="Due", min_value=0, error_messages={"min_value": "A step can’t be due before the start. Use 0 or more."}
    )
    role = forms.ChoiceField(
        label="Role", choices=[("", "Choose"), ("lead", "Lead")], error_messages={"required": "Choose a role."}
    )
    text = forms.CharField(label="Instructions", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    urgent = forms.BooleanField(
        label="Required step", required=False, help_text="An incident can’t be resolved without it."
    )
    lane = forms.ChoiceField(
        label="Approval", choices=[("legal", "Legal"), ("client", "Client")], widget=forms.RadioSelect
    )
    sources = forms.MultipleChoiceField(
        label="Sources", choices=[("n", "News"), ("f", "Forum")], widget=forms.CheckboxSelectMultiple, required=False
    )


def frame() -> dict[str, Any]:
    """What every page of an agency gets."""
    keys = ["Home", "Inbox", "Alerts", "Incidents", "Brands", "Plans", "Debriefs", "Settings"]
    counts = {"Inbox": 38, "Alerts": 2, "Incidents": 2}
    return {
        "now": NOW,
        "agency": {"name": "Northwind Comms", "slug": "northwind", "status": "active"},
        "member": {"display_name": "Ines Marten", "initials": "IM", "role": "Manager", "time_zone": "Europe/Berlin"},
        "member_menu": [
            {"label": "Profile", "url": "/me/"},
            {"label": "Log out", "url": "/logout/", "post": True, "icon": "log-out"},
        ],
        "nav": [{"key": k.lower(), "label": k, "url": f"#{k.lower()}", "count": counts.get(k)} for k in keys],
        "active_nav": "home",
        "search_url": "/search/",
        "brand_switch": [
            {"name": "All brands", "url": "#all", "current": True},
            {"name": "Alder Coffee", "url": "#alder"},
        ],
        "next_deadline": {
            "label": "Public answer",
            "brand": "Alder Coffee",
            "url": "#answer",
            "due_at": at(14, 19),
            "started_at": at(14, 4),
        },
    }


def _series() -> dict[str, Any]:
    start = at(8, 0).timestamp()
    points, expected, negative = [], [], []
    for step in range(25):
        x = start + step * 900
        hump = 34 + (32 * math.sin(math.pi * (step - 5) / 12) if 5 <= step <= 17 else 0)
        y = hump + 6 * math.sin(step * 2.1)
        if step > 21:
            y = (80, 150, 186)[step - 22]
        known = None if step in {7, 8} else round(y)
        points.append([x, known])
        negative.append([x, None if known is None else round(known * (0.2 if step < 22 else 0.76))])
        expected.append([x, round(hump * 0.72), round(hump), round(hump * 1.3)])
    hours = [[start + 3600 * n, f"{8 + n:02d}:00"] for n in range(7)]
    return {"points": points, "expected": expected, "negative": negative, "ticks": hours}


def chart() -> dict[str, Any]:
    """A morning with a gap, a sampled stretch and a burst."""
    series = _series()
    rows = [
        [f"{8 + i // 4:02d}:{i % 4 * 15:02d}", p[1], f"{e[1]} to {e[3]}"]
        for i, (p, e) in enumerate(zip(series["points"], series["expected"], strict=True))
    ]
    return series | {
        "id": "volume",
        "label": "Mentions of Alder Coffee",
        "summary": "186 mentions from 13:45 to 14:00 CET, expected 22 to 48; 09:45 to 10:15 is not covered.",
        "unit": "mentions per 15 min",
        "zone": "CET (UTC+1)",
        "gaps": [[at(9, 38).timestamp(), at(10, 8).timestamp(), "missing"]],
        "partial": [[at(11, 30).timestamp(), at(12, 20).timestamp(), "sampled 1 in 4"]],
        "annotations": [
            {"x": at(13, 31).timestamp(), "letter": "A", "label": "first post 13:31"},
            {"x": at(14, 0).timestamp(), "letter": "B", "label": "alert 14:02"},
        ],
        "table": {"head": ["Time (CET)", "Mentions", "Expected"], "rows": rows},
    }


def _brand(name: str, hour: int | None, **more: Any) -> dict[str, Any]:
    high = [16 + 8 * math.sin(math.pi * i / 39) for i in range(40)]
    values: list[float | None] = [h * 0.75 + 2 * math.sin(i * 1.7) for i, h in enumerate(high)]
    if more.get("severity"):
        values[-3:] = [24, 40, 60]
    if more.get("gap"):
        values[-6:] = [None] * 6
    words = f"{name}, last 24 h, {'above' if more.get('severity') else 'within'} what is expected"
    return {
        "name": name,
        "hour": hour,
        "values": values,
        "low": [h * 0.5 for h in high],
        "high": high,
        "words": words,
    } | more


def _work() -> dict[str, Any]:
    """Entries, tasks, approvals, clocks."""
    return {
        "clocks": [
            {"label": "Client update", "due_at": at(14, 45), "started_at": at(14, 9), "note": "promised 14:45 CET"},
            {"label": "Public answer", "due_at": at(14, 19), "started_at": at(14, 4), "url": "#answer"},
            {"label": "Public answer", "due_at": at(14, 10), "started_at": at(14, 4)},
            {
                "label": "Acknowledged",
                "due_at": at(14, 7),
                "started_at": at(14, 2),
                "state": "met",
                "taken": 180,
                "note": "target 5 min",
            },
            {
                "label": "Full answer",
                "due_at": at(14, 7),
                "started_at": at(14, 2),
                "state": "missed",
                "taken": 4800,
                "note": "target 60 min",
            },
            {"label": "Client approval", "state": "held", "note": "since 14:01 CET, by Tom Reyes"},
        ],
        "entries": [
            {
                "key": "e9",
                "at": at(14, 12),
                "icon": "messages-square",
                "who": "Priya Nair",
                "what": "linked 12 mentions",
                "is_new": True,
            },
            {
                "key": "e8",
                "at": at(14, 9),
                "icon": "building-2",
                "who": "Tom Reyes",
                "what": "sent the client the first update",
                "body": "We have paused all posts. Next update by 14:45 CET.",
                "visibility": "client",
            },
            {
                "key": "e7",
                "at": at(14, 8),
                "icon": "megaphone",
                "who": "Tom Reyes",
                "what": "published the answer, text 3",
                "visibility": "public",
                "corrects": {"url": "#e5", "label": "14:05"},
            },
            {
                "key": "e6",
                "at": at(14, 7),
                "icon": "arrow-up",
                "who": "Tom Reyes",
                "what": "raised severity",
                "severity_from": 2,
                "severity_to": 1,
                "body": "Reason: possible injury; national news has it.",
            },
            {
                "key": "e5",
                "at": at(14, 5),
                "icon": "hand",
                "who": "Tom Reyes",
                "what": "noted batch 2261",
                "corrected_by": {"url": "#e7", "label": "14:08"},
            },
        ],
        "tasks": [
            {
                "key": "t1",
                "url": "#t1",
                "title": "Confirm batch numbers with the plant",
                "due_at": at(14, 8, 8),
                "owner": "You",
                "phase": "Assess",
                "done_url": "/t/1/",
                "required": True,
            },
            {
                "key": "t2",
                "url": "#t2",
                "title": "Get client approval for the public answer",
                "due_at": at(14, 19),
                "started_at": at(14, 4),
                "owner": "Tom Reyes",
                "phase": "Respond",
                "done_url": "/t/2/",
            },
            {
                "key": "t3",
                "title": "List people reporting injury; call each",
                "due_at": at(14, 35),
                "take_url": "/t/3/take/",
                "done_url": "/t/3/",
            },
            {
                "key": "t4",
                "url": "#t4",
                "title": "Stop scheduled posts on all channels",
                "done_at": at(14, 8),
                "owner": "Priya Nair",
                "done_url": "/t/4/",
            },
        ],
        "approvals": [
            {
                "lane": "Legal",
                "person": "Sofia Lindqvist",
                "state": "approved",
                "decided_at": at(14, 11),
                "comment": "Fine. Do not name the supplier.",
            },
            {
                "lane": "Client",
                "person": "Maya Okafor, Alder Coffee",
                "state": "waiting",
                "asked_at": at(14, 10),
                "opened_at": at(14, 11),
                "due_at": at(14, 20, 8),
                "delegate": "Jon Brandt",
                "act_url": "/remind/",
            },
            {"lane": "Legal", "person": "Jon Brandt", "state": "refused", "decided_at": at(14, 1)},
        ],
    }


def _posts() -> list[dict[str, Any]]:
    found = ["glass", "splinter", "cold brew", "batch"]
    text = "Found a glass splinter in my Alder Coffee oat cold brew. Batch 2216. Photo below."
    base = {"url": "#post", "text": text, "found": found, "published_at": at(13, 31), "sentiment": "negative"}
    return [
        base
        | {
            "key": "m1",
            "author": "@mira.k",
            "source": "Bluesky",
            "cursor": True,
            "selectable": True,
            "language": "en",
            "facts": [
                {"icon": "repeat-2", "text": "2,140 shares"},
                {"text": "reach about 310,000"},
                {"text": "first post"},
            ],
        },
        base
        | {
            "key": "m2",
            "author": "Daily Ledger",
            "source": "News",
            "selectable": True,
            "selected": True,
            "facts": [{"icon": "star", "text": "watch list"}, {"text": "14 near copies"}],
        },
        base
        | {
            "key": "m3",
            "author": "u/northside_runner",
            "source": "Reddit",
            "sentiment": "neutral",
            "on_it": "Priya Nair",
            "state": "read",
        },
        base
        | {
            "key": "m4",
            "author": "@oatly.not",
            "source": "Bluesky",
            "sentiment": "positive",
            "sentiment_by": "Ines Marten",
            "state": "held",
        },
        base | {"key": "m5", "author": "", "source": "Reviews", "sentiment": "", "state": "gone"},
    ]


def _changes() -> list[dict[str, Any]]:
    return [
        {
            "kind": "changed",
            "title": "3 Confirm batch numbers with the plant",
            "parts": [("=", "Ask for: batch, "), ("+", "filling line, bottling date,"), ("=", " shops supplied.")],
            "facts": [{"label": "Due", "parts": [("-", "start +15 min"), ("=", " "), ("+", "start +8 min")]}],
            "why": "Lesson from #31: “We asked twice and had no name.”",
        },
        {"kind": "added", "title": "4 Decide severity with the matrix", "why": "Due start +10 min · Lead · required"},
        {"kind": "removed", "title": "9 Wait for the lab before the first answer"},
    ]


def gallery() -> dict[str, Any]:
    """All the gallery's context."""
    whole = [{"state": "covered", "start": 0, "end": 1}]
    gap = [
        {"state": "covered", "start": 0, "end": 0.28},
        {"state": "gap", "start": 0.28, "end": 0.36},
        {"state": "covered", "start": 0.36, "end": 1},
    ]
    sampled = [
        {"state": "covered", "start": 0, "end": 0.58},
        {"state": "sampled", "start": 0.58, "end": 0.72},
        {"state": "covered", "start": 0.72, "end": 1},
    ]
    late = [
        {"state": "covered", "start": 0, "end": 0.4},
        {"state": "late", "start": 0.4, "end": 0.45},
        {"state": "covered", "start": 0.45, "end": 1},
    ]
    return (
        frame()
        | _work()
        | {
            "tabs": [
                {"label": "All", "url": "#all", "current": True},
                {"label": "Decisions", "url": "#d", "count": 3},
                {"label": "Released", "url": "#r", "count": 0},
            ],
            "spans": [
                {"label": "6 h", "url": "#6", "current": True},
                {"label": "24 h", "url": "#24"},
                {"label": "7 d", "url": "#7"},
            ],
            "stages": [
                {"label": "Open", "state": "done"},
                {"label": "Responding", "state": "current"},
                {"label": "Stabilised"},
                {"label": "Resolved"},
            ],
            "steps": [
                {"label": "Names", "state": "done", "url": "#n"},
                {"label": "Query", "state": "current"},
                {"label": "Sources"},
                {"label": "Team"},
                {"label": "Plan"},
            ],
            "late_deadline": {"label": "Acknowledge alert", "brand": "Kestrel Bank", "url": "#k", "due_at": at(14, 10)},
            "far_deadline": {
                "label": "Client update",
                "brand": "Lumen Air",
                "url": "#l",
                "due_at": at(16, 0),
                "started_at": at(14, 0),
            },
            "past": NOW - timedelta(minutes=8),
            "last_year": datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
            "soon_due": at(14, 19),
            "soon_start": at(14, 4),
            "late_due": at(14, 10, 8),
            "stats": [
                {"label": "Mentions, last hour", "value": "389", "note": "expected 96 to 168"},
                {"label": "Negative", "value": "249 of 389", "note": "64 %, expected 12 to 24 %"},
                {"label": "Reach, 6 h", "value": "about 4.1 M", "note": "estimate, 3 of 5 sources give it"},
                {"label": "Covered", "value": None, "note": "1 gap, 1 sampled"},
            ],
            "form": SampleForm({"phone": "0555 0187", "due": "-5", "role": "", "lane": "legal"}),
            "chart": chart(),
            "sources": [
                {"name": "Bluesky", "segments": sampled, "note": "12 s behind · sampled 11:30 to 12:20"},
                {"name": "Reddit", "segments": whole, "note": "40 s behind"},
                {"name": "News", "segments": late, "note": "2 min behind · 20 min late at 10:30"},
                {"name": "Store reviews", "segments": gap, "note": "4 min behind · missing 09:40 to 10:10"},
                {"name": "X", "segments": [{"state": "none", "start": 0, "end": 1}], "note": "not connected"},
            ],
            "brands": [
                _brand(
                    "Alder Coffee",
                    389,
                    severity=1,
                    expected="96 to 168",
                    negative="64 %",
                    segments=whole,
                    covered="all live",
                ),
                _brand(
                    "Maren Hotels",
                    None,
                    gap=True,
                    expected="20 to 44",
                    negative="–",
                    segments=gap,
                    covered="gap since 12:41",
                ),
                _brand(
                    "Fable Toys", 31, expected="22 to 48", negative="9 %", segments=sampled, covered="sampled 1 in 4"
                ),
            ],
            "mentions": _posts(),
            "changes": _changes(),
            "steps_named": [
                "Call the brand’s duty contact",
                "Stop scheduled posts on all channels",
                "Confirm batch numbers with the plant",
            ],
        }
    )
