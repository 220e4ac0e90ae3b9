"""A finding in words."""

from __future__ import annotations

from datetime import tzinfo

from monitoring.detection.findings import Finding
from monitoring.detection.kinds import COUNT_KINDS, POST_KINDS
from monitoring.detection.phrases import mentions, moment, span


def sentence(finding: Finding, zone: tzinfo) -> str:
    """What was seen, times in the reader's `zone`: "412 mentions in 15 min, expected 45 to 75 (since Tuesday 14:00 CET)"."""
    f = finding
    what = mentions(f.seen, f.stream)
    if f.kind in POST_KINDS:
        # How long single posts took says something only of several.
        within = f" in {span(f.minutes)}" if f.seen > 1 and f.minutes else ""
        return f"{POST_KINDS[f.kind].told(f, what, within)} ({moment(f.window_start, zone)})"
    what = f"{what} {f.detail}" if f.detail else what
    body = f"{what} in {span(f.minutes)}{COUNT_KINDS[f.kind].against(f)} (since {moment(f.since, zone)})"
    return body + (", still learning what is usual for this brand" if f.learning else "")
