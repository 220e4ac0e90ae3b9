"""The clock, from a feed to an alert: each job finds its work in rows, and does no harm twice."""

from celery import current_app
from django.conf import settings as django_settings
from django.utils import timezone

from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft
from monitoring.feeds import jobs as feed_jobs
from monitoring.feeds.models import Feed
from monitoring.models import Alert, Mention
from tests.loopback import Server
from tests.monitoring.ground import beat, entry, publish, subscribe
from tests.world import World


def test_one_beat_takes_a_post_from_its_feed_to_an_alert(world: World, server: Server, eager: None) -> None:
    now = timezone.now()
    draft = RuleDraft(kind="threshold", name="Many", settings={"posts": 3, "minutes": 60})
    alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=now)
    subscribe(world, publish(server, []), now=now)
    beat(feed_jobs.collect_due)
    publish(server, [entry(str(n), at=now) for n in range(4)])
    Feed.objects.update(next_fetch_at=now)
    assert beat(feed_jobs.collect_due) == 1
    world.enter()
    assert Mention.objects.count() == 4
    assert Alert.objects.count() == 1
    assert beat(feed_jobs.collect_due) == 0


def test_every_scheduled_job_exists() -> None:
    for line in django_settings.SCHEDULE:
        if line["task"].startswith("monitoring."):
            assert line["task"] in current_app.tasks
            assert line["seconds"] > 0
