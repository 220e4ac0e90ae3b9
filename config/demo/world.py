"""The demo's world as a command: `python -m config.demo.world --port 0` serves it on loopback until it is interrupted."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from config.demo.server import Server, serve
from config.demo.story import World

__all__ = ["Server", "World", "main", "serve"]


def _seconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("a number of seconds, 0 or more")
    return value


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("an ISO 8601 date and time") from None
    # Taken as local it would be another world on another machine, for the same seed.
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("a date and time with its zone, such as 2026-03-01T09:00:00+00:00")
    return moment


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m config.demo.world", description="Serve the demo's invented world.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--seed", type=int, default=7, help="the same seed and start give the same posts")
    parser.add_argument("--start", type=_moment, help="when the world starts; two weeks of history precede it (now)")
    parser.add_argument(
        "--crisis-at",
        type=_seconds,
        default=60,
        help="seconds from the start to the crisis; 0 waits for POST /world/crisis",
    )
    parser.add_argument("--rate", choices=("live", "fast"), default="live", help="how the crisis builds up")
    parser.add_argument(
        "--state", type=Path, help="continue the world kept in this file, or begin one and keep it there"
    )
    return parser


def _world(options: argparse.Namespace) -> World:
    if options.state is not None and options.state.exists():
        return World.from_state(json.loads(options.state.read_text(encoding="utf-8")))
    start = options.start or datetime.now(UTC)
    return World(start, options.seed, crisis_at=options.crisis_at, rate=options.rate)


def main(arguments: list[str] | None = None) -> int:
    """Runs the server. Prints its address as the first line; ends with 0 when interrupted or terminated, 1 if it can't start."""
    options = _parser().parse_args(arguments)
    try:
        server = serve(_world(options), options.port, state_path=options.state)
    except OSError as error:
        sys.stderr.write(f"The demo's world can't start on port {options.port}: {error.strerror}.\n")
        return 1
    except (ValueError, KeyError, TypeError):
        sys.stderr.write(f"{options.state} does not hold a world. Delete it to begin a new one.\n")
        return 1

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt  # SIGTERM ends it as Ctrl-C does

    signal.signal(signal.SIGTERM, end)
    sys.stdout.write(f"{server.url}/world/\n")
    sys.stdout.flush()
    try:
        server.wait()
    except KeyboardInterrupt:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
