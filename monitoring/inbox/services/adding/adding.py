"""A mention that a person adds: what they say of the post, checked, goes the way of every post."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.cleaning import clean_line, clean_text
from accounts.errors import Conflict, Invalid
from accounts.events.services.recording import About, record
from accounts.models import Membership
from accounts.outside.plaintext import handles_in, hashtags_in, links_in, web_link
from accounts.permissions import require
from monitoring import catalogue
from monitoring.access import brand_for
from monitoring.feeds.connectors.post import Kind, Post
from monitoring.inbox import hooks
from monitoring.inbox.services.bringing import BrandQueries, bring, source_for
from monitoring.inbox.services.importing.places import WEB, place_of, variants
from monitoring.models import Mention
from monitoring.models import Post as StoredPost

# Where a post without a link was, and what it is called there.
WHERES: Mapping[str, str] = {
    "tiktok": "TikTok", "instagram": "Instagram", "facebook": "Facebook", "snapchat": "Snapchat", "whatsapp": "WhatsApp",
    "telegram": "Telegram", "discord": "Discord", "email": "Email", "letter": "Letter", "phone": "Phone call",
    "in_person": "In person", "print": "Newspaper or magazine", "broadcast": "Radio or television", "elsewhere": "Elsewhere",
}  # fmt: skip
_MESSAGES = frozenset({"whatsapp", "telegram", "discord", "email", "letter", "phone", "in_person"})
_ARTICLES = frozenset({WEB, "print", "broadcast"})
_KINDS: tuple[tuple[frozenset[str], Kind], ...] = ((_MESSAGES, "message"), (_ARTICLES, "article"))
LONGEST_TEXT, LONGEST_LINE = 20_000, 300
HAND = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionDraft:
    """What a person says of a post. `where`: one of WHERES, of a post without a link. `published_at`: None is now."""

    url: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    author_url: str = ""
    where: str = ""
    published_at: datetime | None = None


def add_mention(*, member: Membership, brand: Brand | UUID, draft: MentionDraft, now: datetime) -> Mention:
    """Makes a mention of it, which counts and is judged as any other is. Raises Invalid at each field that is amiss; Conflict
    `mention_exists` (`data["mention"]`) where the brand has it already, `deleted_at_source` where its author deleted it."""
    require(member, "mentions.triage")
    brand = brand_for(member, brand)
    post = _post(draft, now)
    if post.url:
        refuse_known(brand.pk, post.url)
    with transaction.atomic():
        source = source_for(brand, HAND, "Added by hand", member.user_id)
        [outcome] = bring(source, [post], BrandQueries(brand.pk), quiet=False, now=now)
        if outcome.what == "erased":
            message = "Its author deleted this post, and it stays deleted here."
            raise Conflict(message, code="deleted_at_source")
        if outcome.what != "made" or outcome.mention is None:
            raise _exists(outcome.mention)
        record(catalogue.MENTION_ADDED, About(outcome.mention, brand=brand.pk), by=member, now=now)
        # Its counts are judged soon; a call that is lost is made good by the beat.
        transaction.on_commit(lambda: hooks.judge.answer(), robust=True)
    made: Mention = Mention.objects.select_related("post").get(pk=outcome.mention)
    return made


def mention_at(brand: UUID, url: str) -> UUID | None:
    """The brand's mention of the post at this link, however its address is spelt; comments that only share it are none."""
    place = place_of(url)
    posts = StoredPost.objects.filter(url__in=variants(url)).exclude(kind__in=("comment", "reply"))
    ids = set(posts.values_list("pk", flat=True))
    if place is not None:
        named = StoredPost.objects.filter(origin=place.platform, external_id=place.external_id)
        ids |= set(named.values_list("pk", flat=True))
    return Mention.objects.filter(brand_id=brand, post__in=ids).order_by("pk").values_list("pk", flat=True).first()


def refuse_known(brand: UUID, url: str) -> None:
    """Raises Conflict where the brand has a mention of the post at this link."""
    known = mention_at(brand, url)
    if known is not None:
        raise _exists(known)


def _exists(mention: UUID | None) -> Conflict:
    data = {"mention": str(mention)} if mention else {}
    return Conflict("This post is a mention of the brand already.", code="mention_exists", data=data)


def _post(draft: MentionDraft, now: datetime) -> Post:
    """The draft as a post. Raises Invalid naming every field that is amiss."""
    amiss: dict[str, list[str]] = {}

    def cleaned(name: str, value: str, *, whole: bool = False) -> str:
        try:
            if whole:
                return clean_text(name, value, most=LONGEST_TEXT, required=False)
            return clean_line(name, value, most=LONGEST_LINE, required=False)
        except Invalid as error:
            amiss.update(error.fields)
            return ""

    title, text = cleaned("title", draft.title), cleaned("text", draft.text, whole=True)
    author = cleaned("author", draft.author)
    url = web_link(draft.url) if draft.url.strip() else ""
    if draft.url.strip() and (not url or len(url) > 2000):
        amiss["url"] = ["This is no link of the web. It begins with https://."]
    if draft.where and draft.where not in WHERES:
        amiss["where"] = [f"Choose one of: {', '.join(WHERES)}."]
    if not (title or text) and not {"title", "text"} & amiss.keys():
        amiss["text"] = ["Write what the post says, or its headline."]
    if not url and not draft.where and "url" not in amiss:
        amiss["where"] = ["Give its link, or say where it was."]
    if draft.published_at is not None and draft.published_at > now:
        amiss["published_at"] = ["This moment is to come."]
    if amiss:
        raise Invalid("Some fields are invalid.", fields=amiss)
    return _made(draft, title, text, author, url, now)


def _made(draft: MentionDraft, title: str, text: str, author: str, url: str, now: datetime) -> Post:
    at = draft.published_at or now
    place = place_of(url) if url else None
    platform = place.platform if place else draft.where
    minute = at.isoformat(timespec="minutes") if draft.published_at else ""
    said = "\n".join((author.casefold(), minute, title, text))
    # Without a link the same words by the same author are the same post: a form that is sent twice makes one.
    words = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:40]
    seen = f"{title}\n{text}"
    return Post(
        platform=platform,
        source=platform if place else HAND,
        external_id=place.external_id if place else f"words:{words}",
        url=url,
        kind=next((kind for those, kind in _KINDS if platform in those), "post"),
        author_name=author[:200],
        author_url=web_link(draft.author_url),
        title=title,
        text=text,
        published_at=at,
        handles=handles_in(seen),
        hashtags=hashtags_in(seen),
        links=links_in(text, url),
        can_reply=False,
        can_reply_reason="It was added by hand: answer it where it was published.",
    )
