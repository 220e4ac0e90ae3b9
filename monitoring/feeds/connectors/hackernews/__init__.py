"""Hacker News: found by Algolia's index, told truly by the site's own items.

Facts it is built on: https://hn.algolia.com/api and https://github.com/HackerNews/API. There is no way to answer but by hand.
"""
