"""Verbs of the look back."""
