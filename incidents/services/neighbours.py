"""The verbs of the apps below that incidents calls, each by its one name."""

from importlib import import_module
from typing import Any


def _verb(module: str, name: str) -> Any:
    def call(**arguments: Any) -> Any:
        return getattr(import_module(module), name)(**arguments)

    return call


tell = _verb("accounts.notifications.services.news", "tell")
mark_decided = _verb("monitoring.services.alerting", "mark_decided")
hurry = _verb("monitoring.services.collection", "hurry")
propose = _verb("playbooks.services.proposals", "propose")
published = _verb("playbooks.services.plans", "published")
of_stored = _verb("monitoring.services.documents", "of_stored")
