"""Where the agency of a host name is remembered."""

HOST_SECONDS = 30  # so long at most a change by SQL, which forgets no host, goes unseen


def host_cache_key(host: str) -> str:
    """Its key in the platform's cache, for HOST_SECONDS or until the agency changes."""
    return f"host:{host}"
