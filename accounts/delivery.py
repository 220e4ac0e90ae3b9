"""The hand-over from a service to a job: rung after the commit, by name. The rows are the guarantee, this is the fast path."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def enqueue(job: str, *args: str | int) -> None:
    """Sends the job (its dotted name) after the caller's transaction has committed, in the connection's agency.

    A broker that does not answer is no failure of the caller: the sweep over the same rows does the work later.
    """
    # Robust: a hand-over that fails would keep Django from running the callbacks after it.
    transaction.on_commit(lambda: _send(job, args), robust=True)


def _send(job: str, args: tuple[str | int, ...]) -> None:
    try:
        current_app.send_task(job, args=args, ignore_result=True)
    except (OperationalError, OSError) as error:
        logger.warning("%s waits for the sweep: the broker does not answer (%s)", job, type(error).__name__)
