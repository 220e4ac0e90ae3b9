"""What must be true after the kills, read from the database, the world and the outside: every breach is a sentence."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from config import embedded
from tests.kill.instance import Instance
from tests.kill.outside import Receiver, Watched

# Brand → words its query asks for, plainly: a second opinion on what should have been found.
WORDS = {
    "Alder Coffee": ("alder coffee", "@aldercoffee", "oat cold brew"),
    "Lumen Air": ("lumen air", "@lumenair"),
}


@dataclass
class Findings:
    """What was counted, and what is wrong."""

    counted: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def expect(self, holds: object, sentence: str) -> None:
        if not holds:
            self.wrong.append(sentence)


class Audit:
    """One look at everything, in one snapshot of the database. `since`: what is older than this must be settled."""

    def __init__(self, instance: Instance, schema: str, since: datetime) -> None:
        self.since = since
        self.found = Findings()
        self._connection = embedded.locate(instance.var).postgres.connect()
        self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._connection.execute(f'SET LOCAL search_path = "{schema}", public')

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()

    def one(self, statement: str, *values: Any) -> Any:
        return self.rows(statement, *values)[0][0]

    def run(self, watched: Watched, receiver: Receiver, notes: list[str]) -> Findings:
        """All of it."""
        self.posts(watched)
        self.counts()
        self.positions()
        self.alerts()
        self.deliveries(receiver)
        self.notes(notes)
        self._connection.close()
        return self.found

    def posts(self, watched: Watched) -> None:
        """No post lost, none doubled, for each brand by the world's own count."""
        stored = Counter(row[0] for row in self.rows("SELECT external_id FROM monitoring_post"))
        twice = [name for name, times in stored.items() if times > 1]
        self.found.expect(not twice, f"{len(twice)} posts are stored twice, such as {twice[:3]}")
        for brand, words in WORDS.items():
            # The world shows a fortnight: what it showed at first may have left it in a long run, or in the second between
            # `since` and the first fetch that got through, and no fetch can bring what is shown no more.
            shown = watched.about(words, datetime.now(self.since.tzinfo))
            due = watched.about(words, self.since) & shown
            known = watched.about(words, watched.began) | shown
            have = Counter(
                row[0]
                for row in self.rows(
                    "SELECT p.external_id FROM monitoring_mention m JOIN monitoring_post p ON p.id = m.post_id "
                    "JOIN brands_brand b ON b.id = m.brand_id WHERE b.name = %s",
                    brand,
                )
            )
            lost, strange = due - set(have), set(have) - known
            doubled = [name for name, times in have.items() if times > 1]
            self.found.counted[f"mentions of {brand}"] = sum(have.values())
            self.found.expect(not lost, f"{len(lost)} posts about {brand} are lost, such as {self.traced(lost)}")
            self.found.expect(not doubled, f"{len(doubled)} posts about {brand} are mentioned twice: {doubled[:3]}")
            self.found.expect(
                not strange, f"{len(strange)} mentions of {brand} the world never published: {sorted(strange)[:3]}"
            )

    def traced(self, lost: set[str]) -> list[tuple[Any, ...]]:
        """How far the first few lost posts came: routes to the agency, posts stored there."""
        return [
            (
                name,
                self.one(
                    "SELECT count(*) FROM feeds_route r JOIN feeds_arrival a ON a.id = r.arrival_id "
                    "WHERE a.external_id = %s",
                    name,
                ),
                stored,
            )
            for name in sorted(lost)[:3]
            for stored in [self.one("SELECT count(*) FROM monitoring_post WHERE external_id = %s", name)]
        ] + self.rows("SELECT url, requested_at, last_success_at, last_new_at, fence, cursor->>'etag' FROM feeds_feed")

    def counts(self) -> None:
        """The counts the detector reads say what the mentions say."""
        wrong = self.rows(
            "SELECT b.name, m.total, c.total, m.negative, c.negative FROM brands_brand b "
            "JOIN (SELECT brand_id, count(*) total, count(*) FILTER (WHERE sentiment = 'negative') negative "
            "      FROM monitoring_mention GROUP BY 1) m ON m.brand_id = b.id "
            "LEFT JOIN (SELECT brand_id, sum(total) total, sum(negative) negative FROM monitoring_bucketcount "
            "           WHERE query_id IS NULL GROUP BY 1) c ON c.brand_id = b.id "
            "WHERE (m.total, m.negative) IS DISTINCT FROM (c.total, c.negative)"
        )
        self.found.expect(
            not wrong, f"counts differ from mentions (brand, mentions, counted, negative, counted): {wrong}"
        )
        unmatched = self.one(
            "SELECT count(*) FROM monitoring_mention m WHERE NOT EXISTS "
            "(SELECT 1 FROM monitoring_mentionmatch x WHERE x.mention_id = m.id)"
        )
        self.found.expect(not unmatched, f"{unmatched} mentions do not say which query found them")

    def positions(self) -> None:
        """Routes are numbered without a gap, the position is at what had come, feeds are healthy and free."""
        first, last, number = self.rows("SELECT min(number), max(number), count(*) FROM feeds_route")[0]
        self.found.expect((first, last) == (1, number), f"{number} routes are numbered {first} to {last}")
        position = self.one("SELECT number FROM monitoring_ingestposition")
        due = self.one("SELECT coalesce(max(number), 0) FROM feeds_route WHERE created_at < %s", self.since)
        self.found.expect(
            due <= position <= last, f"the position is {position}; routes up to {due} are due, {last} exist"
        )
        untaken = self.one(
            "SELECT count(DISTINCT a.external_id) FROM feeds_route r JOIN feeds_arrival a ON a.id = r.arrival_id "
            "WHERE r.number <= %s AND NOT EXISTS (SELECT 1 FROM monitoring_post p WHERE p.external_id = a.external_id)",
            position,
        )
        self.found.expect(not untaken, f"{untaken} posts lie behind the position and were never taken")
        ill = self.rows(
            "SELECT url, status, error, requested_at, last_success_at FROM feeds_feed "
            "WHERE status <> 'active' OR failures > 0 OR requested_at IS NULL OR requested_at < %s OR cursor = '{}'",
            self.since,
        )
        self.found.expect(not ill, f"feeds are not well: {ill}")
        self.found.counted["routes"] = number
        self.found.counted["fetches claimed"] = self.one("SELECT sum(fence)::bigint FROM feeds_feed")

    def alerts(self) -> None:
        """Every alert was taken in hand, and somebody was told of it or an incident has it."""
        self.found.counted["alerts"] = self.one("SELECT count(*) FROM monitoring_alert")
        waiting = self.rows(
            "SELECT id, sentence FROM monitoring_alert WHERE triaged_at IS NULL AND raised_at < %s", self.since
        )
        self.found.expect(not waiting, f"alerts without their decision: {waiting}")
        untold = self.rows(
            "SELECT a.id, a.sentence FROM monitoring_alert a WHERE a.triaged_at IS NOT NULL AND a.status = 'open' "
            "AND NOT EXISTS (SELECT 1 FROM notifications_notification n WHERE n.dedupe = 'alert:' || a.id)"
        )
        self.found.expect(not untold, f"alerts nobody was told of: {untold}")
        joined = self.rows(
            "SELECT a.id FROM monitoring_alert a WHERE a.status IN ('joined', 'opened') AND (SELECT count(*) "
            "FROM incidents_incidentalert i WHERE i.alert_id = a.id) <> 1"
        )
        self.found.expect(not joined, f"alerts that say they belong to an incident and don't: {joined}")

    def deliveries(self, receiver: Receiver) -> None:
        """Everything due was sent, its success is logged, and whoever should have heard it has."""
        late = self.rows(
            "SELECT channel, status, attempts, last_error FROM notifications_delivery "
            "WHERE created_at < %s AND status <> 'sent'",
            self.since,
        )
        self.found.expect(not late, f"deliveries not sent: {late}")
        unlogged = self.one(
            "SELECT count(*) FROM notifications_delivery d WHERE status = 'sent' AND NOT EXISTS "
            "(SELECT 1 FROM notifications_deliveryattempt t WHERE t.delivery_id = d.id AND t.ok)"
        )
        self.found.expect(not unlogged, f"{unlogged} sent deliveries have no attempt in their log")
        hooks = {
            f"msg_{pk.hex}"
            for (pk,) in self.rows(
                "SELECT id FROM notifications_delivery WHERE channel = 'webhook' AND status = 'sent'"
            )
        }
        unheard = hooks - set(receiver.heard)
        self.found.expect(not unheard, f"{len(unheard)} webhooks say sent and were never heard")
        self.found.counted["webhooks heard"] = len(receiver.heard)
        self.found.counted["webhooks heard again"] = sum(receiver.heard.values()) - len(receiver.heard)
        self.found.counted["deliveries sent"] = self.one(
            "SELECT count(*) FROM notifications_delivery WHERE status = 'sent'"
        )

    def notes(self, notes: list[str]) -> None:
        """What was written through a dying web process, sent again with its Idempotency-Key, stands there once."""
        for text in notes:
            times = self.one("SELECT count(*) FROM incidents_timelineentry WHERE payload::text LIKE %s", f"%{text}%")
            self.found.expect(times == 1, f"the note “{text}” stands in the record {times} times")
        self.found.counted["notes"] = len(notes)
