"""The story: an agency is founded, a crisis breaks, processes are killed at their busiest, and all is counted afterwards."""

import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from config.demo.founding import Founded, found
from config.demo.people import HandOverFailed, Host, Mailbox
from tests.kill.audit import WORDS, Audit, Findings
from tests.kill.instance import VICTIMS, Instance, wait_for
from tests.kill.outside import Receiver, Watched

MOMENTS = ("collecting", "ingesting", "triage", "delivering", "any")
# What every run covers: who dies, and in the middle of what.
FIRST_ROUND = (
    ("worker", "collecting"),
    ("postgres", "ingesting"),
    ("broker", "triage"),
    ("worker", "delivering"),
    ("web", "request"),
    ("beat", "any"),
)


@dataclass
class Kill:
    """One kill: whether its moment was met, and the seconds until the instance was whole again."""

    victim: str
    moment: str
    met: bool = False
    seconds: float = 0.0


@dataclass
class Story:
    """One instance, its outside, and what was done to it."""

    instance: Instance
    watched: Watched
    receiver: Receiver
    founded: Founded
    brands: list[str]
    schema: str
    incident: str
    rng: random.Random
    rules: int = 0
    notes: list[str] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)

    def api(self) -> Host:
        """A fresh client with the agency's key."""
        return Host(self.instance.port, self.founded.host, key=self.founded.key)

    def strike(self, victim: str, moment: str) -> Kill:
        """Waits for the moment, kills, and waits until the instance is whole again."""
        done = Kill(victim, moment)
        wait_for(f"a {victim} to kill", lambda: self.instance.pids(victim), seconds=60)
        request = self._request() if moment == "request" else None
        done.met = bool(request) or self._met(moment)
        self.instance.kill(victim)
        began = time.monotonic()
        if request:
            request.join(60)
        wait_for("a whole instance", self._whole, seconds=90)
        done.seconds = round(time.monotonic() - began, 1)
        self.kills.append(done)
        return done

    def _whole(self) -> bool:
        return all(self.instance.pids(victim) for victim in VICTIMS) and self.instance.ready()

    def _met(self, moment: str) -> bool:
        if moment == "any":
            return True
        if moment in ("triage", "delivering"):
            self._provoke()
        if moment in ("collecting", "delivering"):
            signal = self.watched.fetching if moment == "collecting" else self.receiver.busy
            signal.clear()
            met = signal.wait(20)
            time.sleep(0.05)
            return met
        # Its row is held until somebody waits for it, then let go: the kill falls into the transaction that follows.
        table = "monitoring_ingestposition" if moment == "ingesting" else "brands_brand"
        with self.instance.holding(f'"{self.schema}".{table}') as waited_for:
            try:
                wait_for(moment, waited_for, seconds=20, every=0.02)
            except TimeoutError:
                return False
        time.sleep(self.rng.uniform(0.0, 0.03))
        return True

    def _provoke(self) -> None:
        """A new rule that any post breaks: an alert at the next evaluation."""
        for pk in self.brands:
            self.rules += 1
            rule = {"brand": pk, "kind": "threshold", "name": f"Rule {self.rules}", "cool_down_minutes": 0}
            self.api().api("POST", "rules/", {**rule, "settings": {"posts": 1, "minutes": 60, "stream": "all"}})

    def _request(self) -> threading.Thread:
        """Somebody writes a note while the web process dies, and sends it again with the same key until it is taken."""
        text = f"note-{len(self.notes)}-{self.rng.randrange(10**9)}"
        self.notes.append(text)
        begun = threading.Event()

        def write() -> None:
            for _ in range(40):
                begun.set()
                try:
                    body = {"text": text, "visibility": "internal"}
                    self.api().api("POST", f"incidents/{self.incident}/note/", body, Idempotency_Key=text)
                except (httpx.HTTPError, HandOverFailed):
                    time.sleep(0.5)
                else:
                    return

        thread = threading.Thread(target=write, daemon=True)
        thread.start()
        begun.wait(5)
        time.sleep(self.rng.uniform(0.0, 0.15))
        return thread

    def settle(self, seconds: float = 90) -> datetime:
        """Lets time pass and waits until what was published by now is through; the moment that was waited for."""
        since = datetime.now(UTC)
        self.instance.time_passes()
        end = time.monotonic() + seconds
        # Asked for, not answered, since then: a body may have been composed when it was asked for, however late it was read.
        self._quiet("SELECT 1 FROM feeds_feed WHERE requested_at < %(since)s OR requested_at IS NULL", since, end)
        # What the feeds had by now is routed: all of it must be taken, judged and told.
        position = f'(SELECT number FROM "{self.schema}".monitoring_ingestposition)'
        self._quiet(f"SELECT 1 FROM feeds_route WHERE created_at < %(now)s AND number > {position}", since, end)
        self._quiet(
            f'SELECT 1 FROM "{self.schema}".monitoring_alert WHERE triaged_at IS NULL AND raised_at < %(since)s',
            since,
            end,
        )
        self._quiet(
            f"SELECT 1 FROM \"{self.schema}\".notifications_delivery WHERE status NOT IN ('sent', 'given_up') "
            "AND created_at < %(since)s",
            since,
            end,
        )
        return since

    def _quiet(self, question: str, since: datetime, end: float) -> None:
        """Waits until the question has no answer any more, or the time is up: then the audit says what is missing."""
        values = {"since": since, "now": datetime.now(UTC)}
        again = time.monotonic() + 10
        while time.monotonic() < end:
            if self.instance.sql("SELECT 1") and not self.instance.sql(question, values):
                return
            if time.monotonic() > again:  # back-offs of deliveries and feeds that failed meanwhile
                self.instance.time_passes()
                again = time.monotonic() + 10
            time.sleep(0.3)

    def audit(self, since: datetime) -> Findings:
        """What is true now of everything older than `since`."""
        return Audit(self.instance, self.schema, since).run(self.watched, self.receiver, self.notes)


@contextmanager
def story(rng: random.Random, say: Callable[[str], None]) -> Iterator[Story]:
    """A founded agency with two watched brands, a webhook, an incident under way, and a crisis that has just broken."""
    with tempfile.TemporaryDirectory(prefix="fk-") as folder:
        instance, watched, receiver = Instance(Path(folder)), Watched(), Receiver()
        try:
            wait_for("a running instance", instance.ready, seconds=240)
            yield _begin(instance, watched, receiver, rng, say)
        except (HandOverFailed, TimeoutError) as error:
            raise AssertionError(f"{error}\n{instance.tail()}") from error
        finally:
            receiver.stop()
            instance.stop()
            watched.stop()


def _begin(
    instance: Instance, watched: Watched, receiver: Receiver, rng: random.Random, say: Callable[[str], None]
) -> Story:
    founded = found(instance.port, Mailbox(instance.var / "mail"), watched.url, say, brands=tuple(WORDS))
    api = Host(instance.port, founded.host, key=founded.key)
    founded.owner.api("POST", "webhooks/", {"url": receiver.url})
    brands = {name: founded.brands[name]["id"] for name in WORDS}
    wait_for("the first fetch", lambda: _all_fetched(api), seconds=60)
    [(schema,)] = instance.sql("SELECT schema_name FROM accounts_agency")
    opening = {"brand": brands["Lumen Air"], "title": "Something is up", "severity": 3, "reason": "Look at it"}
    incident = api.api("POST", "incidents/", opening)
    httpx.post(f"{watched.url}/world/crisis", timeout=30, trust_env=False).raise_for_status()
    return Story(instance, watched, receiver, founded, list(brands.values()), schema, incident["id"], rng)


def _all_fetched(api: Host) -> bool:
    return all(source["health"]["last_success_at"] for source in api.all("sources/"))


def run(
    rounds: int,
    *,
    seed: int = 0,
    first: Sequence[tuple[str, str]] = FIRST_ROUND,
    say: Callable[[str], None] = print,
) -> dict[str, Any]:
    """One instance through the first round, then through `rounds` - 1 of six kills drawn by the seed; the audit after each."""
    rng = random.Random(seed)
    began = time.monotonic()
    wrong: list[str] = []
    with story(rng, say) as told:
        for number in range(rounds):
            drawn = first
            if number:
                drawn = [(rng.choice(VICTIMS), rng.choice((*MOMENTS, "request"))) for _ in range(6)]
            for victim, moment in drawn:
                done = told.strike(victim, moment)
                say(f"{victim} killed while {moment}{'' if done.met else ' (not met)'}: whole after {done.seconds} s")
            findings = told.audit(told.settle())
            wrong += [f"round {number + 1}: {sentence}" for sentence in findings.wrong]
            say(f"round {number + 1}: {findings.counted} {findings.wrong or 'nothing lost, nothing doubled'}")
        if wrong:
            say(told.instance.tail(200))
        return {
            "rounds": rounds,
            "kills": len(told.kills),
            "moments_met": sum(kill.met for kill in told.kills),
            "seconds_to_whole": {
                victim: [kill.seconds for kill in told.kills if kill.victim == victim] for victim in VICTIMS
            },
            **findings.counted,
            "wrong": wrong,
            "seconds": round(time.monotonic() - began),
        }
