"""Telling people: news, its delivery, acknowledgement, escalation, and hints for live pages."""
