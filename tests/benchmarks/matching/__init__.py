"""The matcher's benchmark; see `__main__`."""
