"""One vectorised pass: the series of however many agencies stepped together, what it says kept apart for each group.

Series that are up to date, those a little behind (late posts, a settled state's turn) and those with days to catch up on run
in passes of their own, so that the many are not stepped through what only a few have missed.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from monitoring.alerting.services.series import SETTLED, Group, Matrix, Run, start_of, zone
from monitoring.detection import BUCKET_SECONDS, Fleet, backfill, offsets
from monitoring.detection.backfill import FEW


def run_all(groups: Sequence[Group], tip: int) -> None:
    """Takes every series to `tip`, the last closed bucket, and judges the open one after it; no row is written.

    Each group then holds what was said of the buckets that a rule may ask of (`judged`), and its states.
    """
    tiers: dict[int, list[Group]] = {}
    for group in groups:
        tiers.setdefault(group.tier, []).append(group)
    for together in tiers.values():
        _run(together, tip)


def _run(groups: list[Group], tip: int) -> None:
    runs = [run for group in groups for run in group.runs]
    first = min(run.first for run in runs)
    begin, settle_at = min(first, tip + 1), tip - SETTLED
    total, negative, covered = _together(groups, begin)
    shift = _shifts(runs, begin, tip + 2 - begin)
    fleet = Fleet.from_bytes([run.start for run in runs])
    settled: list[bytes] | None = None
    if len(runs) <= FEW and first <= settle_at:
        # States after the buckets that no rule judges: a new brand's fortnight is learned at once, not bucket by bucket.
        past = slice(0, settle_at + 1 - begin)
        settled = backfill(
            total[past].T,
            negative[past].T,
            begin * BUCKET_SECONDS,
            covered=covered[past].T,
            offset_minutes=shift[past].T,
            states=[run.start for run in runs],
        )
        fleet, first = Fleet.from_bytes(settled), settle_at + 1
    ask_from = min(run.judge_from for run in runs)
    parts = _parts(groups)
    # (A clock set back by minutes finds series beyond the open bucket: it is judged all the same, and says nothing.)
    for bucket in range(min(first, tip + 1), tip + 2):
        at = bucket - begin
        ask = fleet.step if bucket <= tip else fleet.judge_open
        e = ask(total[at], negative[at], covered[at], bucket * BUCKET_SECONDS, offset_minutes=shift[at])
        if bucket == settle_at:
            settled = fleet.to_bytes()
        if bucket >= ask_from or bucket > tip:
            for group, part in parts:
                group.judged.append((bucket, e.part(part)))
    newest = fleet.to_bytes()
    for group, part in parts:
        group.newest, group.settled = newest[part], settled[part] if settled else None


def _parts(groups: list[Group]) -> list[tuple[Group, slice]]:
    """Which of a pass's series are whose."""
    ends = np.cumsum([len(group.runs) for group in groups]).tolist()
    return [(group, slice(end - len(group.runs), end)) for group, end in zip(groups, ends, strict=True)]


def _together(groups: list[Group], begin: int) -> tuple[Matrix, Matrix, npt.NDArray[np.bool_]]:
    """Counts and coverage of all from one bucket on. Where a group has none so far back, none of its series needs any."""

    def column(group: Group, rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if begin >= group.base:
            return rows[begin - group.base :]
        return np.concatenate([np.zeros((group.base - begin, rows.shape[1]), dtype=rows.dtype), rows])

    return (
        np.concatenate([column(group, group.total) for group in groups], axis=1),
        np.concatenate([column(group, group.negative) for group in groups], axis=1),
        np.concatenate([column(group, group.covered) for group in groups], axis=1),
    )


def _shifts(runs: list[Run], begin: int, buckets: int) -> npt.NDArray[np.int64]:
    """Minutes from UTC of each series' zone at each bucket, (buckets, series)."""
    zones = {run.zone for run in runs}
    # For each bucket: the clocks may have changed within the fortnight.
    by_zone = {name: offsets(start_of(begin), buckets, zone(name)) for name in zones}
    return np.stack([by_zone[run.zone] for run in runs], axis=1)
