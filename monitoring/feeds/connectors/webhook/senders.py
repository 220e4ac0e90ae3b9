"""What GitHub, Slack, Discourse and Trustpilot send: each delivery as what it says of posts, or why it says nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from accounts.outside.failures import Malformed
from accounts.outside.plaintext import plain, web_link
from monitoring.feeds.connectors.webhook.mapping import action_of, at, items_of, text_at
from monitoring.feeds.connectors.webhook.said import Said
from monitoring.feeds.connectors.webhook.settings import DISCOURSE, GITHUB, SLACK, TRUSTPILOT

Headers = Mapping[str, str]
Told = Said | str  # a string is why nothing is said
_GITHUB: Final = {
    # By event: where the post lies, and the actions that say something of its words.
    "issues": ("/issue", {"opened": "create", "edited": "update", "deleted": "delete"}),
    "issue_comment": ("/comment", {"created": "create", "edited": "update", "deleted": "delete"}),
    "discussion": ("/discussion", {"created": "create", "edited": "update", "deleted": "delete"}),
    "discussion_comment": ("/comment", {"created": "create", "edited": "update", "deleted": "delete"}),
}
_SLACK_LINK: Final = re.compile(r"<(?![@#!])([^|<>]{1,2000})(?:\|([^<>]{0,500}))?>")
_SLACK_NAME: Final = re.compile(r"<[@#!]([^|<>]{1,100})(?:\|([^<>]{0,200}))?>")
_SLACK_WORDS: Final = frozenset({"", "bot_message", "file_share", "thread_broadcast", "me_message"})


def github(body: object, headers: Headers) -> list[Told]:
    """Issues, discussions and their comments (docs.github.com/webhooks/webhook-events-and-payloads)."""
    event = headers.get("x-github-event", "") or _github_event(body)
    if event == "ping":
        return ["GitHub's ping: it works."]
    place, actions = _GITHUB.get(event, ("", {}))
    action = actions.get(text_at(body, "/action"), "")
    if not action:
        said = text_at(body, "/action")
        return [f"The event {event or 'without a name'}{f' ({said})' if said else ''} says nothing of a post."]
    post = at(body, place)
    name = text_at(post, "/node_id") or text_at(post, "/id")
    if not name:
        raise Malformed("GitHub's delivery names no post.")
    comment = event.endswith("comment")
    parent = "/discussion" if event.startswith("discussion") else "/issue"
    return [
        Said(
            external_id=name,
            action=action,
            platform=GITHUB,
            link=text_at(post, "/html_url"),
            title=text_at(body, f"{parent}/title"),
            text=text_at(post, "/body"),
            author=text_at(post, "/user/login"),
            author_id=text_at(post, "/user/node_id"),
            author_url=text_at(post, "/user/html_url"),
            published_at=text_at(post, "/created_at"),
            updated_at=text_at(post, "/updated_at"),
            kind="comment" if comment else "post",
            conversation=text_at(body, f"{parent}/node_id"),
            in_reply_to=text_at(body, f"{parent}/node_id") if comment else "",
        )
    ]


def _github_event(body: object) -> str:
    """Of an example that was pasted, without its headers."""
    if at(body, "/zen"):
        return "ping"
    parent = next((one for one in ("discussion", "issue") if at(body, f"/{one}")), "")
    if not parent:
        return ""
    comment = at(body, "/comment") is not None
    return (
        {"issue": "issue_comment", "discussion": "discussion_comment"}[parent]
        if comment
        else {"issue": "issues"}.get(parent, parent)
    )


def discourse(body: object, headers: Headers) -> list[Told]:
    """Posts of a forum; what happened stands in a header."""
    event = headers.get("x-discourse-event", "") or "post_created"
    post = at(body, "/post")
    action = action_of(event.removeprefix("post_")) if event.startswith("post_") and isinstance(post, Mapping) else ""
    if event == "ping":
        return ["Discourse's ping: it works."]
    if not action:
        return [f"The event {event[:60]} says nothing of a post."]
    # A forum's webhook carries messages between people as well.
    if text_at(post, "/topic_archetype") not in ("", "regular"):
        return ["A private message: it is nobody's to read here."]
    name = text_at(post, "/id")
    if not name:
        raise Malformed("Discourse's delivery names no post.")
    place = text_at(post, "/post_url") or f"/t/{text_at(post, '/topic_id')}/{text_at(post, '/post_number')}"
    handle, first = text_at(post, "/username"), text_at(post, "/post_number") in ("", "1")
    instance = web_link(headers.get("x-discourse-instance", ""))
    return [
        Said(
            external_id=name,
            action=action,
            platform=DISCOURSE,
            link=web_link(place, instance) if instance else "",
            title=text_at(post, "/topic_title"),
            text=plain(text_at(post, "/cooked")) or text_at(post, "/raw"),
            author=text_at(post, "/name") or handle,
            author_id=handle,
            author_url=web_link(f"/u/{handle}", instance) if instance and handle else "",
            published_at=text_at(post, "/created_at"),
            updated_at=text_at(post, "/updated_at"),
            kind="post" if first else "reply",
            conversation=text_at(post, "/topic_id"),
        )
    ]


def trustpilot(body: object, headers: Headers) -> list[Told]:
    """Reviews of a service or a product, several a delivery."""
    return [_review(one) for one in items_of(body, "/events")]


def _review(event: object) -> Told:
    name = text_at(event, "/eventName")
    action = action_of(name.rpartition("-")[2])
    if "review" not in name or not action:
        return f"The event {name[:60] or 'without a name'} says nothing of a review."
    review = at(event, "/eventData")
    external_id = text_at(review, "/id")
    if not external_id:
        raise Malformed("Trustpilot's delivery names no review.")
    return Said(
        external_id=external_id,
        action=action,
        platform=TRUSTPILOT,
        # `link` is the address of their API; people read it here.
        link=f"https://www.trustpilot.com/reviews/{external_id}"
        if re.fullmatch(r"[0-9A-Za-z]{1,64}", external_id)
        else "",
        title=text_at(review, "/title"),
        text=text_at(review, "/text"),
        author=text_at(review, "/consumer/name"),
        author_id=text_at(review, "/consumer/id"),
        published_at=text_at(review, "/createdAt"),
        updated_at=text_at(review, "/updatedAt"),
        rating=text_at(review, "/stars"),
        language=text_at(review, "/language"),
        kind="review",
        item={name: review[name] for name in ("referenceId", "isVerified", "locationId", "tags") if name in review}
        if isinstance(review, Mapping)
        else {},
    )


def slack(body: object, headers: Headers) -> list[Told]:
    """Messages of the channels that the app was invited to (docs.slack.dev/reference/events/message)."""
    event = at(body, "/event")
    if text_at(event, "/type") not in ("message", "app_mention"):
        return [f"The event {text_at(event, '/type')[:60] or 'without a name'} says nothing of a message."]
    if text_at(event, "/channel_type") in ("im", "mpim"):
        return ["A private message: it is nobody's to read here."]
    channel, team = text_at(event, "/channel"), text_at(body, "/team_id")
    subtype = text_at(event, "/subtype")
    if subtype == "message_deleted":
        gone = text_at(event, "/deleted_ts") or text_at(event, "/previous_message/ts")
        return [_message(channel, gone, action="delete", updated_at=text_at(event, "/ts"))]
    changed = subtype == "message_changed"
    said = at(event, "/message") if changed else event
    if text_at(said, "/subtype" if changed else "") not in _SLACK_WORDS or (
        not changed and subtype not in _SLACK_WORDS
    ):
        return [f"A notice of Slack's own ({subtype[:40]}), no message."]
    stamp, thread = text_at(said, "/ts"), text_at(said, "/thread_ts")
    return [
        _message(
            channel,
            stamp,
            action="update" if changed else "create",
            updated_at=text_at(said, "/edited/ts") or (text_at(event, "/ts") if changed else stamp),
            link=f"https://slack.com/app_redirect?team={team}&channel={channel}" if (team + channel).isalnum() else "",
            text=_slack_words(text_at(said, "/text")),
            author=text_at(said, "/username") or text_at(said, "/user") or text_at(said, "/bot_id"),
            author_id=text_at(said, "/user") or text_at(said, "/bot_id"),
            conversation=f"{channel}:{thread or stamp}",
            kind="reply" if thread and thread != stamp else "message",
        )
    ]


def _message(channel: str, stamp: str, **more: Any) -> Said:
    if not channel or not stamp:
        raise Malformed("Slack's delivery names no message.")
    return Said(external_id=f"{channel}:{stamp}", platform=SLACK, published_at=stamp, **more)


def _slack_words(text: str) -> str:
    """Its own markup for links and names as people read them."""
    linked = _SLACK_LINK.sub(lambda found: f"{found[2]} ({found[1]})" if found[2] else found[1], text)
    named = _SLACK_NAME.sub(lambda found: f"@{found[2] or found[1]}", linked)
    return html.unescape(named)


BY_KIND: Final[dict[str, Callable[[object, Headers], list[Told]]]] = {
    GITHUB: github,
    SLACK: slack,
    DISCOURSE: discourse,
    TRUSTPILOT: trustpilot,
}
