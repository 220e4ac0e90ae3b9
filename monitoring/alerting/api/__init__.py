"""Endpoints of rules, alerts and planned events."""
