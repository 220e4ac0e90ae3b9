from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.mention_out_sentiment import MentionOutSentiment, check_mention_out_sentiment
from ..models.mention_out_status import MentionOutStatus, check_mention_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mention_out_expanded import MentionOutExpanded
    from ..models.post_out import PostOut
    from ..models.risk_out import RiskOut


T = TypeVar("T", bound="MentionOut")


@_attrs_define
class MentionOut:
    """A post that concerns the brand.

    Attributes:
        id (UUID):
        brand (UUID):
        source (UUID):
        status (MentionOutStatus): * `open` - Open
            * `in_progress` - In progress
            * `done` - Done
            * `irrelevant` - Irrelevant
        assignee (int | None):
        sentiment (MentionOutSentiment): * `negative` - Negative
            * `neutral` - Neutral
            * `positive` - Positive
        sentiment_score (float | None):
        sentiment_model (str):
        sentiment_by (int | None):
        risks (list[RiskOut]):
        published_at (datetime.datetime):
        first_seen_at (datetime.datetime):
        quiet (bool):
        version (int):
        post (PostOut): What somebody published.
        updated_at (datetime.datetime):
        expanded (MentionOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    source: UUID
    status: MentionOutStatus
    assignee: int | None
    sentiment: MentionOutSentiment
    sentiment_score: float | None
    sentiment_model: str
    sentiment_by: int | None
    risks: list[RiskOut]
    published_at: datetime.datetime
    first_seen_at: datetime.datetime
    quiet: bool
    version: int
    post: PostOut
    updated_at: datetime.datetime
    expanded: MentionOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        source = str(self.source)

        status: str = self.status

        assignee: int | None
        assignee = self.assignee

        sentiment: str = self.sentiment

        sentiment_score: float | None
        sentiment_score = self.sentiment_score

        sentiment_model = self.sentiment_model

        sentiment_by: int | None
        sentiment_by = self.sentiment_by

        risks = []
        for risks_item_data in self.risks:
            risks_item = risks_item_data.to_dict()
            risks.append(risks_item)

        published_at = self.published_at.isoformat()

        first_seen_at = self.first_seen_at.isoformat()

        quiet = self.quiet

        version = self.version

        post = self.post.to_dict()

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "brand": brand,
                "source": source,
                "status": status,
                "assignee": assignee,
                "sentiment": sentiment,
                "sentiment_score": sentiment_score,
                "sentiment_model": sentiment_model,
                "sentiment_by": sentiment_by,
                "risks": risks,
                "published_at": published_at,
                "first_seen_at": first_seen_at,
                "quiet": quiet,
                "version": version,
                "post": post,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mention_out_expanded import MentionOutExpanded  # noqa: PLC0415
        from ..models.post_out import PostOut  # noqa: PLC0415
        from ..models.risk_out import RiskOut  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        source = UUID(d.pop("source"))

        status = check_mention_out_status(d.pop("status"))

        def _parse_assignee(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        assignee = _parse_assignee(d.pop("assignee"))

        sentiment = check_mention_out_sentiment(d.pop("sentiment"))

        def _parse_sentiment_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        sentiment_score = _parse_sentiment_score(d.pop("sentiment_score"))

        sentiment_model = d.pop("sentiment_model")

        def _parse_sentiment_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        sentiment_by = _parse_sentiment_by(d.pop("sentiment_by"))

        risks = []
        _risks = d.pop("risks")
        for risks_item_data in _risks:
            risks_item = RiskOut.from_dict(risks_item_data)

            risks.append(risks_item)

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        first_seen_at = datetime.datetime.fromisoformat(d.pop("first_seen_at"))

        quiet = d.pop("quiet")

        version = d.pop("version")

        post = PostOut.from_dict(d.pop("post"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: MentionOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = MentionOutExpanded.from_dict(_expanded)

        mention_out = cls(
            id=id,
            brand=brand,
            source=source,
            status=status,
            assignee=assignee,
            sentiment=sentiment,
            sentiment_score=sentiment_score,
            sentiment_model=sentiment_model,
            sentiment_by=sentiment_by,
            risks=risks,
            published_at=published_at,
            first_seen_at=first_seen_at,
            quiet=quiet,
            version=version,
            post=post,
            updated_at=updated_at,
            expanded=expanded,
        )

        mention_out.additional_properties = d
        return mention_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
