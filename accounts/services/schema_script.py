"""A dump of a schema as a shorter script of the same schema: each table made whole, in the order of their references."""

import re
from dataclasses import dataclass, field

# pg_dump's own session settings and psql's meta-commands: the connection that runs the script has its own.
# `\restrict` stands in each dump since the minor releases of August 2025 (CVE-2025-8714).
_NOT_RUN = re.compile(
    r"^(?:SET .*;|SELECT pg_catalog\.set_config.*;|\\(?:un)?restrict.*|CREATE SCHEMA .*;|--(?: .*)?)$", re.MULTILINE
)
# pg_dump's own layout: a closing bracket alone on its line, a constraint in one line.
_TABLE = re.compile(r"^CREATE TABLE (\S+) \(\n(.*?)\n\);$", re.MULTILINE | re.DOTALL)
_CONSTRAINT = re.compile(r"^ALTER TABLE ONLY (\S+)\n    ADD (CONSTRAINT [^\n]*);$", re.MULTILINE)
_REFERENCES = re.compile(r" FOREIGN KEY .* REFERENCES (\S+?)\(")
_GAPS = re.compile(r"\n{2,}")


@dataclass(slots=True)
class _Table:
    body: str
    constraints: list[str] = field(default_factory=list)
    references: set[str] = field(default_factory=set)


def compact(dump: str) -> str:
    """The dump with each table's keys, unique and foreign keys inside its CREATE TABLE. Run in an empty schema it makes the same.

    Quicker than pg_dump's own order, which makes bare tables and alters each for every constraint: then every foreign
    key is checked by a query over tables that hold nothing. What is not understood, and references in a circle,
    stay as pg_dump wrote them.
    """
    text = _NOT_RUN.sub("", dump)
    tables = {name: _Table(body) for name, body in _TABLE.findall(text)}
    for name, constraint in _CONSTRAINT.findall(text):
        if name in tables:
            _take(tables, name, constraint)
    order = _ordered(tables)
    first = _TABLE.search(text)
    if first is None or order is None:
        return _GAPS.sub("\n", text)
    made = "\n".join(_written(name, tables[name]) for name in order)
    before, after = text[: first.start()], text[first.start() :]
    after = _CONSTRAINT.sub(lambda match: "" if match[1] in tables else match[0], _TABLE.sub("", after))
    return _GAPS.sub("\n", f"{before}\n{made}\n{after}")


def _take(tables: dict[str, _Table], name: str, constraint: str) -> None:
    tables[name].constraints.append(constraint)
    referred = _REFERENCES.search(constraint)
    if referred and referred[1] in tables and referred[1] != name:  # a table may name itself in its own CREATE TABLE
        tables[name].references.add(referred[1])


def _ordered(tables: dict[str, _Table]) -> list[str] | None:
    """Every table after those it refers to; None where some refer to each other in a circle."""
    order: list[str] = []
    left = dict(tables)
    while left:
        ready = [name for name, table in left.items() if not table.references & left.keys()]
        if not ready:
            return None
        order += ready
        for name in ready:
            del left[name]
    return order


def _written(name: str, table: _Table) -> str:
    parts = [table.body, *(f"    {constraint}" for constraint in table.constraints)]
    return f"CREATE TABLE {name} (\n" + ",\n".join(parts) + "\n);"
