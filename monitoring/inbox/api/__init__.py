"""Endpoints of mentions, queries and saved views."""
