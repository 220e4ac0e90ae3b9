"""What comes of an incident: the look back, its lessons, the changes of plans they ask for."""
