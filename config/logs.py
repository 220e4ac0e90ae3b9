"""What every log line carries (the agency) and what none may carry (secrets)."""

import logging
import re

# Keys, tokens, passwords and signed links, wherever in a message they stand.
_SECRET = re.compile(
    r"(?i)\b(authorization|password|passwd|secret|token|api[_-]?key|cookie|code|state|sessionid)(\"?'?\s*[=:]\s*\"?'?)"
    r"(bearer\s+)?[^\s\"'&,;}]+"
)
_KEY = re.compile(r"\bfb_[A-Za-z0-9_\-]{8,}\b")
# Addresses that open something for whoever has them: invitations, mails' links, confirmations, new passwords.
_OPENING_PATH = re.compile(r"(/(?:links/[a-z]+|invitations|confirm-email|reset/key)/)[^/\s\"'?]+")
_CREDENTIALS_IN_URL = re.compile(r"(?i)\b([a-z][a-z0-9+.\-]*://)[^/\s:@]*:[^/\s@]+@")


def without_secrets(text: str) -> str:
    """The text with values of secret-looking fields, API keys, opening links and credentials in addresses as […]."""
    text = _OPENING_PATH.sub(r"\1[…]", _SECRET.sub(r"\1\2[…]", text))
    return _CREDENTIALS_IN_URL.sub(r"\1[…]@", _KEY.sub("fb_[…]", text))


_TRACE = logging.Formatter()


class SecretsFilter(logging.Filter):
    """Rewrites a record's message, its arguments already merged in, and its traceback, without secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), None
        if record.exc_info and record.exc_info[0] is not None:
            # As text: every formatter takes it as it is.
            record.exc_text, record.exc_info = without_secrets(_TRACE.formatException(record.exc_info)), None
        return True


class ContextFilter(logging.Filter):
    """Names the agency's schema the line was written for; `-` before Django is ready."""

    def filter(self, record: logging.LogRecord) -> bool:
        from django.db import connection

        record.agency = getattr(connection, "schema_name", None) or "-"
        return True
