"""The beat's schedule, from settings.SCHEDULE: what runs every so many seconds, in the public schema."""

from typing import Any

from django.conf import settings
from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks

from accounts.models import User
from accounts.services.access_log import log


def sync_schedule() -> int:
    """Makes the beat's rows equal to settings.SCHEDULE; returns how many. What operators switched off stays off."""
    names = set()
    lines: list[dict[str, Any]] = settings.SCHEDULE
    for line in lines:
        every, _ = IntervalSchedule.objects.get_or_create(every=line["seconds"], period=IntervalSchedule.SECONDS)
        PeriodicTask.objects.update_or_create(
            name=line["name"],
            defaults={
                "task": line["task"],
                "interval": every,
                # A run that could not start in time is dropped: the next one sees the same rows.
                "expire_seconds": max(line["seconds"], 30),
                "headers": '{"_schema_name": "public"}',  # what config.celery compares with the connection
                "description": "from settings.SCHEDULE",
            },
        )
        names.add(line["name"])
    # Of a release before: their code is gone.
    PeriodicTask.objects.filter(description="from settings.SCHEDULE").exclude(name__in=names).delete()
    return len(names)


def switch(task: PeriodicTask, *, on: bool, by: User) -> None:
    """Whether the beat starts this job. It hears of it within seconds; a later upgrade keeps it."""
    if PeriodicTask.objects.filter(pk=task.pk).exclude(enabled=on).update(enabled=on):
        PeriodicTasks.update_changed()  # `update` sends no signal, by which the package would tell the beat
        log("schedule.switched", agency=None, actor=by, subject=task.name, detail={"on": on})
