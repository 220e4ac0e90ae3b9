"""The demo: an invented world that publishes feeds over HTTP, for Firebreak to fetch like any other."""
