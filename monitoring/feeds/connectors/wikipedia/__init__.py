"""Wikipedia: every edit of an article in one language, with the words that came and went, and whether it was reverted.

Facts it is built on: https://www.mediawiki.org/wiki/API:Revisions and https://wikitech.wikimedia.org/wiki/Robot_policy.
"""
