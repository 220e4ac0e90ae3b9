"""A forum of Discourse: by numbers, down to what is known, and what became of posts afterwards."""

import json
from datetime import timedelta
from typing import Any

import pytest

from accounts.outside.failures import AuthExpired, Failure, InvalidConfig, Malformed, NotFound, RateLimited, Transient
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Polled, Post, Tombstone
from tests.loopback import NOW, Answer, Server, client, read
from tests.monitoring.feeds.connectors.discourse.forum import KEY, Forum, said


@pytest.fixture
def forum(server: Server) -> Forum:
    return Forum(server)


def ids(posts: list[Post]) -> list[int]:
    return [int(post.external_id) for post in posts]


def later(forum: Forum, cursor: Cursor, config: Any = None, **passed: float) -> tuple[list[Post], list[Any], Batch]:
    """A poll after that time: posts, what is gone and how, and its last batch."""
    now = NOW + timedelta(**passed)
    batches = list(forum.connector.poll(Context(client(), now), config or forum.config(), cursor))
    found = [forum.connector.normalise(record) for batch in batches for record in batch.records]
    gone = [(int(one.external_id), one.state) for one in found if isinstance(one, Tombstone)]
    return [one for one in found if isinstance(one, Post)], gone, batches[-1]


def test_it_is_one_of_the_connectors_and_is_polled() -> None:
    assert isinstance(registry.get("discourse"), Polled)


@pytest.mark.parametrize("inclusive", [True, False])
def test_a_first_poll_brings_some_history_and_a_second_what_was_written_since(forum: Forum, inclusive: bool) -> None:
    forum.inclusive = inclusive
    for number in range(1, 401):
        forum.write(number)
    posts, batches = read(forum.connector, forum.config(), {})
    assert sorted(ids(posts)) == list(range(151, 401))
    assert batches[-1].complete and not batches[-1].missed
    assert read(forum.connector, forum.config(), batches[-1].cursor)[0] == []
    forum.write(401)
    assert ids(read(forum.connector, forum.config(), batches[-1].cursor)[0]) == [401]


def test_a_small_forum_is_read_whole(forum: Forum) -> None:
    forum.write(1)
    forum.write(2)
    posts, batches = read(forum.connector, forum.config(), {})
    assert ids(posts) == [1, 2] and batches[-1].complete
    assert read(forum.connector, {**forum.config(), "term": ""}, {})[1][-1].complete


def test_an_empty_forum_is_read_and_its_first_post_comes(forum: Forum) -> None:
    _, batches = read(forum.connector, forum.config(), {})
    assert batches[-1].complete
    forum.write(1)
    assert ids(read(forum.connector, forum.config(), batches[-1].cursor)[0]) == [1]


def test_pages_of_posts_nobody_is_shown_are_not_the_end(forum: Forum) -> None:
    forum.write(1)
    _, batches = read(forum.connector, forum.config(), {})
    for number in range(2, 200):
        forum.write(number)
    forum.hidden = set(range(20, 180))
    posts, batches = read(forum.connector, forum.config(), batches[-1].cursor)
    assert sorted(ids(posts)) == [*range(2, 20), *range(180, 200)]


def test_more_than_a_poll_reads_is_read_by_the_next_and_a_worker_that_dies_loses_nothing(forum: Forum) -> None:
    forum.write(1)
    _, batches = read(forum.connector, forum.config(), {})
    for number in range(2, 1_500):
        forum.write(number)
    first = next(iter(forum.connector.poll(Context(client(), NOW), forum.config(), batches[-1].cursor)))
    seen = [int(record["id"]) for record in first.records]
    cursor, complete = json.loads(json.dumps(first.cursor)), False
    forum.write(1_500)  # meanwhile
    while not complete:
        posts, batches = read(forum.connector, forum.config(), cursor)
        cursor, complete, seen = batches[-1].cursor, batches[-1].complete, seen + ids(posts)
    seen += ids(read(forum.connector, forum.config(), cursor)[0])
    assert sorted(seen) == list(range(2, 1_501))


def test_a_post_is_read_as_people_see_it(forum: Forum, server: Server) -> None:
    forum.write(1, "It broke, @Ola.", version=3)
    text = 'See <a href="https://news.example/1">this</a> <img src="https://p.example/x.png"> <img src="/images/emoji/x.png">'
    forum.write(2, text, reply_to_post_number=1)
    first, second = read(forum.connector, forum.config(), {})[0]
    assert (first.title, first.text, first.kind, second.title, second.kind) == (
        "Refunds & returns", "It broke, @Ola.", "post", "", "reply",
    )  # fmt: skip
    assert (second.in_reply_to, second.conversation, second.links) == ("1", "9", ("https://news.example/1",))
    assert [one.url for one in second.media] == ["https://p.example/x.png"]
    assert second.url == server.url("/t/refunds/9/2")
    assert (first.author_handle, first.author_name, first.author_url) == ("ina", "Ina K", server.url("/u/ina"))
    assert first.engagement == {"likes": 4, "replies": 2, "views": 30}
    assert first.edited_at == NOW - timedelta(minutes=5) and second.edited_at is None
    assert first.source == f"127.0.0.1:{server.port}" and not first.can_reply and first.can_reply_reason


def test_what_programs_wrote_and_what_was_taken_back_at_once_is_left_out(forum: Forum) -> None:
    forum.write(1, post_type=3)
    forum.write(2, post_type=4)
    forum.write(3, hidden=True)
    forum.write(4, user_deleted=True)
    forum.write(5, post_type=2)
    assert ids(read(forum.connector, forum.config(), {})[0]) == [5]


@pytest.mark.parametrize("term", ["support", "5"])
def test_a_category_includes_those_within_it(forum: Forum, server: Server, term: str) -> None:
    for number, category in enumerate((5, 6, 7, 8), start=1):
        forum.write(number, category_id=category)
    config = forum.config("category", term)
    posts, batches = read(forum.connector, config, {})
    assert ids(posts) == [1, 2, 3]
    forum.write(9, category_id=7)
    assert ids(read(forum.connector, config, batches[-1].cursor)[0]) == [9]
    assert sum(one.path == "/site.json" for one in server.asked) == 1


def test_a_topic_is_followed_post_by_post(forum: Forum) -> None:
    for number in range(1, 231):
        forum.write(number)
    config = forum.config("topic", "9")
    posts, batches = read(forum.connector, config, {})
    assert ids(posts) == list(range(31, 231)) and batches[-1].title == "Refunds & returns"
    for number in range(231, 260):
        forum.write(number)
    first = next(iter(forum.connector.poll(Context(client(), NOW), config, batches[-1].cursor)))
    rest, _ = read(forum.connector, config, json.loads(json.dumps(first.cursor)))
    assert [*(int(one["id"]) for one in first.records), *ids(rest)] == list(range(231, 260))


def test_a_topic_that_is_gone_fails_and_says_so_to_who_adds_it(forum: Forum, server: Server) -> None:
    with pytest.raises(InvalidConfig) as refused:
        forum.connector.check(Context(client(), NOW), forum.config("topic", "77"))
    assert refused.value.field == "term"
    with pytest.raises(NotFound):
        read(forum.connector, forum.config("topic", "77"), {})


def test_what_a_search_finds_is_read_whole_a_few_a_poll(forum: Forum, server: Server) -> None:
    for number in range(1, 31):
        forum.write(number, "It broke, all of it.")
    config = forum.config("search", "broke")
    posts, batches = read(forum.connector, config, {})
    assert ids(posts) == list(range(1, 21)) and (batches[-1].complete, batches[-1].next_poll) == (False, 1.0)
    assert posts[0].text == "It broke, all of it." and posts[0].title == "Refunds & returns"
    posts, batches = read(forum.connector, config, batches[-1].cursor)
    assert ids(posts) == list(range(21, 31)) and batches[-1].complete
    asked = len(server.asked)
    assert read(forum.connector, config, batches[-1].cursor)[0] == [] and len(server.asked) == asked + 1
    forum.write(31, "broke again")
    forum.write(32, "broke and gone")
    server.answers["/posts/32.json"] = Answer(status=404)
    assert ids(read(forum.connector, config, batches[-1].cursor)[0]) == [31]
    assert "q=broke+order%3Alatest" in server.asked[-2].path or "q=broke+order%3Alatest" in server.asked[-3].path


def test_a_search_that_finds_more_than_it_shows_is_a_gap(forum: Forum) -> None:
    forum.most = 2
    forum.write(1, "broke")
    config = forum.config("search", "broke")
    _, batches = read(forum.connector, config, {})
    for number in range(2, 30):
        forum.write(number, "broke")
    posts, batches = read(forum.connector, config, batches[-1].cursor)
    assert len(posts) == 10 and "some may be missing" in batches[-1].missed


def test_an_edit_and_a_deletion_are_seen_by_the_next_look(forum: Forum) -> None:
    for number in (1, 2, 3, 4):
        forum.write(number)
    _, batches = read(forum.connector, forum.config(), {})
    forum.posts[1] |= {"cooked": "<p>Solved.</p>", "version": 2}
    forum.posts.pop(2)
    forum.posts[3]["user_deleted"] = True
    forum.hidden = {4}
    assert later(forum, batches[-1].cursor, minutes=5)[1] == []
    posts, gone, last = later(forum, batches[-1].cursor, minutes=20)
    assert [(post.title, post.text) for post in posts] == [("Refunds & returns", "Solved.")]
    assert gone == [(2, "deleted"), (3, "deleted"), (4, "unavailable")]
    assert later(forum, last.cursor, hours=30)[:2] == ([], [])


def test_what_a_moderator_hid_comes_back_when_it_is_shown_again(forum: Forum) -> None:
    forum.write(1)
    _, batches = read(forum.connector, forum.config(), {})
    forum.posts[1]["hidden"] = True
    _, gone, last = later(forum, batches[-1].cursor, minutes=20)
    assert gone == [(1, "withheld")]
    forum.posts[1]["hidden"] = False
    posts, gone, _ = later(forum, last.cursor, hours=3)
    assert (ids(posts), gone) == ([1], [])


@pytest.mark.parametrize(
    "answer",
    [Answer(status=404, body=b"<html>nginx"), Answer(status=403, body=b"<html>Just a moment"), said({"errors": ["x"]}), said([]), said(None)],
)  # fmt: skip
def test_what_something_before_the_forum_says_is_no_deletion(forum: Forum, server: Server, answer: Answer) -> None:
    forum.write(1)
    _, batches = read(forum.connector, forum.config(), {})
    server.answers["/posts/1.json"] = answer
    posts, gone, last = later(forum, batches[-1].cursor, minutes=20)
    assert (posts, gone) == ([], []) and len(last.cursor["watched"]) == 1


def test_posts_that_can_not_be_read_again_fail_no_poll_and_are_said(forum: Forum, server: Server) -> None:
    forum.write(1)
    _, batches = read(forum.connector, forum.config(), {})
    server.answers["/posts/1.json"] = Answer(status=429, headers={"Retry-After": "9"})
    assert "could not be read again" in later(forum, batches[-1].cursor, minutes=20)[2].notes[0]


def test_a_forum_that_is_not_for_everybody_needs_a_key_which_goes_nowhere_else(forum: Forum, server: Server) -> None:
    forum.write(1)
    forum.closed = True
    with pytest.raises(InvalidConfig, match="add a key") as refused:
        forum.connector.check(Context(client(), NOW), forum.config())
    assert refused.value.field == "key"
    with pytest.raises(AuthExpired):
        read(forum.connector, forum.config(), {}, key="0ld")
    posts, batches = read(forum.connector, {**forum.config(), "username": "desk"}, {}, key=KEY)
    assert ids(posts) == [1] and server.asked[-1].headers["api-username"] == "desk"
    assert KEY not in json.dumps([[*batch.records, batch.cursor, batch.notes] for batch in batches])
    server.answers["/posts.json"] = Answer(status=302, headers={"Location": server.url("/stolen", host="localhost")})
    server.answers["/stolen"] = said({"latest_posts": []})
    read(forum.connector, forum.config(), {}, key=KEY)
    assert "api-key" not in next(one for one in server.asked if one.path == "/stolen").headers


@pytest.mark.parametrize("watch", ["posts", "category", "topic", "search"])
def test_a_check_shows_the_newest_posts_first(forum: Forum, watch: str) -> None:
    term = {"posts": "", "category": "support", "topic": "9", "search": "broke"}[watch]
    for number in range(1, 30):
        forum.write(number, "It broke.")
    checked = forum.connector.check(Context(client(), NOW), forum.config(watch, term))
    assert checked.title.startswith("Acme talk") and not checked.warnings
    assert ids(list(checked.posts_sample)) == list(range(29, 19, -1))


def test_what_is_no_forum_and_no_category_is_said_at_its_field(forum: Forum, server: Server) -> None:
    with pytest.raises(InvalidConfig) as refused:
        forum.connector.check(Context(client(), NOW), forum.config("category", "nothing"))
    assert refused.value.field == "term"
    server.answers["/site/basic-info.json"] = Answer(body=b"<html>")
    with pytest.raises(InvalidConfig, match="no forum of Discourse") as refused:
        forum.connector.check(Context(client(), NOW), forum.config())
    assert refused.value.field == "forum"


@pytest.mark.parametrize(
    ("answer", "failure", "wait"),
    [
        (Answer(status=429, headers={"Retry-After": "31"}, body=b'{"errors":["Slow down"],"error_type":"rate_limit"}'), RateLimited, 31),
        (Answer(status=503), Transient, None),
        (Answer(body=b"<html>"), Malformed, None),
        (Answer(body=b'{"latest_posts": 3}'), Malformed, None),
        (Answer(body=b"[]"), Malformed, None),
        (Answer(body=b'{"latest_posts": [', length=90), Malformed, None),
    ],
)  # fmt: skip
def test_a_bad_answer_is_named(forum: Forum, server: Server, answer: Answer, failure: type[Failure], wait: Any) -> None:
    server.answers["/posts.json"] = answer
    with pytest.raises(failure) as raised:
        read(forum.connector, forum.config(), {})
    assert raised.value.asked_to_wait(NOW) == wait


def test_a_post_that_is_listed_twice_and_pages_that_never_move_are_read_once(forum: Forum, server: Server) -> None:
    rows = [forum.write(1), forum.write(2), forum.write(2)]
    server.answers["/posts.json"] = said({"latest_posts": rows})
    posts, batches = read(forum.connector, forum.config(), {})
    assert ids(posts) == [1, 2] and batches[-1].complete
    server.answers["/posts.json"] = said({"latest_posts": [*rows, forum.write(400)]})
    posts, batches = read(forum.connector, forum.config(), batches[-1].cursor)
    assert ids(posts) == [400] and len(server.asked) < 30


def test_posts_of_odd_shape_are_left_out(forum: Forum, server: Server) -> None:
    good = forum.write(8, "", actions_summary=3, reply_count="x", name=None, version="2")
    odd = [3, {}, good | {"id": "9"}, good | {"id": 7, "topic_id": None}, good | {"id": 6, "created_at": "soon"},
           good | {"id": 5, "created_at": "2099-01-01T00:00:00.000Z", "cooked": "From the future"}, good]  # fmt: skip
    server.answers["/posts.json"] = said({"latest_posts": odd})
    posts, _ = read(forum.connector, forum.config(), {})
    assert ids(posts) == [5] and posts[0].published_at == NOW


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("https://forum.acme.example/c/support/12", {"forum": "https://forum.acme.example", "watch": "category", "term": "12"}),
        ("https://meta.discourse.org/t/some-topic/123/4", {"forum": "https://meta.discourse.org", "watch": "topic", "term": "123"}),
        ("https://discuss.acme.example/", {"forum": "https://discuss.acme.example", "watch": "posts"}),
        ("https://acme.discourse.group/search?q=refund", {"forum": "https://acme.discourse.group", "watch": "search", "term": "refund"}),
        ("https://forum.acme.example/", None),
        ("https://forum.acme.example/viewtopic.php?t=3", None),
        ("https://www.acme.example/t/some-topic/123", None),
        ("https://[bad/", None),
        ("acme", None),
    ],
)  # fmt: skip
def test_what_is_pasted_is_recognised(text: str, config: dict[str, str] | None) -> None:
    assert registry.get("discourse").recognise(text) == config


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"forum": "https://"}, "forum"),
        ({"forum": "https://joe:secret@forum.example/"}, "forum"),
        ({"forum": "https://f.example", "watch": "category"}, "term"),
        ({"forum": "https://f.example", "watch": "topic", "term": "refunds"}, "term"),
        ({"forum": "https://f.example", "watch": "search", "term": "ab"}, "term"),
    ],
)
def test_what_can_not_be_watched_is_refused_at_its_field(config: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("discourse").tidy(config)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("given", "watch", "term", "address"),
    [
        ("Forum.Example/latest", "posts", "", "https://forum.example/posts"),
        ("https://f.example/talk/c/support/5", "category", "support", "https://f.example/talk/c/support"),
        ("https://f.example", "category", "https://f.example/c/a/support/12", "https://f.example/c/-/12"),
        ("https://f.example", "topic", "https://f.example/t/refunds/9/3?u=x", "https://f.example/t/9"),
        ("https://f.example", "search", " two  words ", "https://f.example/search?q=two+words+order%3Alatest"),
    ],
)
def test_a_forum_is_its_front_page_and_leads_people_to_the_same(
    given: str, watch: str, term: str, address: str
) -> None:
    connector = registry.get("discourse")
    assert connector.address(connector.tidy({"forum": given, "watch": watch, "term": term})) == address


def test_a_forum_is_the_same_by_http_and_by_https() -> None:
    connector = registry.get("discourse")
    keys = {connector.source_key(connector.tidy({"forum": f"{scheme}://F.example/"})) for scheme in ("http", "https")}
    assert keys == {"discourse f.example posts "}


def test_cursors_stay_small(forum: Forum) -> None:
    for number in range(1, 900):
        forum.write(number)
    cursor: Cursor = {}
    for _ in range(3):
        cursor = read(forum.connector, forum.config(), cursor)[1][-1].cursor
    assert len(json.dumps(cursor)) < 100_000
