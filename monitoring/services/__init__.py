"""Monitoring's verbs: every write of it, atomic, in domain errors.

`sources` and `queries` are what a brand's people set up; `collection` fetches and routes (public schema); `ingestion` makes
posts, mentions and counts of an agency's routes; `alerting` judges the counts; `mentions` is the inbox.
"""
