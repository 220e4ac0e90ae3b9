"""Adapters to the places posts come from: stateless, one file per platform, no database.

Start with `protocol` (what every connector speaks) and `registry` (`get("rss")`).
"""
