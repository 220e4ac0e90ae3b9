"""Which names a template asks its context for: read from Django's own nodes, through what it extends and includes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.template import Node, NodeList, Template, Variable
from django.template.base import FilterExpression, VariableNode
from django.template.defaulttags import CsrfTokenNode, ForNode, WithNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase

from accounts.context_processors import Frame

LITERALS = {"True", "False", "None"}
# By settings.TEMPLATES: Django's own processors and the frame's.
PROCESSED = {"request", "user", "perms", "messages", "csrf_token", *Frame.__annotations__}
# At a template's head stands "takes: title, rows (newest first)", and "may take: note" in the next line or after a semicolon.
HEAD = re.compile(
    r"(?s)\s*(?:\{#(?P<short>.*?)#\}|\{% comment %\}(?P<long>.*?)\{% endcomment %\}|\{% (?:load|extends) [^%]*%\})"
)


@dataclass(frozen=True)
class Takes:
    """What a template says that it takes. `said`: it says so at all."""

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    said: bool = False


@dataclass
class Include:
    """One include: the template, what it is given by name, and whether it sees nothing else."""

    template: str
    given: frozenset[str]
    only: bool
    seen: frozenset[str]


@dataclass
class Names:
    """What a template needs from outside, and what it uses where it is there."""

    needs: set[str] = field(default_factory=set)
    may: set[str] = field(default_factory=set)
    frame: set[str] = field(default_factory=set)  # what the context processors give
    includes: list[Include] = field(default_factory=list)

    @property
    def every(self) -> set[str]:
        return self.needs | self.may | self.frame


def takes(template: Template) -> Takes:
    """The words of a template's own comments at its head."""
    found: dict[str, set[str]] = {}
    for comment in _head(template.source):
        for statement in [part for line in _statements(comment) for part in re.split(r";\s*(?=may take:)", line)]:
            kind, _, words = statement.partition(":")
            if kind in {"takes", "may take"}:
                found.setdefault(kind, set()).update(_listed(words))
    return Takes(frozenset(found.get("takes", ())), frozenset(found.get("may take", ())), said="takes" in found)


def _head(source: str) -> Iterator[str]:
    """The comments a template begins with, after what it extends and loads."""
    at = 0
    while found := HEAD.match(source, at):
        yield found.group("short") or found.group("long") or ""
        at = found.end()


def _statements(comment: str) -> Iterator[str]:
    """Its lines; one that ends in a comma or within brackets goes on in the next."""
    whole = ""
    for line in comment.strip().splitlines():
        whole = f"{whole} {line.strip()}".strip()
        if not whole.endswith(",") and sum(map(whole.count, "([{")) == sum(map(whole.count, ")]}")):
            yield whole
            whole = ""
    yield whole


def _listed(words: str) -> set[str]:
    """`title, rows (newest first), act_url + act_label; in a list` is title, rows, act_url and act_label."""
    while (plain := re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}", "", words)) != words:
        words = plain
    return set(re.findall(r"\w+", words.partition(";")[0])) - {"nothing"}


@cache
def names_of(name: str) -> Names:
    """What a template asks for from outside; asked once for each."""
    return Reader(template_of(name)).names


def template_of(name: str) -> Template:
    found: Template = get_template(name).template
    return found


class Reader:
    """Walks the nodes in the order in which they are rendered and keeps what is set on the way."""

    def __init__(self, template: Template) -> None:
        self.names = Names()
        self.blocks: dict[str, list[BlockNode]] = {}
        self.open: list[BlockNode] = []
        self.optional: list[frozenset[str]] = []
        self._document(template, set())

    def _document(self, template: Template, known: set[str]) -> None:
        """A template and those it extends: the blocks of the lower ones stand in the places of the upper ones'."""
        chain = [template]
        while parents := chain[-1].nodelist.get_nodes_by_type(ExtendsNode):
            chain.append(template_of(parents[0].parent_name.var))
        for one in chain:
            self.optional.append(takes(one).may)
            for block in one.nodelist.get_nodes_by_type(BlockNode):
                self.blocks.setdefault(block.name, []).append(block)
        self._list(chain[-1].nodelist, known)

    def _list(self, nodes: Iterable[Any], known: set[str]) -> None:
        for node in nodes:
            self._node(node, known)

    def _node(self, node: Node, known: set[str]) -> None:
        match node:
            case IncludeNode():
                self._include(node, known)
            case ForNode():
                self._expressions(node.sequence, known)
                self._list(node.nodelist_loop, known | set(node.loopvars) | {"forloop"})
                self._list(node.nodelist_empty, known)
            case WithNode():
                self._expressions(list(node.extra_context.values()), known)
                self._list(node.nodelist, known | set(node.extra_context))
            case BlockNode():
                self._block(node, 0, known)
            case CsrfTokenNode():
                self._use("csrf_token", known)
            case InclusionNode() | SimpleNode():
                self._tag(node, known)
            case _:
                self._other(node, known)

    def _other(self, node: Node, known: set[str]) -> None:
        """A tag of Django's own: whatever expressions it holds, then its parts, then the name it sets."""
        for key, value in vars(node).items():
            if key not in {"token", "origin", "conditions_nodelists", *node.child_nodelists}:
                self._expressions(value, known)
        for condition, inner in getattr(node, "conditions_nodelists", ()):
            self._expressions(condition, known)
            self._list(inner, known)
        for key in node.child_nodelists:
            if key != "nodelist" or not hasattr(node, "conditions_nodelists"):
                self._list(getattr(node, key, None) or (), known)
        self._sets(node, known)

    def _tag(self, node: InclusionNode | SimpleNode, known: set[str]) -> None:
        """A tag of ours. One that takes the context asks it for the page's moment, which a test may set."""
        self._expressions([*node.args, *node.kwargs.values()], known)
        self._list(getattr(node, "nodelist", ()), known)
        self._sets(node, known)

    def _sets(self, node: Node, known: set[str]) -> None:
        for key in ("target_var", "asvar", "var_name", "variable_name"):
            name = getattr(node, key, None)
            if isinstance(name, str):
                known.add(name)

    def _block(self, node: BlockNode, level: int, known: set[str]) -> None:
        chosen = self.blocks[node.name]
        if level < len(chosen):
            self.open.append((chosen[level], level))
            self._list(chosen[level].nodelist, known | {"block"})
            self.open.pop()

    def _include(self, node: IncludeNode, known: set[str]) -> None:
        self._expressions([node.template, *node.extra_context.values()], known)
        if not isinstance(node.template.var, str):
            return  # a name from the context: the template it names says what it takes
        inner = names_of(node.template.var)
        given = set(node.extra_context)
        self.names.includes.append(
            Include(node.template.var, frozenset(given), node.isolated_context, frozenset(known))
        )
        if node.isolated_context:
            return
        for name in inner.needs - given:
            self._use(name, known)
        self.names.frame |= inner.frame
        for name in inner.may - given:
            self._use(name, known, may=True)

    def _expressions(self, value: Any, known: set[str]) -> None:
        match value:
            case FilterExpression():
                self._expressions(value.var, known)
                for _, arguments in value.filters:
                    self._expressions([one for looked_up, one in arguments if looked_up], known)
            case Variable():
                if value.lookups:
                    self._lookup(value.lookups, known)
            case VariableNode():
                self._expressions(value.filter_expression, known)
            case TokenBase():
                self._expressions([value.first, value.second, getattr(value, "value", None)], known)
            case list() | tuple():
                for one in value:
                    self._expressions(one, known)
            case dict():
                self._expressions(list(value.values()), known)
            case NodeList() | Node():
                self._list(value if isinstance(value, NodeList) else [value], known)

    def _lookup(self, lookups: tuple[str, ...], known: set[str]) -> None:
        if lookups[:2] == ("block", "super"):
            block, level = self.open[-1]
            self._block(block, level + 1, known)
        else:
            self._use(lookups[0], known)

    def _use(self, name: str, known: set[str], *, may: bool = False) -> None:
        if name in known or name in LITERALS:
            return
        if name in PROCESSED:
            self.names.frame.add(name)
        elif may or any(name in optional for optional in self.optional):
            self.names.may.add(name)
        else:
            self.names.needs.add(name)
