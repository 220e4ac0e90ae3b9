"""Bluesky: all that is said there, heard as it is said, or the posts of one account.

Facts it is built on: https://github.com/bluesky-social/jetstream (v2) and the lexicons of https://github.com/bluesky-social/atproto.
"""
