"""The ASGI entries: `events` alone (production), and `application`, which serves pages too (one machine)."""

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
events = import_string("accounts.notifications.stream.application")


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """/events/ by the event stream, everything else by Django."""
    if scope["type"] == "http" and not scope["path"].startswith("/events/"):
        await pages(scope, receive, send)
    else:
        await events(scope, receive, send)
