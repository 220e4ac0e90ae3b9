"""A mailbox as a source: ordinary mails, reviews by mail, and the alert mails of other tools, taken apart by their links.

Facts it is built on: RFC 9051, RFC 8601, Google's and Microsoft's pages on XOAUTH2.
"""
