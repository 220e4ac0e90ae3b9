"""The gallery's rows: clocks, entries, tasks, approvals, mentions and changes of one invented afternoon."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 10, 13, 12, 18, tzinfo=UTC)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """A moment of that day, given in CET."""
    return datetime(2026, 11, 10, hour - 1, minute, second, tzinfo=UTC)


def work() -> dict[str, Any]:
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


def posts() -> list[dict[str, Any]]:
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


def changes() -> list[dict[str, Any]]:
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
