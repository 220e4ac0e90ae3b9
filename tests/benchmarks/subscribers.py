"""Systems that hear webhooks: HTTP servers on loopback, in a process of their own, that check each message and note it.

Each message must verify by the public `standardwebhooks`, and say its event's number in `data.data.version`. What was heard of
each number is three numbers: how often, when first, and whether a repeat bore the id of the first.
"""

import asyncio
import multiprocessing
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

LAG = 5.0
_OK = b"HTTP/1.1 204 No Content\r\n\r\n"


@dataclass
class Subscriber:
    """One address and what it heard. Numbers count from 0 to `most`."""

    most: int
    verifier: Webhook | None = None
    heard: bytearray = field(default_factory=bytearray)
    first: "array[float]" = field(default_factory=lambda: array("d"))
    waited: "array[float]" = field(default_factory=lambda: array("d"))  # from the event's own time to here
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    connections: int = 0
    refused: int = 0
    strange: int = 0  # a repeat under another id
    repeats: list[tuple[int, float, float]] = field(default_factory=list)  # number, heard first, heard again

    def __post_init__(self) -> None:
        self.heard = bytearray(self.most)
        self.first, self.waited = array("d", bytes(8 * self.most)), array("d", bytes(8 * self.most))
        self.ids = array("q", bytes(8 * self.most))

    def hear(self, headers: dict[str, str], body: bytes) -> None:
        """Checks a message and notes it."""
        now = time.time()
        try:
            assert self.verifier is not None
            said = self.verifier.verify(body, headers)
        except WebhookVerificationError:
            self.refused += 1
            return
        number, mark = int(said["data"]["data"]["version"]), hash(headers["webhook-id"])
        if self.heard[number]:
            self.repeats.append((number, self.first[number], now))
            self.strange += mark != self.ids[number]
        else:
            self.first[number], self.ids[number] = now, mark
            self.waited[number] = now - datetime.fromisoformat(said["timestamp"]).timestamp()
        self.heard[number] = min(255, self.heard[number] + 1)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept as long as the sender keeps it."""
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {
                    name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)
                }
                self.hear(headers, await reader.readexactly(int(headers["content-length"])))
                writer.write(_OK)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the sender closed it, or was killed: what had been heard whole is noted
        finally:
            writer.close()

    def report(self, start: int, stop: int) -> dict[str, Any]:
        """What was heard of the numbers from `start` to before `stop`."""
        return {
            "heard": sum(1 for one in self.heard[start:stop] if one),
            "repeats": [one for one in self.repeats if start <= one[0] < stop],
            "waited": [self.waited[n] for n in range(start, stop) if self.heard[n]],
            "last": max(self.first[start:stop], default=0.0),
            "refused": self.refused,
            "strange": self.strange,
            "connections": self.connections,
        }


def _run(many: int, most: int, pipe: Connection) -> None:
    asyncio.run(_serve([Subscriber(most) for _ in range(many)], pipe))


async def _serve(subscribers: list[Subscriber], pipe: Connection) -> None:
    servers = [await asyncio.start_server(one.serve, "127.0.0.1", 0) for one in subscribers]
    pipe.send([server.sockets[0].getsockname()[1] for server in servers])
    while True:
        asked = await asyncio.to_thread(pipe.recv)
        if asked[0] == "secrets":
            for one, secret in zip(subscribers, asked[1], strict=True):
                one.verifier = Webhook(secret)
            pipe.send(None)
        elif asked[0] == "count":
            pipe.send(sum(len(one.heard) - one.heard.count(0) for one in subscribers))
        elif asked[0] == "report":
            pipe.send([one.report(*asked[1]) for one in subscribers])
        else:
            return


@dataclass
class Subscribers:
    """All of them, as the benchmark asks them."""

    pipe: Connection
    ports: list[int]

    def ask(self, what: str, *more: Any) -> Any:
        """One question over the pipe, and its answer."""
        self.pipe.send((what, *more))
        return self.pipe.recv()


@contextmanager
def subscribers(many: int, most: int) -> Iterator[Subscribers]:
    """So many of them; gone afterwards."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(many, most, theirs), daemon=True)
    process.start()
    try:
        yield Subscribers(ours, ours.recv())
    finally:
        ours.send(("end",))
        process.join(10)
        process.terminate()


def summed(reports: list[dict[str, Any]], kills: list[float], expected: int) -> dict[str, Any]:
    """What all of them heard together: lost, doubled, and whether a kill lay between the first time and the repeat."""
    repeats = [one for report in reports for one in report["repeats"]]
    # What a killed sender had sent may lie in a busy receiver's socket for a while before it is heard the first time.
    by_kill = sum(any(first - LAG <= kill <= again for kill in kills) for _, first, again in repeats)
    return {
        "deliveries": expected * len(reports),
        "lost": sum(expected - report["heard"] for report in reports),
        "doubled": len(repeats),
        "doubled_without_a_kill_between": len(repeats) - by_kill,
        "repeats_under_another_id": sum(report["strange"] for report in reports),
        "not_verified": sum(report["refused"] for report in reports),
        "connections": sum(report["connections"] for report in reports),
    }
