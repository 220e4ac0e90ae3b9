"""Every act that changes somebody's power leaves a row in the access log: read off the services, so that a new one is not forgotten."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from accounts.events.services.auditing import EVENTS

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("accounts", "monitoring", "playbooks", "incidents")
# Rows that are power: who is where as what, what acts for them, what they are logged in with, where an agency's news goes.
POWER = {
    "Agency", "ApiKey", "Application", "ApplicationToken", "AuthorizationCode", "BrandTeam", "Domain", "EmailAddress",
    "Invitation", "Membership", "PrivateLink", "User", "UserSession",
    "WebhookEndpoint",
}  # fmt: skip
VERBS = {"bulk_create", "bulk_update", "create", "delete", "end", "get_or_create", "save", "update", "update_or_create"}
# Whoever asks for one of these and writes anything at all.
CAPABILITIES = {
    "agency.close",
    "agency.settings",
    "members.manage",
    "keys.manage",
    "applications.manage",
    "webhooks.manage",
    "teams.manage",
    "brands.create",
}
# Acts by their names, whatever they write.
NAMED = re.compile(
    r"(^|_)(suspend|resume|close|revoke|deactivate|reactivate|erase|reset|impersonate|transfer|export|exported|take_over)(_|$)"
)
LOGS = {"log", "log_person"}
WRAPPERS = {"list", "set", "sorted", "tuple"}
Key = tuple[str, str]

# What leaves no row itself, and why.
_PART = "part of acts that leave a row"
SILENT = {
    "accounts.brands.services.wake_no_clients": _PART,
    "accounts.brands.services.put_on": _PART,
    "accounts.services.agencies.new_person": _PART,
    "accounts.services.applications.ended": _PART,
    "accounts.services.connecting.save_authorization_code": "opens nothing until the application brings the code back, which leaves a row",
    "accounts.services.connecting.forget_old": "clears what is over already",
    "accounts.services.agencies.take_over": _PART,
    "accounts.services.invitations.end_open": _PART,
    "accounts.services.sessions.end_begun_from": _PART,
    "accounts.services.sessions.end_person": _PART,
    "accounts.services.sessions.end_place": _PART,
    "accounts.services.sessions.open_here": _PART,
    "accounts.services.profile.edit_profile": "one's own name, zone and looks: nobody's power",
    "accounts.notifications.services.expiring.warn": "notes of which warning was given: nobody's power",
    "accounts.services.private_links.fetched": "a time and a digest only",
    "accounts.services.sessions.forget_ended": "clears what is over already",
    "accounts.services.sessions.seen": "a time only",
    "accounts.services.connecting.opened_by": "a time only",
    "accounts.events.services.exporting.exported": "an event of its own in the record, where exports are read",
    "accounts.events.services.keeping.keep_for": "an event of its own in the record that it shortens",
    "monitoring.inbox.services.bulk_exports.cancel_export": "one's own file, thrown away: nobody's power",
    "monitoring.inbox.services.backfilling.resume_backfill": "goes on with work that was stopped",
    "monitoring.inbox.services.importing.keeping.resume_import": "goes on with work that was stopped",
    "monitoring.feeds.services.batches.keeping.resume_batch": "goes on with work that was stopped",
    "monitoring.feeds.services.sources.keeping.resume_source": "reads again; what makes a brand deaf leaves a row",
    "monitoring.inbox.services.ingestion.deleting.erase_deleted": "follows the post's source: nobody's act",
    "monitoring.inbox.services.ingestion.deleting.erase_marked": "follows the post's source: nobody's act",
}

# Entries that are no event: written before an agency has a schema, or told by an event of their own room.
ELSEWHERE = {
    "agency.requested", "agency.never_confirmed", "incident.released", "source.removed", "source.secret_set", "source.address_made",
    "query.removed",
}  # fmt: skip


class Services:
    """What the functions of the services write and call."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.functions: dict[Key, ast.FunctionDef] = {}
        self.imported: dict[str, dict[str, Key]] = {}
        self.calls: dict[Key, tuple[Key, ...]] = {}
        self.loud: dict[Key, bool] = {}
        for module, text in sources.items():
            tree = ast.parse(text)
            self.imported[module] = dict(_imports(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    self.functions[module, node.name] = node

    def silent(self) -> set[str]:
        """Public functions that change power, themselves or by others, and leave no row in the log."""
        public = (key for key in self.functions if not key[1].startswith("_"))
        return {".".join(key) for key in public if self._is_powerful(key) and not self._logs(key, ())}

    def _is_powerful(self, key: Key) -> bool:
        asked = {
            node.args[1].value
            for node in ast.walk(self.functions[key])
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) == "require"
            and isinstance(node.args[1], ast.Constant)
        }
        if asked & CAPABILITIES and self._writes(key, (), _writes_rows):
            return True
        return bool(NAMED.search(key[1])) or self._writes(key, (), _writes_power)

    def _called(self, key: Key) -> tuple[Key, ...]:
        if key not in self.calls:
            self.calls[key] = tuple(self._calls(key))
        return self.calls[key]

    def _calls(self, key: Key) -> Iterator[Key]:
        module, known = key[0], self.imported[key[0]]
        for node in ast.walk(self.functions[key]):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name):
                yield known.get(node.func.id, (module, node.func.id))
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                package, name = known.get(node.func.value.id, ("", ""))
                yield f"{package}.{name}", node.func.attr

    def _logs(self, key: Key, seen: tuple[Key, ...]) -> bool:
        if key[1] in LOGS:
            return True
        return (
            key not in seen
            and key in self.functions
            and any(self._logs(one, (*seen, key)) for one in self._called(key))
        )

    def _writes(self, key: Key, seen: tuple[Key, ...], itself: Callable[[ast.FunctionDef], bool]) -> bool:
        """What somebody else's act does that leaves a row of its own is answered for."""
        if key in seen or key not in self.functions:
            return False
        if itself(self.functions[key]):
            return True
        return any(self._writes(one, (*seen, key), itself) for one in self._called(key) if not self._is_loud(one))

    def _is_loud(self, key: Key) -> bool:
        if key not in self.loud:
            self.loud[key] = self._logs(key, ())
        return self.loud[key]


def _imports(tree: ast.Module) -> Iterator[tuple[str, Key]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield name.asname or name.name, (node.module or "", name.name)


def _root(node: ast.expr) -> str:
    """The name an expression begins with: of `User.objects.filter(…)` User, of `list(rows)` rows."""
    while True:
        if isinstance(node, ast.Call):
            wraps = isinstance(node.func, ast.Name) and node.func.id in WRAPPERS and node.args
            node = node.args[0] if wraps else node.func
        elif isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
            node = node.value
        else:
            return node.id if isinstance(node, ast.Name) else ""


def _rows(function: ast.FunctionDef) -> set[str]:
    """Names that stand for rows of power: models, parameters, what was made of them."""
    rows = set(POWER)
    for argument in ast.walk(function.args):
        if isinstance(argument, ast.arg) and argument.annotation is not None:
            words = {one.id for one in ast.walk(argument.annotation) if isinstance(one, ast.Name)}
            rows |= {argument.arg} if words & POWER else set()
    for _ in range(3):  # a name made of a name made of a model
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and _root(node.value) in rows:
                rows |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            elif isinstance(node, ast.For) and _root(node.iter) in rows and isinstance(node.target, ast.Name):
                rows.add(node.target.id)
    return rows


def _written(function: ast.FunctionDef) -> Iterator[str]:
    """The root of whatever a function saves, makes, moves or deletes itself."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "move":
            yield _root(node.args[0])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in VERBS:
            yield _root(node.func.value)


@cache
def _writes_power(function: ast.FunctionDef) -> bool:
    return bool(set(_written(function)) & _rows(function))


@cache
def _writes_rows(function: ast.FunctionDef) -> bool:
    return any(True for _ in _written(function))


def _sources() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "services" in parts:
                found[".".join(parts)] = path.read_text(encoding="utf-8")
    return found


def test_every_act_that_changes_power_leaves_a_row_and_every_exception_is_one() -> None:
    assert Services(_sources()).silent() == set(SILENT)


def test_a_new_act_without_a_row_is_found_however_it_writes() -> None:
    head = "from accounts.models import Membership\nfrom accounts.services.access_log import log\n"
    loud = "    log('x', agency=None, actor=None)\n"
    acts = (
        "def promote(member):\n    Membership.objects.filter(pk=1).update(role='owner')\n",
        "def promote(target: Membership):\n    target.role = 'owner'\n    target.save()\n",
        "def promote(member):\n    for row in list(Membership.objects.all()):\n        row.delete()\n",
        "def promote(member):\n    _do(member)\ndef _do(member):\n    move(Membership.objects, 1, GRAPH, 'x')\n",
        "def promote(member):\n    require(member, 'keys.manage')\n    Thing.objects.create()\n",
        "def erase_person(member):\n    pass\n",
    )
    for act in acts:
        assert len(Services({"m": head + act}).silent()) == 1, act
        first, rest = act.split("\n", 1)
        assert Services({"m": f"{head}{first}\n{loud}{rest}"}).silent() == set(), act
    reads = "def members_of(member: Membership):\n    require(member, 'members.manage')\n    return Membership.objects.all()\n"
    assert Services({"m": head + reads}).silent() == set()


def test_what_an_agency_reads_in_its_log_is_in_words() -> None:
    said = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in LOGS
                    and node.args
                ):
                    continue
                agency = next((ast.unparse(one.value) for one in node.keywords if one.arg == "agency"), "")
                if isinstance(node.args[0], ast.Constant) and agency != "None":
                    said.add(str(node.args[0].value))
    assert len(said) > 20
    assert said - set(EVENTS) == ELSEWHERE
