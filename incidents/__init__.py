"""Incidents: the room of one (command, checklist, timeline, clocks) and the subjects that stand on it.

`speaking` is what is said in public and to the client, `learning` the look back. Each has its own services, views, forms, API and
addresses; models stay in `models`, so that tables and labels don't move with the code. A subject imports the room, the room no
subject: what it must ask of one is a Protocol in `hooks`. `statement` and `client` will stand on `speaking`, `people` and
`evidence` on the room: their places are in the import contracts (pyproject.toml).
"""
