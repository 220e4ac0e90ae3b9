"""The ASGI entries: `events` and the change feed alone (production), and `application`, which serves pages too (one machine)."""

import os
import warnings
from typing import Any

import django
from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Static files are small and read whole: that their iterator is synchronous costs nothing worth a line in the log.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
django.setup(set_prefix=False)
pages = get_asgi_application()
# By name: config imports no app.
_live = import_string("accounts.notifications.stream.application")
_waiting = import_string("accounts.api.waiting.application")(pages)
_FEED = ("/api/v1/events/", "/api/v1/events/stream/")


async def events(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """What may take long: /events/ by the stream of live hints, the change feed by the API, which may be asked to wait."""
    answer = _waiting if scope["type"] == "http" and scope["path"] in _FEED else _live
    await answer(scope, receive, send)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """That, and everything else by Django."""
    if scope["type"] == "http" and not scope["path"].startswith("/events/"):
        await _waiting(scope, receive, send)
    else:
        await _live(scope, receive, send)
