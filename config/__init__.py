"""Wiring by name: settings, addresses, processes. Imports no app, and no app imports it."""
