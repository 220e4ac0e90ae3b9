"""The client in clients/python is what its generator makes of today's description."""

import json
import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from django.conf import settings

ROOT = Path(settings.BASE_DIR) / "clients"
AGAIN = "the API changed, or a generated file: run the command in clients/README.md and commit what it makes"


def _generate() -> ModuleType:
    spec = spec_from_file_location("clients_generate", ROOT / "generate.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _digest_elsewhere() -> str:
    """Of the description as a process of its own makes it: here the tests' own kinds of event stand in it, too."""
    program = (
        "import django; django.setup(); from clients import generate; print(generate.digest_of(generate.document()))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test", "PYTHONPATH": str(ROOT.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT.parent, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.split()[-1]


def test_it_was_generated_from_todays_description_and_edited_by_nobody() -> None:
    generate = _generate()
    noted = json.loads((ROOT / "python" / "generated.json").read_text(encoding="utf-8"))
    now = {"document": _digest_elsewhere(), "files": generate.digest_of_files()}
    assert noted == now, AGAIN


def test_a_changed_description_and_a_changed_file_have_other_digests(tmp_path: Path) -> None:
    generate = _generate()
    found = generate.document()
    assert "servers" not in found and "contact" not in found["info"], "what an installation says of itself"
    assert generate.digest_of({**found, "paths": {}}) != generate.digest_of(found)
    generate.CLIENT = tmp_path
    (tmp_path / "a.py").write_text("A = 1\n")
    before = generate.digest_of_files()
    (tmp_path / "a.py").write_text("A = 2\n")
    assert generate.digest_of_files() != before
