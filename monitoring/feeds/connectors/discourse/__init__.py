"""Discourse: the new posts of a forum, of one of its categories or topics, or those a search finds.

Facts it is built on: https://docs.discourse.org/ and the software's own posts controller.
"""
