"""Verbs of what is said: answers, questions to approvers, publications, status updates."""
