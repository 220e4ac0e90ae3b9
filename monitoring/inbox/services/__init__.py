"""Verbs of mentions, queries and saved views; taking in what was fetched."""
