"""What every log line carries (the agency) and what none may carry (secrets)."""

import logging
import re

# Keys, tokens, passwords and signed links, wherever in a message they stand.
_SECRET = re.compile(
    r"(?i)\b(authorization|password|passwd|secret|token|api[_-]?key|cookie|code|state|sessionid)(\"?'?\s*[=:]\s*\"?'?)"
    r"(bearer\s+)?[^\s\"'&,;}]+"
)
_KEY = re.compile(r"\b(fb[li]?_|fo_|fr_)[A-Za-z0-9_\-]{8,}")
# Addresses that open something for whoever has them: invitations, mails' links, confirmations, new passwords.
_OPENING_PATH = re.compile(r"(/(?:links/[a-z]+|hooks|invitations|confirm-email|reset/key)/)[^/\s\"'?]+")
_CREDENTIALS_IN_URL = re.compile(r"(?i)\b([a-z][a-z0-9+.\-]*://)[^/\s:@]*:[^/\s@]+@")


def without_secrets(text: str) -> str:
    """The text with values of secret-looking fields, API keys, opening links and credentials in addresses as […]."""
    text = _OPENING_PATH.sub(r"\1[…]", _SECRET.sub(r"\1\2[…]", text))
    return _CREDENTIALS_IN_URL.sub(r"\1[…]@", _KEY.sub(r"\1[…]", text))


_TRACE = logging.Formatter()
# What every record has by itself; all else on a record was given as extra, and a formatter may write it.
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_PLAIN = (int, float, bool, type(None))


def _plain(value: object) -> object:
    """An extra field as a log may hold it: numbers as they are, a request by method and address, all else as text without secrets."""
    if isinstance(value, _PLAIN):
        return value
    path = getattr(value, "path", None)
    if isinstance(path, str) and hasattr(value, "method"):
        return without_secrets(f"{getattr(value, 'method', '')} {path}")
    return without_secrets(value if isinstance(value, str) else repr(value))


class SecretsFilter(logging.Filter):
    """Rewrites a record's message, its arguments already merged in, its traceback and every extra field, without secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), None
        if record.exc_info and record.exc_info[0] is not None:
            # As text: every formatter takes it as it is.
            record.exc_text, record.exc_info = without_secrets(_TRACE.formatException(record.exc_info)), None
        if record.stack_info:
            record.stack_info = without_secrets(record.stack_info)
        for name in record.__dict__.keys() - _OWN:
            record.__dict__[name] = _plain(record.__dict__[name])
        return True


class ContextFilter(logging.Filter):
    """Names the agency's schema the line was written for; `-` before Django is ready."""

    def filter(self, record: logging.LogRecord) -> bool:
        from django.db import connection

        record.agency = getattr(connection, "schema_name", None) or "-"
        return True


def to_output(*, lines: str, level: str) -> dict[str, object]:
    """Django's LOGGING: everything to the standard error, as `lines` says ("line" for people, "json" for machines)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "secrets": {"()": SecretsFilter},
            "context": {"()": ContextFilter},
            "request": {"()": "accounts.request_ids.RequestIdFilter"},  # by name: config imports no app
        },
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(agency)s %(request_id)s %(message)s",
            },
            "line": {"format": "%(levelname)s %(name)s [%(agency)s] %(message)s"},
        },
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": lines, "filters": ["context", "request", "secrets"]}
        },
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django.server": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},  # says each address it asks, with its query
            "httpcore": {"level": "WARNING"},
            "mcp": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},  # else two lines a job, thousands an hour
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            "django_tenants_smart_executor": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "ERROR"},  # scanners name any host
        },
    }
