"""Verbs of incidents: every write, atomic, with domain errors.

Each takes the member who acts (None: the software itself) and checks power and sight again, whoever calls it.

Locks are taken in one order, which is written down here and nowhere else:

    brand → incidents, by id → debrief, lesson → tasks → answers → approvals → alerts → notifications → head of the record

Whoever needs only some of them leaves the others out. An entry takes the head until the transaction ends, so it comes last;
and who changes many rows takes all their locks before the first entry (`ending.hold`). Alerts join, leave and are taken in
hand under their incident's lock, so that none joins what is just ending. All are NO KEY locks: a plain FOR UPDATE on a brand
would wait for every insert that refers to it, and could deadlock with one.
"""
