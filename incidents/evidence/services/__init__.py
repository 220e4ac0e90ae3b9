"""Verbs of what an incident leaves behind."""
