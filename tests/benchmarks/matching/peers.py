"""The peers, on the same posts and queries: a regular expression per query, SQLite FTS5, tantivy, PostgreSQL, and one
bare Aho-Corasick pass as the limit. Each says how many posts it was given; match sets are compared with ours."""

from __future__ import annotations

import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ahocorasick
import tantivy

from monitoring.matching import Document, parse
from monitoring.matching.language.checks import leaves
from monitoring.matching.language.tree import And, Node, Not, Or, Term
from tests.benchmarks.matching.corpus import Corpus

__all__ = ["measured"]

Found = list[list[int]]
_REGEX_QUERIES, _REGEX_POSTS, _POSTGRES_POSTS = 2_000, 40, 20


def measured(made: Corpus, found: Found, ours: float) -> tuple[dict[str, dict[str, object]], bool]:
    """Each peer's posts per second, how many times ours is faster, and whether it found the same."""
    trees = [parse(text).tree for text in made.queries]
    peers: dict[str, Callable[[], tuple[int, float, bool | None]]] = {
        "aho-corasick, one bare pass": lambda: _bare_pass(trees, made.posts),
        "SQLite FTS5, batches of 1,000": lambda: _fts(trees, made.posts, found, 1_000),
        "SQLite FTS5, batches of 10,000": lambda: _fts(trees, made.posts, found, 10_000),
        "tantivy in RAM, batches of 1,000": lambda: _tantivy(trees, made.posts, found, 1_000),
        "tantivy in RAM, batches of 10,000": lambda: _tantivy(trees, made.posts, found, 10_000),
        "PostgreSQL tsvector @@ tsquery": lambda: _postgres(trees, made.posts, found),
        "re per query": lambda: _regex(trees, made.posts, found),
    }
    result: dict[str, dict[str, object]] = {}
    all_equal = True
    for name, run in peers.items():
        posts, rate, equal = run()
        faster = round(ours / rate, 2)
        result[name] = {"posts": posts, "posts per second": round(rate, 1), "ours is × faster": faster, "equal": equal}
        all_equal &= equal is not False
    return result, all_equal


def _bare_pass(trees: list[Node], posts: list[Document]) -> tuple[int, float, None]:
    """Every literal of every query, found in every post, and no query decided."""
    automaton = ahocorasick.Automaton()
    for literal in {_text(leaf) for tree in trees for leaf in leaves(tree) if isinstance(leaf, Term)}:
        automaton.add_word(f" {literal} ", True)
    automaton.make_automaton()
    began = time.process_time()
    for post in posts:
        for _hit in automaton.iter(f" {post.text} "):
            pass
    return len(posts), len(posts) / (time.process_time() - began), None


def _fts(trees: list[Node], posts: list[Document], found: Found, batch: int) -> tuple[int, float, bool]:
    queries = [_said(tree) for tree in trees]
    taken = posts[:batch]
    database = sqlite3.connect(":memory:")
    began = time.process_time()
    database.execute("CREATE VIRTUAL TABLE post USING fts5(text, content='', tokenize='unicode61')")
    numbered = [(number, post.text) for number, post in enumerate(taken)]
    database.executemany("INSERT INTO post(rowid, text) VALUES (?, ?)", numbered)
    hits: Found = [[] for _ in taken]
    for query, text in enumerate(queries):
        for (post,) in database.execute("SELECT rowid FROM post WHERE post MATCH ?", (text,)):
            hits[post].append(query)
    rate = len(taken) / (time.process_time() - began)
    return len(taken), rate, hits == found[: len(taken)]


def _tantivy(trees: list[Node], posts: list[Document], found: Found, batch: int) -> tuple[int, float, bool]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("number", stored=True)
    schema = builder.build()
    texts = [_said(tree, lucene=True) for tree in trees]
    taken = posts[:batch]
    empty = tantivy.Index(schema)
    parsed = [empty.parse_query(text, ["text"]) for text in texts]
    began = time.process_time()
    index = tantivy.Index(schema)
    writer = index.writer(num_threads=1)
    for number, post in enumerate(taken):
        writer.add_document(tantivy.Document(text=post.text, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    hits: Found = [[] for _ in taken]
    order = _document_order(searcher, len(taken))
    for query, asked in enumerate(parsed):
        for _score, address in searcher.search(asked, limit=len(taken), count=False).hits:
            hits[order[address.segment_ord, address.doc]].append(query)
    rate = len(taken) / (time.process_time() - began)
    return len(taken), rate, hits == found[: len(taken)]


def _document_order(searcher: tantivy.Searcher, count: int) -> dict[tuple[int, int], int]:
    """Which post each address is."""
    everything = searcher.search(tantivy.Query.all_query(), limit=count, count=False).hits
    return {
        (address.segment_ord, address.doc): int(searcher.doc(address)["number"][0]) for _score, address in everything
    }


def _postgres(trees: list[Node], posts: list[Document], found: Found) -> tuple[int, float, bool]:
    """Every query's tsquery against each post's tsvector, by a sequential scan of the queries."""

    from config.embedded.postgres import ensure_postgres, stop_postgres

    taken = posts[:_POSTGRES_POSTS]
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        server = ensure_postgres(var)
        try:
            with server.connect() as connection:
                connection.execute("CREATE TEMP TABLE query (id int, asked tsquery)")
                with connection.cursor().copy("COPY query FROM STDIN") as copy:
                    for number, tree in enumerate(trees):
                        copy.write_row((number, _tsquery(tree)))
                began = time.perf_counter()
                hits = [
                    sorted(
                        row[0]
                        for row in connection.execute(
                            "SELECT id FROM query WHERE to_tsvector('simple', %s) @@ asked", (post.text,)
                        )
                    )
                    for post in taken
                ]
                rate = len(taken) / (time.perf_counter() - began)
        finally:
            stop_postgres(var)
    return len(taken), rate, hits == found[: len(taken)]


def _regex(trees: list[Node], posts: list[Document], found: Found) -> tuple[int, float, bool]:
    """Measured on some queries and scaled to all of them: the cost grows with their number."""
    some, taken = trees[:_REGEX_QUERIES], posts[:_REGEX_POSTS]
    compiled = [{_text(leaf): re.compile(rf"\b{_text(leaf)}\b") for leaf in leaves(tree)} for tree in some]
    began = time.process_time()
    hits = [[number for number, tree in enumerate(some) if _holds(tree, compiled[number], post.text)] for post in taken]
    seconds = (time.process_time() - began) * len(trees) / len(some)
    expected = [[number for number in ids if number < len(some)] for ids in found[: len(taken)]]
    return len(taken), len(taken) / seconds, hits == expected


def _holds(node: Node, expressions: dict[str, re.Pattern[str]], text: str) -> bool:
    match node:
        case And(children=children):
            return all(_holds(child, expressions, text) for child in children)
        case Or(children=children):
            return any(_holds(child, expressions, text) for child in children)
        case Not(child=child):
            return not _holds(child, expressions, text)
        case _:
            return expressions[_text(node)].search(text) is not None


def _text(node: Node) -> str:
    if not isinstance(node, Term):
        raise TypeError(f"{type(node).__name__} is not in the plain part of the language")
    return " ".join(part.word for part in node.parts)


def _said(node: Node, *, lucene: bool = False) -> str:
    """The query in the peer's own words. FTS5's NOT has two sides; Lucene's stands before one."""
    match node:
        case And(children=children):
            wanted = [child for child in children if not isinstance(child, Not)]
            unwanted = [child.child for child in children if isinstance(child, Not)]
            text = f"({' AND '.join(_said(child, lucene=lucene) for child in wanted)})"
            for child in unwanted:
                inner = _said(child, lucene=lucene)
                text = f"(+{text} -{inner})" if lucene else f"({text} NOT {inner})"
            return text
        case Or(children=children):
            return f"({' OR '.join(_said(child, lucene=lucene) for child in children)})"
        case _:
            return f'"{_text(node)}"'


def _tsquery(node: Node) -> str:
    match node:
        case And(children=children):
            return f"({' & '.join(_tsquery(child) for child in children)})"
        case Or(children=children):
            return f"({' | '.join(_tsquery(child) for child in children)})"
        case Not(child=child):
            return f"!{_tsquery(child)}"
        case _:
            quoted = [f"'{word}'" for word in _text(node).split()]
            return f"({' <-> '.join(quoted)})"
