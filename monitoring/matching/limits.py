"""Every limit of the query language and the matcher, in one place.

Each bounds the work one query or one post can cause; an error about a limit names its number.
"""

QUERY_LENGTH = 20_000  # characters of one query
QUERY_DEPTH = 50  # parentheses and NOTs inside one another
TREE_DEPTH = 100  # operators inside one another, NEARs in a row included
QUERY_TERMS = 2_000  # words, phrases, tags and fields of one query
PHRASE_WORDS = 50  # words inside one pair of quotes
WILDCARD_LETTERS = 3  # letters before a * at the least: shorter would find half of all words
WILDCARDS = 100  # words ending in * in one query
DISTANCE = 100  # words between, for NEAR/n and "…"~n
DEFAULT_DISTANCE = 5  # a bare NEAR
NUMBER = 10**15  # the largest number a number field is compared with
PROBLEMS = 20  # problems reported at once for one query

MARKS_IN_A_ROW = 30  # combining marks kept on one letter (UAX 15, stream-safe text)
HOST_LENGTH = 253  # RFC 1035; a longer "host" is no host
SECTION_GAP = 1_000  # words assumed between title and text, so that no phrase or NEAR joins them
