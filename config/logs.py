"""What every log line carries (the agency) and what none may carry (secrets)."""

import logging
import re

# Keys, tokens, passwords and signed links, wherever in a message they stand.
_SECRET = re.compile(
    r"(?i)\b(authorization|password|passwd|secret|token|api[_-]?key|cookie|code|state|sessionid)(\"?'?\s*[=:]\s*\"?'?)"
    r"(bearer\s+)?[^\s\"'&,;}]+"
)
_KEY = re.compile(r"\bfb_[A-Za-z0-9_\-]{8,}\b")
_CREDENTIALS_IN_URL = re.compile(r"(?i)\b([a-z][a-z0-9+.\-]*://)[^/\s:@]*:[^/\s@]+@")


def without_secrets(text: str) -> str:
    """The text with values of secret-looking fields, API keys and credentials in addresses replaced by […]."""
    text = _SECRET.sub(r"\1\2[…]", text)
    return _CREDENTIALS_IN_URL.sub(r"\1[…]@", _KEY.sub("fb_[…]", text))


class SecretsFilter(logging.Filter):
    """Rewrites a record's message, its arguments already merged in, without secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), None
        return True


class ContextFilter(logging.Filter):
    """Names the agency's schema the line was written for; `-` before Django is ready."""

    def filter(self, record: logging.LogRecord) -> bool:
        from django.db import connection

        record.agency = getattr(connection, "schema_name", None) or "-"
        return True
