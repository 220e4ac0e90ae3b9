from tests.monitoring.fixtures import eager, server

__all__ = ["eager", "server"]
