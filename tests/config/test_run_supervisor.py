"""The supervisor of the one-machine mode, with small real processes."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config.embedded.liveness import is_alive
from config.processes import Program, Supervisor

PROJECT = Path(__file__).resolve().parent.parent.parent


def python(name: str, words: str, **options: bool | signal.Signals) -> Program:
    return Program(name, [sys.executable, "-c", words], **options)  # type: ignore[arg-type]


def poll_until(supervisor: Supervisor, reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not reached():
        assert time.monotonic() < deadline, "nothing happened"
        supervisor.poll(0.05)


def test_every_line_carries_the_name_of_its_program() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out, folder=PROJECT)
    code = supervisor.run(python("short", "import sys; print('one'); print('two', file=sys.stderr); sys.exit(3)"))
    assert code == 3
    lines = [line.partition(" short")[2] for line in out.getvalue().splitlines()]
    assert [line.partition("| ")[2] for line in lines] == ["one", "two"]


def test_a_program_that_dies_is_started_again_and_its_way_of_dying_is_said() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out, folder=PROJECT)
    supervisor.start(python("web", "print('up'); import time; time.sleep(60)"))
    poll_until(supervisor, lambda: "up" in out.getvalue())
    first = supervisor.pids()["web"]
    os.kill(first, signal.SIGKILL)
    poll_until(supervisor, lambda: supervisor.pids().get("web", first) != first)
    assert supervisor.deaths("web") == 1
    assert "web ended (by SIGKILL); starting it again in 1 s" in out.getvalue()
    assert supervisor.stop(seconds=10)


def test_what_a_dead_program_leaves_behind_does_not_work_on_beside_its_successor() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out, folder=PROJECT)
    words = "import subprocess, sys, time; c = subprocess.Popen(['sleep', '60']); print(c.pid); time.sleep(60)"
    supervisor.start(python("worker", words))
    poll_until(supervisor, lambda: "| " in out.getvalue())
    left_behind = int(out.getvalue().strip().rpartition("| ")[2])
    os.kill(supervisor.pids()["worker"], signal.SIGKILL)
    poll_until(supervisor, lambda: not is_alive(left_behind, "sleep"))
    assert supervisor.deaths("worker") == 1
    supervisor.stop(seconds=10)


def test_stopping_lets_a_program_finish_its_work() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out, folder=PROJECT)
    words = (
        "import signal, sys\n"
        "def end(*_): print('finished'); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\nprint('up')\nsignal.pause()"
    )
    supervisor.start(python("worker", words))
    poll_until(supervisor, lambda: "up" in out.getvalue())
    assert supervisor.stop(seconds=10)
    assert "finished" in out.getvalue() and supervisor.pids() == {}


def test_a_program_that_waits_too_long_is_asked_firmly_and_one_that_never_ends_is_killed() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out, folder=PROJECT)
    deaf = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('deaf', flush=True)\nsignal.pause()"
    # Run in the background of a shell, the tests pass on an ignored SIGINT.
    hears = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n" + deaf
    supervisor.start(python("stubborn", deaf))
    supervisor.start(python("firm", hears, firmly=signal.SIGINT))
    poll_until(supervisor, lambda: out.getvalue().count("deaf") == 2)
    assert not supervisor.stop(seconds=4)  # asked firmly after two
    assert "stubborn does not end: killing it" in out.getvalue()
    assert "firm does not end" not in out.getvalue()
    assert supervisor.pids() == {}


def test_a_second_ctrl_c_does_not_wait() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out, folder=PROJECT)
    deaf = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('deaf', flush=True)\nsignal.pause()"
    supervisor.start(python("stubborn", deaf))
    poll_until(supervisor, lambda: "deaf" in out.getvalue())
    asked = iter([False, True])  # asked a third time, it would not have hurried
    assert not supervisor.stop(seconds=60, hurry=lambda: next(asked))


def test_control_characters_in_a_log_line_do_not_reach_the_terminal() -> None:
    out = io.StringIO()
    Supervisor(out, folder=PROJECT).run(python("worker", r"print('a\x1b]0;taken over\x07b')"))
    assert "\x1b" not in out.getvalue() and "\x07" not in out.getvalue()
    assert "taken over" in out.getvalue()


def test_programs_end_in_order_though_the_terminal_is_gone() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    supervisor = Supervisor(Gone(), folder=PROJECT)
    supervisor.start(python("web", "print('up'); import time; time.sleep(60)"))
    poll_until(supervisor, lambda: "web" in supervisor.pids())
    supervisor.stop(seconds=10)
    assert supervisor.pids() == {}


def test_programs_do_not_outlive_a_killed_supervisor() -> None:
    words = (
        "import sys; from pathlib import Path; from config.processes import *\n"
        "s = Supervisor(sys.stderr, folder=Path('.')); s.start(Program('web', ['sleep', '60']))\n"
        "print(s.pids()['web'], flush=True)\nwhile True: s.poll(1)"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", words], cwd=PROJECT, stdout=subprocess.PIPE)
    assert supervisor.stdout
    pid = int(supervisor.stdout.readline())
    assert is_alive(pid, "sleep")
    supervisor.kill()
    supervisor.communicate()
    deadline = time.monotonic() + 90
    while is_alive(pid, "sleep"):
        assert time.monotonic() < deadline, "the program lives on"
