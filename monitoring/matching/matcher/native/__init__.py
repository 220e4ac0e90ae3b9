"""The compiled engine; import `engine` only where numba is installed."""
