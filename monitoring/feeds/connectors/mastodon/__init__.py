"""Mastodon, and what speaks like it: hashtags, accounts, mentions of one's own account, and search where a server has it.

Facts it is built on: https://docs.joinmastodon.org/methods/timelines/ and https://docs.joinmastodon.org/api/rate-limits/.
"""
