"""The gallery's sample data: invented brands at one fixed moment, Tue 10 Nov 2026, 14:12:18 CET."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms

from tests.config.ui_sample_rows import NOW, at, changes, posts, work


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
        "agency": {"time_zone": "Europe/Berlin", "name": "Northwind Comms", "slug": "northwind", "status": "active"},
        "member": {"display_name": "Ines Marten", "initials": "IM", "role": "Manager", "time_zone": "Europe/Berlin"},
        "member_menu": [
            {"label": "Profile", "url": "/me/"},
            {"label": "Passkeys", "url": "/passkeys/", "icon": "lock"},
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
        | work()
        | {
            "order_url": "/order/",
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
            "mentions": posts(),
            "changes": changes(),
            "steps_named": [
                "Call the brand’s duty contact",
                "Stop scheduled posts on all channels",
                "Confirm batch numbers with the plant",
            ],
        }
    )
