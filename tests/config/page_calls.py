"""Which template each view shows with which class: the calls in the sources, their names looked up in the modules."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from django.shortcuts import render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from accounts.pages import show
from config.templatetags.ui_parts import drawn, inline, sign

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "config", "incidents", "monitoring", "playbooks")
# Where the context stands among the arguments. Those that make a page have the request first.
CONTEXT_AT: dict[Any, int] = {
    show: 2, render: 2, TemplateResponse: 2, render_to_string: 1, drawn: 1, inline: 1, sign: 1,
}  # fmt: skip
NAMES = {one.__name__ for one in CONTEXT_AT}
CONTEXT_NAMES = {"context", "page"}


class Untyped(Exception):
    """The context of a call is no dataclass that the source names."""


@dataclass(frozen=True)
class Call:
    """One call that renders a template. `pages`: what is given to it, empty where nothing is."""

    file: str
    line: int
    templates: tuple[str, ...]
    pages: tuple[type, ...]
    typed: bool


class Source:
    """One module, as text and as it runs."""

    def __init__(self, path: Path) -> None:
        self.file = path.relative_to(ROOT).as_posix()
        self.tree = ast.parse(path.read_text())

    @cached_property
    def module(self) -> ModuleType:
        return importlib.import_module(self.file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))

    def calls(self) -> Iterator[Call]:
        """Every rendering call, with the innermost function around it."""
        around: dict[ast.AST, ast.FunctionDef | None] = {self.tree: None}
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                around[child] = node if isinstance(node, ast.FunctionDef) else around[node]
            if isinstance(node, ast.Call) and _name(node.func) in NAMES and self._object(node.func) in CONTEXT_AT:
                yield self._call(node, around[node])

    def _call(self, node: ast.Call, function: ast.FunctionDef | None) -> Call:
        at = CONTEXT_AT[self._object(node.func)]
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        names = [node.args[at - 1], *([named["fragment"]] if "fragment" in named else [])]
        context = (
            node.args[at] if len(node.args) > at else next((named[one] for one in CONTEXT_NAMES if one in named), None)
        )
        templates = tuple(text for name in names for text in self._texts(name, function))
        try:
            pages = tuple(self._classes(context, function)) if context is not None else ()
        except Untyped:
            return Call(self.file, node.lineno, templates, (), typed=False)
        return Call(self.file, node.lineno, templates, pages, typed=True)

    def _texts(self, node: ast.expr, function: ast.FunctionDef | None) -> Iterator[str]:
        """The names an expression may give: a text, one of two, or a variable of this function that holds them."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from self._texts(node.body, function)
            yield from self._texts(node.orelse, function)
        elif isinstance(node, ast.Name):
            for value in _assigned(node.id, function):
                yield from self._texts(value, function)

    def _classes(self, node: ast.expr, function: ast.FunctionDef | None) -> Iterator[type]:
        """The dataclasses an expression may give. Raises Untyped where one of them is none."""
        if isinstance(node, ast.IfExp):
            yield from self._classes(node.body, function)
            yield from self._classes(node.orelse, function)
        elif isinstance(node, ast.Call) and _name(node.func) in {"replace", "context_of"}:
            yield from self._classes(node.args[0], function)
        elif isinstance(node, ast.Call) and _name(node.func) == "joined":
            yield _checked(self._object(node.args[0]))
        elif isinstance(node, ast.Call):
            yield self._made_by(node.func)
        elif isinstance(node, ast.Name):
            found = False
            for value in _assigned(node.id, function):
                found = True
                yield from self._classes(value, function)
            if not found:
                yield self._declared(node.id, function)
        else:
            raise Untyped

    def _made_by(self, func: ast.expr) -> type:
        """A class that is called, or what the called function says that it returns."""
        made = self._object(func)
        if made is None:
            raise Untyped
        return _checked(made if isinstance(made, type) else made.__annotations__.get("return"))

    def _declared(self, name: str, function: ast.FunctionDef | None) -> type:
        """What a parameter is declared as."""
        if function is None:
            raise Untyped
        every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        annotation = next((one.annotation for one in every if one.arg == name), None)
        if annotation is None:
            raise Untyped
        return _checked(self._object(annotation))

    def _object(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Attribute):
            return getattr(self._object(node.value), node.attr, None)
        return getattr(self.module, node.id, None) if isinstance(node, ast.Name) else None


def _checked(found: Any) -> type:
    if isinstance(found, type) and is_dataclass(found):
        return found
    raise Untyped


def _assigned(name: str, function: ast.FunctionDef | None) -> Iterator[ast.expr]:
    """Every value that a function gives to one of its variables."""
    for node in ast.walk(function) if function else ():
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            yield node.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def every_call() -> list[Call]:
    """Of all five packages."""
    files = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    files.remove(ROOT / "accounts" / "pages.py")  # where `show` itself renders what it was given,
    files.remove(ROOT / "config" / "templatetags" / "ui_parts.py")  # and the components' functions do
    return [call for path in files for call in Source(path).calls()]


def every_template() -> list[str]:
    """The names of all templates of the five packages."""
    paths = [path.as_posix() for app in APPS for path in (ROOT / app).rglob("templates/**/*.html")]
    return sorted(path.rpartition("/templates/")[2] for path in paths)
