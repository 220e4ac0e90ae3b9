"""The config app: process commands, the frame's templates and static files."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds no models."""

    name = "config"
    verbose_name = "Firebreak"

    def ready(self) -> None:
        from config import celery  # noqa: F401  # the app must exist before any job is sent
