"""Verbs of incidents: every write, atomic, with domain errors.

Each takes the member who acts (None: the software itself) and checks power and sight again, whoever calls it. Locks are
taken in one order: brand → incident → task, answer, approval → timeline head. All are NO KEY locks: a plain FOR UPDATE
on a brand would wait for every insert that refers to it, and could deadlock with one.
"""
