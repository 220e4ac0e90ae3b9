"""Verbs of sources, and how they fare."""
