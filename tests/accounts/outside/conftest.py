from tests.monitoring.fixtures import server

__all__ = ["server"]
