"""The one way out: the guarded client that speaks to the world for connectors, publishers and channels, and what it can meet.

Pure of Django: settings come from its caller. Start with `http` (the client) and `failures` (how it can end).
"""
