from tests.monitoring.fixtures import loopback_is_allowed

__all__ = ["loopback_is_allowed"]
