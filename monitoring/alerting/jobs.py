"""Alerting's clock. Each job takes ids, calls one service, and does no harm when it runs twice.

The beat's jobs run in public and fan out; an agency's job runs in its schema. Nothing is kept in the broker only: open alerts are
rows, and each beat finds them again. The time is the database's. Names of jobs stay as they were first given: messages in a broker
carry them across an upgrade.
"""

from celery import shared_task

from accounts.models import Agency
from accounts.tenancy import current_agency, database_now, others_go_on
from monitoring.agency_jobs import for_agency, until_next_beat
from monitoring.alerting import services as alerting

_SHARE = 50  # agencies judged in one pass: a second or two of a worker


@shared_task(name="monitoring.jobs.evaluate_agency")
def evaluate_agency() -> None:
    """Judges the agency's counts and sources."""
    alerting.evaluate(current_agency(), now=database_now())


@shared_task(name="monitoring.jobs.evaluate_agencies")
def evaluate_agencies() -> int:
    """Beat: has every active agency's series judged, some agencies to a share. Returns how many shares."""
    agencies = list(Agency.objects.filter(status="active").order_by("pk").values_list("pk", flat=True))
    shares = [agencies[at : at + _SHARE] for at in range(0, len(agencies), _SHARE)]
    for share in shares:
        # One that waited until the next beat has a successor by then.
        evaluate_share.apply_async(([str(pk) for pk in share],), expires=until_next_beat())
    return len(shares)


@shared_task(name="monitoring.jobs.evaluate_share")
def evaluate_share(agency_ids: list[str]) -> None:
    """Judges these agencies' series in one pass. One that was busy or failed gets a job of its own: it delays only itself."""
    agencies = Agency.objects.filter(pk__in=agency_ids, status="active").order_by("pk")
    for agency in alerting.evaluate_share(list(agencies), now=database_now()).alone:
        for_agency(agency, evaluate_agency, expires=until_next_beat())


@shared_task(name="monitoring.jobs.sweep_alerts")
def sweep_alerts() -> int:
    """Beat: rings again for open alerts nobody took in hand."""
    now = database_now()
    rung = 0
    for agency in Agency.objects.filter(status="active"):
        with others_go_on(agency, "its open alerts were not rung for again"):
            rung += alerting.ring_again(agency, now=now)
    return rung


def judge() -> None:
    """Has the current agency's counts judged soon: the inbox asks for it where they changed."""
    evaluate_agency.delay()
