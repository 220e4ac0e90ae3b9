"""A worker's share: the series of many agencies judged in one vectorised pass, each agency's rows written by itself.

Read without locks, passed over together, then written agency by agency, each in its own transaction and only where nothing the
pass was made of has changed since. So no agency waits for another's rows, and one that fails delays only itself.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import Agency
from monitoring.alerting.services import passes, series
from monitoring.alerting.services.evaluating import Ahead, StaleSnapshot, evaluate, read_ahead
from monitoring.alerting.services.raising import Evaluated

logger = logging.getLogger(__name__)
# Buckets x series held at once, some 60 MB: any share that is up to date, or some 500 series with a fortnight to catch up on.
MOST_CELLS = 2_000_000


@dataclass(slots=True)
class Share:
    """What became of a share: agencies settled, in order, and those that want an evaluation of their own."""

    settled: list[tuple[Agency, Evaluated]] = field(default_factory=list)
    alone: list[Agency] = field(default_factory=list)


def evaluate_share(agencies: Sequence[Agency], *, now: datetime) -> Share:
    """Judges every series of these agencies together; alerts as `evaluate` makes them.

    Left to an evaluation of its own is an agency that is being written to just now, that changed between reading and writing,
    or that could not be read or written (logged); none of these has anything half-done.
    """
    share = Share()
    waiting: list[tuple[Agency, Ahead]] = []
    for agency in agencies:
        try:
            waiting.append((agency, read_ahead(agency, now=now)))
        except Exception:
            logger.exception("the series of agency %s could not be read", agency.schema_name)
            share.alone.append(agency)
        if sum(group.total.size for _, ahead in waiting for group in ahead.groups) > MOST_CELLS:
            _settle(share, waiting, now)
            waiting = []
    _settle(share, waiting, now)
    return share


def _settle(share: Share, waiting: list[tuple[Agency, Ahead]], now: datetime) -> None:
    try:
        passes.run_all([group for _, ahead in waiting for group in ahead.groups], series.index_of(now) - 1)
    except Exception:
        # What breaks the pass is in one agency's series: alone, the others are judged all the same.
        logger.exception("%d agencies could not be passed over together", len(waiting))
        share.alone += [agency for agency, _ in waiting]
        return
    for agency, ahead in waiting:
        try:
            share.settled.append((agency, evaluate(agency, now=now, ahead=ahead)))
        except StaleSnapshot:
            share.alone.append(agency)
        except Exception:
            logger.exception("agency %s could not be evaluated with its share", agency.schema_name)
            share.alone.append(agency)
