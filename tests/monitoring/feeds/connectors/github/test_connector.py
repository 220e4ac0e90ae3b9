"""GitHub: by time of change, and every way it says "too often", "gone" and "I gave up"."""

import json
from datetime import timedelta
from typing import Any

import pytest

from accounts.outside.failures import AuthExpired, Failure, Forbidden, InvalidConfig, Malformed, RateLimited, Transient
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Polled, Post, Tombstone
from tests.loopback import NOW, Answer, Server, client, read
from tests.monitoring.feeds.connectors.github.forge import REPOSITORY, TOKEN, Forge

ASKED = {"repository": REPOSITORY, "watch": "issues"}
SEARCH = {"watch": "search", "words": "refund"}
ISSUES = f"/repos/{REPOSITORY}/issues"


@pytest.fixture
def forge(server: Server) -> Forge:
    return Forge(server)


def ids(posts: list[Post]) -> list[str]:
    return [post.external_id for post in posts]


def later(forge: Forge, cursor: Cursor, config: Any = None, **passed: float) -> tuple[list[Post], list[Any], Batch]:
    """A poll after that time: posts, what is gone and how, and its last batch."""
    now = NOW + timedelta(**passed)
    batches = list(forge.connector.poll(Context(client(), now), config or ASKED, cursor))
    found = [forge.connector.normalise(record) for batch in batches for record in batch.records]
    gone = [(one.external_id, one.state) for one in found if isinstance(one, Tombstone)]
    return [one for one in found if isinstance(one, Post)], gone, batches[-1]


def test_it_is_one_of_the_connectors_and_is_polled() -> None:
    assert isinstance(registry.get("github"), Polled)


def test_a_first_poll_brings_fourteen_days_and_a_second_what_was_written_since(forge: Forge) -> None:
    forge.write(1, minutes_ago=60 * 24 * 3)
    forge.comment(5, 1)
    forge.write(9, minutes_ago=60 * 24 * 20)
    posts, batches = read(forge.connector, ASKED, {})
    assert [(post.external_id, post.kind, post.in_reply_to, post.conversation) for post in posts] == [
        ("I_1", "post", "", "acme/blender#1"), ("IC_5", "comment", "I_1", "acme/blender#1"),
    ]  # fmt: skip
    assert batches[-1].complete and (batches[-1].title, batches[-1].next_poll) == ("acme/blender on GitHub", 900)
    assert read(forge.connector, ASKED, batches[-1].cursor)[0] == []
    forge.comment(6, 9, minutes_ago=1)
    assert ids(read(forge.connector, ASKED, batches[-1].cursor)[0]) == ["IC_6"]


def test_an_issue_is_read_as_people_see_it(forge: Forge) -> None:
    body = "<!-- Fill in all of\r\nthis form. -->\r\nVec<String> broke, @Ola\n![A shard](https://p.example/x.png)\nSee https://news.example/1."
    forge.write(1, body, pull_request={"url": "x"})
    [post] = read(forge.connector, ASKED, {})[0]
    assert post.title == "Refund fails"
    assert post.text == "Vec<String> broke, @Ola\n![A shard](https://p.example/x.png)\nSee https://news.example/1."
    assert (post.author_handle, post.author_external_id, post.author_url) == ("ina", "42", "https://github.com/ina")
    assert [(one.url, one.alt) for one in post.media] == [("https://p.example/x.png", "A shard")]
    assert (post.links, post.handles) == (("https://news.example/1",), ("ola",))
    assert post.engagement == {"likes": 2, "comments": 0}
    assert (post.raw["kind"], post.published_at) == ("pull", NOW - timedelta(minutes=5))
    assert not post.can_reply and post.can_reply_reason


def test_a_form_that_never_ends_hides_the_rest_and_takes_no_time(forge: Forge) -> None:
    forge.write(1, "Acme<!--" * 8_000)
    [post] = read(forge.connector, ASKED, {})[0]
    assert post.text == "Acme"


def test_an_edit_comes_again_and_a_label_does_not(forge: Forge) -> None:
    forge.write(1)
    _, batches = read(forge.connector, ASKED, {})
    forge.touch("I_1", -1, labels=[{"name": "bug"}], state="closed")
    posts, _, last = later(forge, batches[-1].cursor, minutes=3)
    assert posts == []
    forge.touch("I_1", -3, body="Solved.")
    assert [post.text for post in later(forge, last.cursor, minutes=5)[0]] == ["Solved."]


def test_what_robots_wrote_is_left_out_unless_it_is_wanted(forge: Forge) -> None:
    forge.write(1, user={"login": "dependabot[bot]", "id": 1, "type": "Bot"})
    forge.comment(5, 1, "A person asks.")
    assert [(post.external_id, post.in_reply_to) for post in read(forge.connector, ASKED, {})[0]] == [("IC_5", "I_1")]
    assert ids(read(forge.connector, ASKED | {"bots": True}, {})[0]) == ["I_1", "IC_5"]


@pytest.mark.parametrize("size", [2, 3])
def test_many_pages_lose_and_double_nothing_though_a_worker_dies_between_two(forge: Forge, size: int) -> None:
    forge.most = size
    for number in range(1, 10):
        forge.write(number, minutes_ago=60 * number)
        forge.comment(100 + number, number, minutes_ago=60 * number - 1)
    first = next(iter(forge.connector.poll(Context(client(), NOW), ASKED, {})))
    posts, batches = read(forge.connector, ASKED, json.loads(json.dumps(first.cursor)))
    seen = [*(record["id"] for record in first.records), *ids(posts)]
    assert sorted(seen) == sorted([*(f"I_{n}" for n in range(1, 10)), *(f"IC_{100 + n}" for n in range(1, 10))])
    assert batches[-1].complete


def test_what_changes_between_two_pages_leaves_no_gap(forge: Forge) -> None:
    forge.most = 2
    for number in range(1, 8):
        forge.write(number, minutes_ago=600 - number)
    seen: list[str] = []
    for count, batch in enumerate(forge.connector.poll(Context(client(), NOW), ASKED, {})):
        seen += [record["id"] for record in batch.records]
        forge.touch("I_1", 50 - count)
    assert sorted(seen) == [f"I_{number}" for number in range(1, 8)]


def test_more_than_a_poll_reads_is_read_by_the_next(forge: Forge) -> None:
    forge.most = 2
    for number in range(1, 31):
        forge.write(number, minutes_ago=600 - number)
    posts, batches = read(forge.connector, ASKED, {})
    assert (batches[-1].complete, batches[-1].next_poll) == (False, 1.0)
    rest: list[Post] = []
    while not batches[-1].complete:
        more, batches = read(forge.connector, ASKED, batches[-1].cursor)
        rest += more
    assert sorted(ids([*posts, *rest])) == sorted(f"I_{number}" for number in range(1, 31))


def test_a_page_of_one_second_is_followed_by_its_number(forge: Forge) -> None:
    forge.most = 2
    for number in range(1, 8):
        forge.write(number, minutes_ago=60)
    assert sorted(ids(read(forge.connector, ASKED, {})[0])) == [f"I_{number}" for number in range(1, 8)]


def test_a_search_asks_for_issues_with_its_words_everywhere_or_in_one_repository(forge: Forge) -> None:
    forge.write(1)
    posts, batches = read(forge.connector, SEARCH, {})
    assert ids(posts) == ["I_1"] and batches[-1].title == "“refund” on GitHub"
    assert forge.searches == ["refund in:title,body is:issue updated:>=2026-11-08T11:59:59Z"]
    read(forge.connector, SEARCH | {"repository": REPOSITORY}, {})
    assert forge.searches[-1].endswith(" repo:acme/blender")


def test_a_search_takes_in_late_what_changed_within_an_hour(forge: Forge) -> None:
    forge.write(1, minutes_ago=5)
    _, batches = read(forge.connector, SEARCH, {})
    forge.write(2, minutes_ago=55)
    assert ids(read(forge.connector, SEARCH, batches[-1].cursor)[0]) == ["I_2"]


def test_a_search_that_gave_up_is_asked_again_and_loses_nothing(forge: Forge) -> None:
    for number in range(1, 5):
        forge.write(number, minutes_ago=60 - number)
    forge.gives_up = True
    posts, batches = read(forge.connector, SEARCH, {})
    assert ids(posts) == ["I_1", "I_2"]
    assert (batches[-1].complete, batches[-1].next_poll, batches[-1].missed) == (False, 60.0, "")
    forge.gives_up = False
    assert ids(read(forge.connector, SEARCH, batches[-1].cursor)[0]) == ["I_3", "I_4"]


def test_a_search_that_gives_up_again_and_again_is_a_gap(forge: Forge) -> None:
    forge.write(1)
    forge.gives_up = True
    cursor: Cursor = {}
    missed = []
    for _ in range(6):
        batches = read(forge.connector, SEARCH, cursor)[1]
        cursor = batches[-1].cursor
        missed.append(bool(batches[-1].missed))
    assert missed == [False, False, False, False, True, False]


def test_a_deleted_issue_and_a_hidden_comment_are_gone_once(forge: Forge, server: Server) -> None:
    forge.write(1)
    forge.write(2)
    forge.comment(5, 2)
    _, batches = read(forge.connector, ASKED, {})
    forge.items.pop("I_1")
    forge.items.pop("IC_5")
    server.answers[f"{ISSUES}/1"] = forge.said({"message": "This issue was deleted"}, 410)
    assert later(forge, batches[-1].cursor, minutes=5)[1] == []
    _, gone, last = later(forge, batches[-1].cursor, minutes=20)
    assert sorted(gone) == [("IC_5", "unavailable"), ("I_1", "deleted")]
    assert later(forge, last.cursor, hours=30)[1] == []


def test_an_edited_comment_is_seen_by_a_look_too_and_keeps_its_issue(forge: Forge) -> None:
    forge.write(1)
    forge.comment(5, 1)
    _, batches = read(forge.connector, ASKED, {})
    forge.items["IC_5"]["body"] = "Not here."
    [post] = later(forge, batches[-1].cursor, minutes=20)[0]
    assert (post.text, post.in_reply_to) == ("Not here.", "I_1")


@pytest.mark.parametrize("body", [b'{"message":"try later"}', b"[]", b"null"])
def test_an_odd_answer_about_a_post_is_no_deletion(forge: Forge, server: Server, body: bytes) -> None:
    forge.write(1)
    _, batches = read(forge.connector, ASKED, {})
    server.answers[f"{ISSUES}/1"] = Answer(body=body)
    posts, gone, last = later(forge, batches[-1].cursor, minutes=20)
    assert (posts, gone) == ([], []) and len(last.cursor["watched"]) == 1


def test_an_issue_that_moved_to_another_repository_stays(forge: Forge, server: Server) -> None:
    forge.write(1)
    _, batches = read(forge.connector, ASKED, {})
    server.answers[f"{ISSUES}/1"] = Answer(status=301, headers={"Location": server.url("/repos/acme/other/issues/7")})
    moved = forge.items["I_1"] | {
        "node_id": "I_77",
        "repository_url": "https://api.github.com/repos/acme/other",
        "number": 7,
    }
    server.answers["/repos/acme/other/issues/7"] = forge.said(moved)
    posts, gone, last = later(forge, batches[-1].cursor, minutes=20)
    assert (posts, gone, last.cursor["watched"]) == ([], [], [])


def test_what_is_left_of_the_hour_is_kept_for_what_is_new(forge: Forge, server: Server) -> None:
    forge.write(1)
    _, batches = read(forge.connector, ASKED, {})
    forge.left = 10
    asked = len(server.asked)
    _, _, last = later(forge, batches[-1].cursor, minutes=20)
    assert len(server.asked) == asked + 2
    assert last.next_poll == 900 and later(forge, last.cursor, minutes=1)[2].next_poll == 1_740


def test_a_renamed_repository_is_said(forge: Forge, server: Server) -> None:
    server.answers["/repos/acme/old/issues"] = lambda asked: Answer(
        status=301, headers={"Location": server.url(asked.path.replace("/acme/old/", "/acme/blender/"))}
    )
    server.answers["/repos/acme/old/issues/comments"] = Answer(body=b"[]")
    _, batches = read(forge.connector, ASKED | {"repository": "acme/old"}, {})
    assert "renamed or moved" in batches[-1].notes[-1]


def test_a_token_is_sent_to_its_own_server_only_and_kept_nowhere(forge: Forge, server: Server) -> None:
    forge.write(1)
    _, batches = read(forge.connector, ASKED, {}, token=TOKEN)
    assert batches[-1].next_poll == 300
    assert TOKEN not in json.dumps([[*batch.records, batch.cursor, batch.notes] for batch in batches])
    server.answers[ISSUES] = Answer(status=302, headers={"Location": server.url("/stolen", host="localhost")})
    server.answers["/stolen"] = Answer(body=b"[]")
    read(forge.connector, ASKED, {}, token=TOKEN)
    assert "authorization" not in next(one for one in server.asked if one.path == "/stolen").headers


def test_what_is_amiss_is_said_at_its_field(forge: Forge, server: Server) -> None:
    with pytest.raises(InvalidConfig, match="misspelt") as refused:
        forge.connector.check(Context(client(), NOW), ASKED | {"repository": "acme/nothing"})
    assert refused.value.field == "repository"
    server.answers[ISSUES] = forge.said({"message": "Issues are disabled for this repo"}, 410)
    with pytest.raises(InvalidConfig, match="switched off") as refused:
        forge.connector.check(Context(client(), NOW), ASKED)
    assert refused.value.field == "repository"
    server.answers["/search/issues"] = forge.said({"message": "Validation Failed"}, 422)
    with pytest.raises(InvalidConfig, match="Validation Failed") as refused:
        forge.connector.check(Context(client(), NOW), SEARCH)
    assert refused.value.field == "words"


def test_a_token_that_is_no_longer_good_waits_for_a_person(forge: Forge) -> None:
    with pytest.raises(AuthExpired) as refused:
        read(forge.connector, ASKED, {}, token="0ld")
    assert "0ld" not in str(refused.value)


def test_a_check_shows_the_last_posts_and_says_when_there_are_none(forge: Forge) -> None:
    assert forge.connector.check(Context(client(), NOW), ASKED).warnings == ("Nothing has been written there so far.",)
    forge.write(1, minutes_ago=60 * 24 * 300)
    forge.write(2)
    assert ids(list(forge.connector.check(Context(client(), NOW), ASKED).posts_sample)) == ["I_2", "I_1"]
    assert ids(list(forge.connector.check(Context(client(), NOW), SEARCH).posts_sample)) == ["I_2", "I_1"]


_RESET = {
    "X-RateLimit-Remaining": "0",
    "X-RateLimit-Reset": str(int(NOW.timestamp()) + 600),
    "Date": "Sun, 22 Nov 2026 12:00:00 GMT",
}


@pytest.mark.parametrize(
    ("answer", "failure", "wait"),
    [
        (Answer(status=403, headers=_RESET, body=b'{"message":"API rate limit exceeded for 192.0.2.1."}'), RateLimited, 600),
        (Answer(status=429, headers=_RESET), RateLimited, 600),
        (Answer(status=403, headers={"Retry-After": "77"}, body=b'{"message":"You have exceeded a secondary rate limit."}'), RateLimited, 77),
        (Answer(status=403, headers={"X-RateLimit-Remaining": "40", "X-RateLimit-Reset": "1"},
                body=b'{"message":"You have exceeded a secondary rate limit."}'), RateLimited, 60),
        (Answer(status=403, body=b'{"message":"Resource not accessible"}'), Forbidden, None),
        (Answer(status=451), Forbidden, None),
        (Answer(status=502), Transient, None),
        (Answer(body=b"<html>Just a moment"), Malformed, None),
        (Answer(body=b'{"items": 3}'), Malformed, None),
        (Answer(body=b"[{", length=400), Malformed, None),
    ],
)  # fmt: skip
def test_a_bad_answer_is_named(forge: Forge, server: Server, answer: Answer, failure: type[Failure], wait: Any) -> None:
    server.answers[ISSUES] = answer
    with pytest.raises(failure) as raised:
        read(forge.connector, ASKED, {})
    assert raised.value.asked_to_wait(NOW) == wait


def test_items_of_odd_shape_are_left_out(forge: Forge, server: Server) -> None:
    good = forge.write(8, user=None, reactions=3, body=None)
    odd = [3, {}, good | {"node_id": 4}, good | {"created_at": "soon"}, good | {"created_at": None}, good | {"number": "x"},
           good | {"node_id": "I_0", "repository_url": "https://evil.example/../x"}, good]  # fmt: skip
    server.answers[ISSUES] = Answer(body=json.dumps(odd).encode())
    posts, _ = read(forge.connector, ASKED, {})
    assert ids(posts)[-1:] == ["I_8"] and "I_0" not in ids(posts)


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("https://github.com/acme/blender", {"repository": "acme/blender", "watch": "issues"}),
        ("https://www.github.com/acme/blender.git", {"repository": "acme/blender", "watch": "issues"}),
        ("https://github.com/acme/blender/issues?q=x", {"repository": "acme/blender", "watch": "issues"}),
        ("https://github.com/search?q=acme+refund&type=issues", {"watch": "search", "words": "acme refund"}),
        ("https://github.com/acme/blender/releases", None),
        ("https://github.com/orgs/acme", None),
        ("https://github.com/acme", None),
        ("https://gist.github.com/acme/blender", None),
        ("https://[bad/", None),
        ("acme/blender", None),
    ],
)
def test_what_is_pasted_is_recognised(text: str, config: dict[str, str] | None) -> None:
    assert registry.get("github").recognise(text) == config


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({}, "repository"),
        ({"repository": "acme"}, "repository"),
        ({"repository": "acme/../x"}, "repository"),
        ({"repository": "acme/b?x=1"}, "repository"),
        ({"repository": "acme/blender", "watch": "search"}, "words"),
    ],
)
def test_what_can_not_be_watched_is_refused_at_its_field(config: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("github").tidy(config)
    assert refused.value.field == field


def test_spellings_of_one_repository_are_one_feed() -> None:
    connector = registry.get("github")
    keys = {
        connector.source_key(connector.tidy({"repository": name}))
        for name in (
            "Acme/Blender",
            " acme/blender/ ",
            "https://github.com/acme/blender.git",
            "https://github.com/acme/blender/issues/3",
        )
    }
    assert len(keys) == 1
    assert connector.source_key(connector.tidy({"repository": "acme/blender", "bots": True})) not in keys
    assert connector.address(connector.tidy({"repository": "acme/blender"})) == "https://github.com/acme/blender/issues"


def test_cursors_stay_small(forge: Forge) -> None:
    for number in range(1, 900):
        forge.write(number, minutes_ago=1_000 - number)
    _, batches = read(forge.connector, ASKED, {})
    assert len(batches[-1].cursor["watched"]) == 500
    assert len(json.dumps(batches[-1].cursor)) < 250_000
