"""Every verb of a member that writes a row writes an event: read off the services, so that a new one is not forgotten."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from accounts.events.services.auditing import EVENTS

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("accounts", "incidents", "monitoring", "playbooks")
VERBS = {
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "save", "update", "update_or_create",
}  # fmt: skip
# Calls of functions that write rows themselves: accounts/lifecycle.py, monitoring/rows.py.
WRITERS = {("accounts.lifecycle", "move"), ("monitoring.rows", "insert"), ("monitoring.rows", "update")}
RECORDS = {
    ("accounts.events.services.recording", "record"),
    ("accounts.events.services.recording", "record_all"),
    ("incidents.services.timeline", "append"),
}
LOG = ("accounts.services.access_log", "log")
Key = tuple[str, str]

# What writes no event, and why. One that does is taken out of here.
_OWN = "one's own settings"
_PART = "part of acts that write their event"
SILENT = {
    "monitoring.inbox.services.importing.keeping.map_columns": "a step on the way to beginning an import, which is an event",
    "monitoring.inbox.services.adding.reading.start_reading": "looks at a page; nothing of the brand changes before somebody adds it",
    "accounts.brands.services.set_step": "how far somebody came through the first steps of a brand",
    "accounts.notifications.services.choices.choose": _OWN,
    "accounts.notifications.services.endpoints.subscribe": _OWN,
    "accounts.notifications.services.endpoints.unsubscribe": _OWN,
    "accounts.notifications.services.notifying.acknowledge": "of one's own news; what it is about tells of itself",
    "accounts.notifications.services.notifying.mark_read": "of one's own news",
    "accounts.notifications.services.timing.hold_anew_for": _OWN,
    "accounts.notifications.services.timing.set_times": _OWN,
    "accounts.services.profile.edit_profile": _OWN,
    "accounts.services.sessions.end_place": _PART,
    "incidents.services.carrying.move_tasks": _PART,
    "monitoring.feeds.services.sources.keeping.keep_secrets": _PART,
    "monitoring.inbox.services.bulk_exports.cancel_export": "one's own file, thrown away; that it was begun is an event",
    "monitoring.inbox.services.saved_views.set_default": _OWN,
    "playbooks.services.drafts.claim": _PART,
    "playbooks.services.drafts.draft_of": _PART,
}


class Verbs:
    """What the functions of the services write, call and record."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.functions: dict[Key, ast.FunctionDef] = {}
        self.imported: dict[str, dict[str, Key]] = {}
        for module, text in sources.items():
            tree = ast.parse(text)
            self.imported[module] = dict(_imports(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    self.functions[module, node.name] = node

    def silent(self) -> set[str]:
        """Public functions of a member that write a row, themselves or by others, and no event."""
        verbs = (key for key, node in self.functions.items() if not key[1].startswith("_") and _has_member(node))
        return {".".join(key) for key in verbs if self._writes(key, ()) and not self._records(key, ())}

    def _called(self, key: Key) -> Iterator[tuple[Key, ast.Call]]:
        module, known = key[0], self.imported[key[0]]
        for node in ast.walk(self.functions[key]):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name):
                yield self._home(known.get(node.func.id, (module, node.func.id))), node
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                package, name = known.get(node.func.value.id, ("", ""))
                yield self._home((f"{package}.{name}", node.func.attr)), node

    def _home(self, key: Key) -> Key:
        """Where a name is defined that a package passes on."""
        seen: set[Key] = set()
        while key not in self.functions and key not in seen and key[1] in self.imported.get(key[0], {}):
            seen.add(key)
            key = self.imported[key[0]][key[1]]
        return key

    def _records(self, key: Key, seen: tuple[Key, ...]) -> bool:
        if key in RECORDS:
            return True
        if key in seen or key not in self.functions:
            return False
        for one, call in self._called(key):
            if one == LOG and _is_mirrored(call):
                return True
            if self._records(one, (*seen, key)):
                return True
        return False

    def _writes(self, key: Key, seen: tuple[Key, ...]) -> bool:
        if key in seen or key not in self.functions:
            return False
        if _writes_itself(self.functions[key]):
            return True
        called = [one for one, _ in self._called(key)]
        # What somebody else's act writes, and records, is answered for.
        return any(one in WRITERS or (self._writes(one, (*seen, key)) and not self._records(one, ())) for one in called)


def _imports(tree: ast.Module) -> Iterator[tuple[str, Key]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield name.asname or name.name, (node.module or "", name.name)


def _has_member(function: ast.FunctionDef) -> bool:
    given = function.args
    return "member" in {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)}


def _is_mirrored(call: ast.Call) -> bool:
    """Whether an entry of the access log is an event; of an action that is no plain word, one is believed to be."""
    action = call.args[0] if call.args else None
    return not isinstance(action, ast.Constant) or action.value in EVENTS


def _writes_itself(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in VERBS
        and (node.func.attr != "update" or node.keywords)  # a queryset's takes names; a dict's or a counter's does not
        for node in ast.walk(function)
    )


def _sources() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "services" in parts:
                parts = parts[:-1] if parts[-1] == "__init__" else parts
                found[".".join(parts)] = path.read_text(encoding="utf-8")
    return found


def test_every_verb_that_writes_writes_an_event_and_every_exception_is_one() -> None:
    assert Verbs(_sources()).silent() == set(SILENT)


def test_a_new_verb_without_an_event_is_found_however_it_writes() -> None:
    head = (
        "from accounts.events.services import recording\n"
        "from accounts.events.services.recording import record\n"
        "from accounts.lifecycle import move\n"
        "from accounts.services.access_log import log\n"
        "from incidents.services import timeline\n"
        "from monitoring import rows\n"
    )
    verbs = (
        "def rename(*, member):\n    Thing.objects.filter(pk=1).update(name='x')\n",
        "def rename(member, thing):\n    thing.save()\n",
        "def rename(*, member):\n    _do(member)\ndef _do(member):\n    move(Thing.objects, 1, GRAPH, 'x')\n",
        "def rename(*, member):\n    rows.update(Thing, ('name',), [])\n",
        "class Keeper:\n  def rename(self, member):\n    Thing.objects.bulk_create([])\n",
    )
    for verb in verbs:
        assert len(Verbs({"m": head + verb}).silent()) == 1, verb
        for loud in ("record(X)", "recording.record_all([])", "timeline.append()", "log('brand.created')"):
            told = f"{verb}def _tell():\n    {loud}\n".replace("member):\n", "member):\n    _tell()\n", 1)
            told = (
                told if "thing.save" not in verb else told.replace("    thing.save()", "    _tell()\n    thing.save()")
            )
            assert Verbs({"m": head + told}).silent() == set(), told
        quiet = verb.replace("member):\n", "member):\n    log('thing.renamed')\n", 1)
        assert len(Verbs({"m": head + quiet}).silent()) == 1, quiet
    for read in ("return Thing.objects.visible_to(member)", "found = {}\n    found.update(given)"):
        assert Verbs({"m": f"{head}def things(*, member, given):\n    {read}\n"}).silent() == set()


def test_what_a_package_passes_on_is_read_where_it_is_defined() -> None:
    sources = {
        "a.services": "from a.services.one import rename\n",
        "a.services.one": "def rename(*, member):\n    Thing.objects.create()\n",
        "b.services": "from a import services\ndef all(*, member):\n    services.rename(member=member)\n",
    }
    assert Verbs(sources).silent() == {"a.services.one.rename", "b.services.all"}
