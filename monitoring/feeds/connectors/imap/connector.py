"""The connector for mailboxes, read by IMAP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from accounts.outside.failures import AuthExpired, BlockedAddress, Forbidden, InvalidConfig, NotFound
from accounts.outside.mailbox import Folder, Mailbox, Waiting
from accounts.outside.plaintext import line
from monitoring.feeds.connectors.imap import settings as given
from monitoring.feeds.connectors.imap.alerts import is_vouched_for, items, tool_of
from monitoring.feeds.connectors.imap.memory import Memory
from monitoring.feeds.connectors.imap.mime import Mail, read_mail
from monitoring.feeds.connectors.imap.record import (
    VERSION,
    Came,
    name_of,
    name_of_link,
    nothing,
    of_item,
    of_mail,
    to_post,
    words_of,
)
from monitoring.feeds.connectors.imap.settings import PLATFORM, SPEC, Settings
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import Batch, CheckResult, Config, Context, Cursor, Ignored, Record
from monitoring.feeds.connectors.spec import Spec

_HISTORY: Final = timedelta(days=30)
_SAMPLE: Final = 10
_SPAN: Final = 180.0  # seconds of one reading
_NOTHING_GIVEN: Final = "Enter the mailbox's password, or an access token."
_BOTH: Final = "Enter a password or an access token, not both."


class _Reading:
    """One look into a mailbox: what it brought so far, and what is to be said of it."""

    def __init__(self, ctx: Context, settings: Settings, memory: Memory, box: Mailbox) -> None:
        self.ctx, self.settings, self.memory, self.box = ctx, settings, memory, box
        self.cut = self.forged = 0

    def records(self, waiting: Waiting) -> list[Record]:
        """Of one message: what it brings that was not read before."""
        raw = self.box.message(waiting.number, self.settings.most)
        if raw is None:  # moved or deleted since it was counted
            return []
        self.cut += waiting.size > self.settings.most
        mail = read_mail(raw)
        if mail is None:
            return [nothing("An email that can't be read.")]
        came = Came(waiting.at or self.ctx.now, self.ctx.now)
        tool = tool_of(mail, self.settings.alerts_from)
        return (self._told_of(mail, tool, came) if tool else []) or self._itself(mail, came)

    def _itself(self, mail: Mail, came: Came) -> list[Record]:
        words = words_of(mail)
        name = self.memory.name(name_of(mail), words)
        # Read once more under new numbers, a mail that was sent before all we know was left out in its time.
        if self.memory.again and mail.sent_at and mail.sent_at.date() < self.memory.again:
            return []
        return [of_mail(name, mail, self.settings, came)] if self.memory.is_new(name, came.taken_at, words) else []

    def _told_of(self, mail: Mail, tool: str, came: Came) -> list[Record]:
        found = items(mail, tool)
        vouched = is_vouched_for(mail, self.settings.signed_as)
        self.forged += bool(found) and not vouched
        named = [(name_of_link(one.link), one) for one in found]
        fresh = [of_item(name, one, mail, self.settings, came, tool=tool, vouched=vouched)
                 for name, one in named if self.memory.is_told_first(name, came.taken_at, vouched=vouched)]  # fmt: skip
        # What was told of before is no reason to take the whole mail for a post.
        return fresh or ([nothing("An alert that tells of nothing new.")] if found else [])

    def notes(self) -> tuple[str, ...]:
        """What whoever keeps the source should know."""
        told = []
        if self.cut:
            told.append(
                f"{_mails(self.cut)} larger than {self.settings.most // 1_000} KB: only the beginning was read."
            )
        if self.forged:
            alerts = "1 alert" if self.forged == 1 else f"{self.forged} alerts"
            told.append(f"{alerts} could be anybody's: the server does not vouch for the sender, or isn't named here.")
        return tuple(told)


def _mails(count: int) -> str:
    return "1 email is" if count == 1 else f"{count} emails are"


class ImapConnector:
    """Reads a folder without changing it; at most `most` messages a poll, `batch` of them at a time."""

    platform = PLATFORM
    version = VERSION

    def __init__(self, *, batch: int = 25, most: int = 500, first: int = 200) -> None:
        self._batch, self._most, self._first = batch, most, first

    def spec(self) -> Spec:
        """A mailbox, how it is opened, and what its mails are."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """An address of a mailbox."""
        return given.recognise(text)

    def tidy(self, config: Config) -> Config:
        """With its server named. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """The folder's, as mail programs write it."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """None: a mailbox is nobody else's."""
        return None

    def normalise(self, record: Record) -> Post | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Opens the mailbox and shows its last mails. Raises any Failure."""
        settings, memory = given.read(config), Memory()
        with _at_its_field(ctx), _opened(ctx, settings, ctx.http.limits.total) as (box, _):
            reading = _Reading(ctx, settings, memory, box)
            newest = box.waiting(self._history(box, ctx.now)[-_SAMPLE:])[::-1]
            posts = [
                post for one in newest for record in reading.records(one) if isinstance(post := to_post(record), Post)
            ]
        doubts = [] if newest else ["No email came in the last 30 days."]
        title = f"{settings.mailbox}: {settings.folder}"
        return CheckResult(title=line(title), posts_sample=tuple(posts[:_SAMPLE]), warnings=(*doubts, *reading.notes()))

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What came since `cursor`. Raises any Failure; what was handed over before stays valid."""
        settings, memory = given.read(config), Memory.of(cursor)
        with _opened(ctx, settings) as (box, folder):
            reading = _Reading(ctx, settings, memory, box)
            numbers = self._numbers(box, folder, memory, ctx.now)
            yield from self._pages(reading, numbers[: self._most])
        rest = [one for one in numbers if one > memory.last]
        if not rest:
            memory.last = max(memory.last, folder.following - 1)
            memory.settle(ctx.now)
        yield Batch(
            records=(),
            cursor=memory.to_json(),
            complete=not rest,
            not_modified=not numbers,
            next_poll=1.0 if rest else None,
            title=line(f"{settings.mailbox}: {settings.folder}"),
            notes=reading.notes(),
        )

    def _numbers(self, box: Mailbox, folder: Folder, memory: Memory, now: datetime) -> list[int]:
        """The messages to read, in order."""
        if not memory.validity:
            memory.validity = folder.validity
            numbers = self._history(box, now)
            if not numbers and not folder.following:  # no server has to say which number comes next
                memory.last = max(box.numbers(), default=0)
            return numbers[-self._first :]
        if memory.validity != folder.validity:
            memory.renumbered(folder.validity, now)
        if memory.again:
            return [one for one in box.numbers(since=memory.again) if one > memory.last]
        return box.numbers(above=memory.last)

    @staticmethod
    def _history(box: Mailbox, now: datetime) -> list[int]:
        return box.numbers(since=(now - _HISTORY).date())

    def _pages(self, reading: _Reading, numbers: Sequence[int]) -> Iterator[Batch]:
        for begin in range(0, len(numbers), self._batch):
            if not reading.box.has_time:
                return  # a slow server is left for others; what was read is kept
            asked = numbers[begin : begin + self._batch]
            records = [record for one in reading.box.waiting(asked) for record in reading.records(one)]
            reading.memory.last = asked[-1]
            yield Batch(records=tuple(records), cursor=reading.memory.to_json(), complete=False)


@contextmanager
def _opened(ctx: Context, settings: Settings, most_seconds: float = _SPAN) -> Iterator[tuple[Mailbox, Folder]]:
    password, token = ctx.secrets.get("password", ""), ctx.secrets.get("token", "")
    if bool(password) == bool(token):
        raise InvalidConfig(_BOTH if password else _NOTHING_GIVEN, field="password")
    with ctx.http.mailbox(settings.host, settings.port, starttls=settings.starttls, span=most_seconds) as box:
        if token:
            box.log_in_by_token(settings.mailbox, token)
        else:
            box.log_in(settings.mailbox, password)
        yield box, box.look_into(settings.folder)


@contextmanager
def _at_its_field(ctx: Context) -> Iterator[None]:
    """For whoever fills the form in."""
    try:
        yield
    except AuthExpired as failure:
        raise InvalidConfig(failure.sentence, field="token" if ctx.secrets.get("token") else "password") from failure
    except NotFound as failure:
        raise InvalidConfig(failure.sentence, field="folder") from failure
    except BlockedAddress as failure:
        raise InvalidConfig(failure.sentence, field="host") from failure
    except Forbidden as failure:
        raise InvalidConfig(failure.sentence, field="security") from failure
