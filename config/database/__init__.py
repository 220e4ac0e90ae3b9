"""The database: its address as Django wants it, and the engine that sets and proves each session."""

from urllib.parse import parse_qsl, unquote, urlsplit

LOCK_SECONDS = 15
# A full pool, or a database that is away, is answered with 503 after this long.
POOL_SECONDS = 5


def entry(url: str, *, statement_seconds: int, pool: int = 0) -> dict[str, object]:
    """A DATABASES entry from a postgresql:// address; `?host=` names a socket directory; `pool` connections at most, 0: no pool."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    options: dict[str, object] = {
        # Sent after connecting: a pooling proxy in session mode refuses them as startup parameters.
        "session": {
            "statement_timeout": f"{statement_seconds}s",
            "lock_timeout": f"{LOCK_SECONDS}s",
            "idle_in_transaction_session_timeout": "300s",  # a stopped process must not hold its locks for ever
            "jit": "off",  # compiling a short statement takes longer than running it
        },
        "connect_timeout": 10,
        **{key: value for key, value in query.items() if key.startswith("ssl")},
    }
    if pool:
        # A backend keeps 0.6 MB per agency it ever visited: connections are renewed before they grow.
        options["pool"] = {"min_size": 1, "max_size": pool, "max_lifetime": 600, "timeout": POOL_SECONDS}
    return {
        "ENGINE": "config.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,  # Django refuses it beside a pool, which keeps connections itself
        # A connection whose server was killed is replaced at the next request, not answered with a 500.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
