"""What a delivery says of one post, before it is one: whoever sends it, the same fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from monitoring.feeds.connectors.post import Kind
from monitoring.feeds.connectors.webhook.times import moment_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`action` is create, update, delete, restore, or "" where nothing is said of it. `best`: what `rating` is out of.
    `platform`: whose it is where that is known. `item`: as it was sent."""

    external_id: str = ""
    action: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    author_id: str = ""
    author_url: str = ""
    published_at: str = ""
    updated_at: str = ""
    rating: str = ""
    best: int = 5
    kind: Kind = "post"
    language: str = ""
    conversation: str = ""
    in_reply_to: str = ""
    platform: str = ""
    item: Mapping[str, Any] = field(default_factory=dict)

    @property
    def published(self) -> datetime | None:
        """None where nothing, or nothing readable, is said."""
        return moment_of(self.published_at)

    @property
    def updated(self) -> datetime | None:
        """As `published`."""
        return moment_of(self.updated_at)

    @property
    def stars(self) -> float | None:
        """Out of five; None where it is no rating."""
        if not re.fullmatch(r"\d{1,4}(?:[.,]\d{1,6})?", self.rating.strip(), re.ASCII):
            return None
        given = float(self.rating.strip().replace(",", "."))
        return round(given * 5 / self.best, 2) if given <= self.best else None
