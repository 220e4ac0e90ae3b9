"""The frame of the REST API: who asks, what they may, how lists page, how errors read."""
