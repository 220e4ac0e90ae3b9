"""The connector for what is sent to us: proven, opened, read by what its sender is known to send or by an example."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from accounts.outside.failures import InvalidConfig, Malformed
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import (
    Admitted,
    Batch,
    CheckResult,
    Config,
    Context,
    Cursor,
    Delivery,
    Ignored,
    Record,
    Spec,
    Tombstone,
)
from monitoring.feeds.connectors.webhook import mapping, record
from monitoring.feeds.connectors.webhook.envelope import opened, opened_example
from monitoring.feeds.connectors.webhook.memory import Memory
from monitoring.feeds.connectors.webhook.proofs import id_of, prove
from monitoring.feeds.connectors.webhook.senders import BY_KIND, Told
from monitoring.feeds.connectors.webhook.settings import (
    BEARER,
    DISCOURSE,
    GITHUB,
    MELTWATER,
    PLATFORM,
    SLACK,
    SPEC,
    STANDARD,
    UNPROVEN,
    Settings,
    read,
    tidy,
)

_MOST_NOTES: Final = 3
_ACCEPTED: Final = {"status": "accepted"}  # with 200, the one status that Meltwater takes for one
_READ_LATER: Final = frozenset({"content-type", "x-github-event", "x-discourse-event", "x-discourse-instance"})
_UNPROVEN: Final = "Nothing but the address proves who sends: keep it secret, and take what comes as a hint."
_NO_ID: Final = "No id is pointed at: posts are told apart by their link or words, so an edited one comes as another."


class WebhookConnector:
    """Reads deliveries; keeps in its cursor what was sent of each post last."""

    platform = PLATFORM
    version = record.VERSION

    def spec(self) -> Spec:
        """Who sends, how it proves it, and where the fields lie."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """Nothing that is pasted: the address is ours."""
        return None

    def tidy(self, config: Config) -> Config:
        """Places in the standard's spelling. Raises InvalidConfig naming the field."""
        return tidy(config)

    def address(self, config: Config) -> str:
        """Who sends; where to is a secret."""
        return f"webhook:{config['sender']}"

    def source_key(self, config: Config) -> str | None:
        """Nobody shares what is sent to them."""
        return None

    def new_secret(self, config: Config) -> tuple[str, str] | None:
        """A fresh secret in the form of its kind."""
        kind = read(config).kind
        if kind == STANDARD:
            return "secret", "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
        # Slack makes its own, and whoever signs nothing has none.
        return ("secret", secrets.token_urlsafe(32)) if kind in (GITHUB, DISCOURSE, BEARER) else None

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """What an example that was pasted would become. Raises InvalidConfig at the field that matches nothing in it."""
        settings = read(config)
        warnings = [_UNPROVEN] if settings.kind in UNPROVEN else []
        pasted = ctx.samples.get("sample", "")
        if not pasted:
            if not settings.is_known:
                raise InvalidConfig("Paste one body as it is sent, so that its fields can be found.", field="sample")
            return CheckResult(title=settings.sender, posts_sample=(), warnings=tuple(warnings))
        try:
            body = opened_example(pasted)
            proposed = {} if settings.is_known or settings.pointers else mapping.guessed(body)
            settings = replace(read({**config, **proposed}), sender=settings.sender)
            if not settings.is_known:
                mapping.refuse_blank(body, settings)
            told = _told(settings, body, {})
        except Malformed as error:
            raise InvalidConfig(error.sentence, field="sample") from error
        posts = [self.normalise(record.of(one, ctx.now, unproven=False)) for one in told if not isinstance(one, str)]
        ignored = [one for one in told if isinstance(one, str)] + [
            one.reason for one in posts if isinstance(one, Ignored)
        ]
        gone = (
            "It says that a post was deleted: what came of it is erased."
            if any(isinstance(one, Tombstone) for one in posts)
            else ""
        )
        no_id = "" if settings.is_known or "external_id" in settings.pointers else _NO_ID
        fields = () if settings.is_known else mapping.fields_of(body, settings.items)
        return CheckResult(
            title=settings.sender,
            posts_sample=tuple(one for one in posts if isinstance(one, Post)),
            warnings=tuple(one for one in (*warnings, no_id, gone, *dict.fromkeys(ignored)) if one),
            sample_fields=fields,
            proposed=proposed,
        )  # fmt: skip

    def admit(self, ctx: Context, config: Config, delivery: Delivery) -> Admitted:
        """Proves whose it is, and that it can be read; answers the calls by which senders try an address."""
        settings = read(config)
        keys = [held["secret"] for held in (ctx.secrets, ctx.former) if held.get("secret")]
        prove(settings.kind, settings.header, keys, delivery, ctx.now.timestamp())
        body = opened(delivery)
        is_slack = settings.kind == SLACK
        if is_slack and mapping.text_at(body, "/type") == "url_verification":
            return Admitted(answer={"challenge": mapping.text_at(body, "/challenge")[:1_000]}, keep=False)
        return Admitted(
            name=mapping.text_at(body, "/event_id") if is_slack else id_of(settings.kind, delivery.headers),
            headers={name: value for name, value in delivery.headers.items() if name in _READ_LATER},
            keep=_says_something(settings, body, delivery.headers),
            answer=_ACCEPTED if settings.kind == MELTWATER else None,
        )

    def receive(self, ctx: Context, config: Config, cursor: Cursor, delivery: Delivery) -> Iterator[Batch]:
        """What one admitted delivery says of posts, without what came too late."""
        settings, memory, came = read(config), Memory.of(cursor), delivery.at or ctx.now
        records, notes = list[Record](), list[str]()
        for one in _told(settings, opened(delivery), delivery.headers):
            reason = one if isinstance(one, str) else memory.takes(record.name_of(one), one, came)
            if isinstance(one, str) or reason:
                records.append(record.nothing(reason))
                notes.append(reason)
            else:
                records.append(record.of(one, came, unproven=settings.kind in UNPROVEN))
        said = tuple(dict.fromkeys(notes))[:_MOST_NOTES]
        yield Batch(records=tuple(records), cursor=memory.to_json(came), title=settings.sender, notes=said)

    def normalise(self, stored: Record) -> Post | Tombstone | Ignored:
        """The post of one record."""
        return record.to_post(stored)


def _told(settings: Settings, body: object, headers: Mapping[str, str]) -> list[Told]:
    """Raises Malformed."""
    if settings.is_known:
        return BY_KIND[settings.kind](body, headers)
    return [mapping.read(one, settings) for one in mapping.items_of(body, settings.items)]


def _says_something(settings: Settings, body: object, headers: Mapping[str, str]) -> bool:
    """Whether any of it is about a post. Raises Malformed: what can't be read is refused while its sender listens."""
    return any(not isinstance(one, str) for one in _told(settings, body, headers))
