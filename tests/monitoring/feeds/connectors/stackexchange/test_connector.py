"""Stack Exchange: by what last happened, with answers and comments, within what it allows in a day."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.outside.failures import (
    AuthExpired,
    Failure,
    InvalidConfig,
    Malformed,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Polled, Post, Tombstone
from tests.loopback import NOW, Answer, Server, client, read
from tests.monitoring.feeds.connectors.stackexchange.site import AT, KEY, Site, said

ASKED = {"site": "stackoverflow.com", "tags": "acme-sdk"}


@pytest.fixture
def site(server: Server) -> Site:
    return Site(server)


def ids(posts: list[Post]) -> list[str]:
    return [post.external_id for post in posts]


def later(site: Site, cursor: Cursor, **passed: float) -> tuple[list[Post], list[str], Batch]:
    """A poll after that time: posts, what is gone, and its last batch."""
    now = NOW + timedelta(**passed)
    batches = list(site.connector.poll(Context(client(), now), ASKED, cursor))
    found = [site.connector.normalise(record) for batch in batches for record in batch.records]
    gone = [one.external_id for one in found if isinstance(one, Tombstone)]
    return [one for one in found if isinstance(one, Post)], gone, batches[-1]


def test_it_is_one_of_the_connectors_and_is_polled() -> None:
    assert isinstance(registry.get("stackexchange"), Polled)


def test_a_first_poll_brings_thirty_days_of_questions_answers_and_comments(site: Site) -> None:
    site.ask(1, minutes_ago=60 * 24 * 3)
    site.answer(2, 1)
    site.comment(5, 2)
    site.ask(9, minutes_ago=60 * 24 * 90)
    posts, batches = read(site.connector, ASKED, {})
    assert [(post.external_id, post.kind, post.in_reply_to, post.conversation) for post in posts] == [
        ("1", "post", "", "1"), ("2", "reply", "1", "1"), ("c5", "comment", "2", "1"),
    ]  # fmt: skip
    assert batches[-1].complete and batches[-1].title == "[acme-sdk] on stackoverflow.com"
    assert read(site.connector, ASKED, batches[-1].cursor)[0] == []
    assert site.asked[:3] == ["/search/advanced", "/questions/1/answers", "/posts/1;2/comments"]


def test_a_question_is_read_as_people_see_it(site: Site) -> None:
    site.ask(1, 'See <a href="https://news.example/1">this</a> &amp; weep', last_edit_date=AT - 30)
    [post] = read(site.connector, ASKED, {})[0]
    assert (post.title, post.text, post.author_name) == ("Acme SDK & refunds", "See this & weep", "Ina 'K'")
    assert (post.author_external_id, post.author_url) == ("7", "https://stackoverflow.com/users/7/x")
    assert (post.url, post.links) == (
        "https://stackoverflow.com/questions/1/acme-sdk-refunds",
        ("https://news.example/1",),
    )
    assert post.engagement == {"likes": 3, "views": 40, "replies": 0}
    assert (post.published_at, post.edited_at) == (NOW - timedelta(minutes=5), NOW - timedelta(seconds=30))
    assert not post.can_reply and post.can_reply_reason


def test_answers_and_comments_have_links_though_the_interface_gives_none_and_authors_may_be_gone(site: Site) -> None:
    site.ask(1)
    site.answer(2, 1)
    site.comment(5, 2)
    posts = read(site.connector, ASKED, {})[0]
    assert posts[1].url == "https://stackoverflow.com/a/2"
    assert posts[2].url == "https://stackoverflow.com/questions/1#comment5_2"
    assert (posts[2].author_name, posts[2].author_external_id) == ("user99", "")


def test_an_answer_to_a_question_of_long_ago_brings_the_answer_alone(site: Site) -> None:
    _, batches = read(site.connector, ASKED, {})
    site.ask(1, minutes_ago=60 * 24 * 900)
    site.answer(2, 1, minutes_ago=1)
    assert ids(read(site.connector, ASKED, batches[-1].cursor)[0]) == ["2"]


def test_what_the_search_takes_in_an_hour_late_is_read(site: Site) -> None:
    site.ask(1, minutes_ago=5)
    _, batches = read(site.connector, ASKED, {})
    site.ask(2, minutes_ago=50)
    assert ids(read(site.connector, ASKED, batches[-1].cursor)[0]) == ["2"]


def test_an_edit_comes_again_and_a_new_score_does_not(site: Site) -> None:
    site.ask(1)
    before, batches = read(site.connector, ASKED, {})
    site.questions[1] |= {"score": 90, "last_activity_date": AT + 60}
    assert read(site.connector, ASKED, batches[-1].cursor)[0] == []
    site.questions[1] |= {"body": "<p>Solved.</p>", "last_edit_date": AT + 60}
    [post] = later(site, batches[-1].cursor, minutes=5)[0]
    assert post.text == "Solved." and post.fingerprint != before[0].fingerprint


@pytest.mark.parametrize("size", [2, 3])
def test_many_pages_lose_and_double_nothing_though_a_worker_dies_between_two(site: Site, size: int) -> None:
    site.page = size
    for number in range(1, 12):
        site.ask(number, minutes_ago=60 * 24 * number)
        site.answer(100 + number, number, minutes_ago=60 * 24 * number - 1)
    for number in (20, 21, 22, 23):
        site.ask(number, minutes_ago=60)  # in one second
    first = next(iter(site.connector.poll(Context(client(), NOW), ASKED, {})))
    cursor, seen = json.loads(json.dumps(first.cursor)), [record["id"] for record in first.records]
    complete = False
    while not complete:
        posts, batches = read(site.connector, ASKED, cursor)
        cursor, complete, seen = batches[-1].cursor, batches[-1].complete, seen + ids(posts)
    assert sorted(map(int, seen)) == [*range(1, 12), 20, 21, 22, 23, *range(101, 112)]
    assert len(seen) == len(set(seen))


def test_a_page_of_one_second_is_followed_by_its_number(site: Site) -> None:
    site.page = 2
    for number in range(1, 8):
        site.ask(number, minutes_ago=60)
    assert sorted(ids(read(site.connector, ASKED, {})[0])) == [str(number) for number in range(1, 8)]


def test_a_question_that_moves_up_between_two_pages_leaves_no_gap(site: Site, server: Server) -> None:
    site.page = 2
    for number in range(1, 7):
        site.ask(number, minutes_ago=60 * 10 - number)
    batches = []
    for batch in site.connector.poll(Context(client(), NOW), ASKED, {}):
        site.questions[1]["last_activity_date"] = AT - 60 + len(batches)
        batches.append(batch)
    seen = [record["id"] for batch in batches for record in batch.records]
    assert sorted(seen) == ["1", "2", "3", "4", "5", "6"]


def test_a_method_that_asks_for_a_pause_gets_it_also_from_the_next_poll(site: Site) -> None:
    site.page, site.backoff = 2, {"search": 400}
    for number in range(1, 6):
        site.ask(number, minutes_ago=60 * number)
    batches = list(site.connector.poll(Context(client(), NOW), ASKED, {}))
    assert (batches[-1].complete, batches[-1].next_poll) == (False, 400.0)
    asked = len(site.asked)
    with pytest.raises(RateLimited) as refused:
        later(site, batches[-1].cursor, minutes=5)
    assert refused.value.asked_to_wait(NOW + timedelta(minutes=5)) == 100 and len(site.asked) == asked
    site.backoff = {}
    assert len(later(site, batches[-1].cursor, minutes=7)[0]) == 3


def test_a_pause_of_the_comments_does_not_stop_the_questions(site: Site) -> None:
    site.backoff = {"comments": 7_300}
    site.ask(1)
    _, batches = read(site.connector, ASKED, {})
    site.ask(2, minutes_ago=-30)
    posts, _, last = later(site, batches[-1].cursor, hours=2)
    assert ids(posts) == ["2"]
    assert any("could not be asked for" in note for note in last.notes)


def test_a_day_whose_requests_are_used_up_ends_at_midnight(site: Site) -> None:
    site.ask(1)
    site.left = 1
    posts, batches = read(site.connector, ASKED, {})
    assert ids(posts) == ["1"]
    asked = len(site.asked)
    with pytest.raises(QuotaExhausted) as refused:
        read(site.connector, ASKED, batches[-1].cursor)
    assert refused.value.resets_at == datetime(2026, 11, 23, tzinfo=UTC)
    assert len(site.asked) == asked


def test_few_requests_left_are_spread_over_the_day(site: Site) -> None:
    assert read(site.connector, ASKED, {})[1][-1].next_poll == 900
    site.left = 9
    assert read(site.connector, ASKED, {})[1][-1].next_poll == 12 * 3_600 / 8
    site.left = 9_000
    assert read(site.connector, ASKED, {}, key=KEY)[1][-1].next_poll == 300


def test_what_is_left_out_twice_is_deleted_and_what_is_left_out_once_is_not(site: Site) -> None:
    site.ask(1)
    site.answer(2, 1)
    site.comment(5, 1)
    _, batches = read(site.connector, ASKED, {})
    answers, comments = site.answers.copy(), site.comments.copy()
    site.answers.clear()
    site.comments.clear()
    _, gone, last = later(site, batches[-1].cursor, minutes=20)
    assert gone == []
    site.answers |= answers
    _, gone, last = later(site, last.cursor, minutes=30)
    assert gone == ["c5"]
    site.comments |= comments
    assert later(site, last.cursor, hours=4)[1] == []


def test_a_comment_that_was_edited_comes_again(site: Site) -> None:
    site.ask(1)
    site.comment(5, 1)
    _, batches = read(site.connector, ASKED, {})
    site.comments[5]["body"] = "Not here."
    [post] = later(site, batches[-1].cursor, minutes=20)[0]
    assert (post.external_id, post.text, post.in_reply_to) == ("c5", "Not here.", "1")


def test_only_questions_are_asked_for_where_only_they_are_wanted(site: Site) -> None:
    site.ask(1)
    site.answer(2, 1)
    assert ids(read(site.connector, ASKED | {"what": "questions"}, {})[0]) == ["1"]
    assert site.asked == ["/search/advanced"]


def test_a_check_shows_the_newest_and_says_when_the_day_is_nearly_over(site: Site) -> None:
    site.ask(1, minutes_ago=60 * 24 * 400)
    site.ask(2)
    checked = site.connector.check(Context(client(), NOW), ASKED)
    assert ids(list(checked.posts_sample)) == ["2", "1"] and not checked.warnings
    site.questions.clear()
    site.left = 12
    checked = site.connector.check(Context(client(), NOW), ASKED)
    assert [one[:15] for one in checked.warnings] == ["Nothing like th", "Only 11 request"]


def test_a_site_that_is_none_and_a_key_nobody_knows_are_said_at_their_fields(site: Site) -> None:
    with pytest.raises(InvalidConfig) as refused:
        site.connector.check(Context(client(), NOW), ASKED | {"site": "nothing.stackexchange.com"})
    assert refused.value.field == "site"
    with pytest.raises(AuthExpired, match="key") as expired:
        site.connector.check(Context(client(), NOW, {"key": "wr0ng"}), ASKED)
    assert "wr0ng" not in str(expired.value)


def test_the_key_is_sent_and_kept_nowhere(site: Site, server: Server) -> None:
    site.ask(1)
    _, batches = read(site.connector, ASKED, {}, key=KEY)
    assert all(f"key={KEY}" in one.path for one in server.asked)
    assert KEY not in json.dumps([[*batch.records, batch.cursor, batch.notes] for batch in batches])


@pytest.mark.parametrize(
    ("answer", "failure", "wait"),
    [
        (said({"error_id": 502, "error_name": "throttle_violation",
               "error_message": "too many requests from this IP, more requests available in 82216 seconds"}, 400), RateLimited, 82_216),
        (said({"error_id": 502, "error_message": "slow down"}, 400), RateLimited, 3_600),
        (said({"error_id": 503, "error_message": "down"}, 400), Transient, None),
        (said({"error_id": 502, "error_message": "more in 9 seconds"}), RateLimited, 9),
        (Answer(status=429, headers={"Retry-After": "77"}), RateLimited, 77),
        (Answer(status=502), Transient, None),
        (Answer(body=b"<html>Just a moment"), Malformed, None),
        (Answer(body=b'{"items": 3}'), Malformed, None),
        (Answer(body=b'{"items": [', length=400), Malformed, None),
    ],
)  # fmt: skip
def test_a_bad_answer_is_named(site: Site, server: Server, answer: Answer, failure: type[Failure], wait: Any) -> None:
    server.answers["/2.3/search/advanced"] = answer
    with pytest.raises(failure) as raised:
        read(site.connector, ASKED, {})
    assert raised.value.asked_to_wait(NOW) == wait


def test_items_of_odd_shape_are_left_out(site: Site, server: Server) -> None:
    odd = [3, {}, {"question_id": "x", "creation_date": 1}, {"question_id": 4, "creation_date": "soon"},
           {"question_id": 5, "creation_date": AT, "owner": 3, "tags": [3], "score": "many", "title": "Acme", "last_activity_date": "now"},
           {"question_id": 6, "creation_date": 10**15, "title": "From the future", "last_edit_date": -1}]  # fmt: skip
    server.answers["/2.3/search/advanced"] = said({"items": odd, "has_more": False, "quota_remaining": "few"})
    site.ask(1)
    server.answers["/2.3/search/advanced"] = said({"items": odd, "has_more": False, "quota_remaining": "few"})
    posts, batches = read(site.connector, ASKED, {})
    assert ids(posts) == ["5", "6"] and batches[-1].complete
    assert posts[1].published_at == NOW


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("https://stackoverflow.com/questions/tagged/acme-sdk", {"site": "stackoverflow.com", "tags": "acme-sdk"}),
        ("https://travel.stackexchange.com/questions/tagged/acme+visa?tab=Newest", {"site": "travel.stackexchange.com", "tags": "acme visa"}),
        ("https://stackoverflow.com/questions/tagged/c%2b%2b", {"site": "stackoverflow.com", "tags": "c++"}),
        ("https://superuser.com/search?q=%5Bacme%5D+refund", {"site": "superuser.com", "tags": "acme", "query": "refund"}),
        ("https://stackoverflow.com/questions/11/why", None),
        ("https://stackoverflow.com/feeds/tag/acme", None),
        ("https://stackoverflow.com.evil.example/questions/tagged/acme", None),
        ("https://[bad/", None),
        ("acme", None),
    ],
)  # fmt: skip
def test_what_is_pasted_is_recognised(text: str, config: dict[str, str] | None) -> None:
    assert registry.get("stackexchange").recognise(text) == config


@pytest.mark.parametrize(
    ("given", "site"),
    [
        ("StackOverflow", "stackoverflow.com"),
        ("https://www.stackoverflow.com/", "stackoverflow.com"),
        ("ru.stackoverflow", "ru.stackoverflow.com"),
        ("mathoverflow", "mathoverflow.net"),
        ("travel", "travel.stackexchange.com"),
        ("travel.meta", "travel.meta.stackexchange.com"),
        ("meta.stackexchange.com", "meta.stackexchange.com"),
    ],
)
def test_a_sites_short_name_becomes_its_domain(given: str, site: str) -> None:
    assert registry.get("stackexchange").tidy({"site": given, "tags": "a"})["site"] == site


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"site": "example.org", "tags": "acme"}, "site"),
        ({"site": "two words", "tags": "acme"}, "site"),
        ({"site": "stackoverflow.com"}, "tags"),
        ({"site": "stackoverflow.com", "tags": "a b c d e f"}, "tags"),
        ({"site": "stackoverflow.com", "tags": "acme?"}, "tags"),
    ],
)
def test_what_can_not_be_looked_for_is_refused_at_its_field(config: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("stackexchange").tidy(config)
    assert refused.value.field == field


def test_tags_in_another_order_are_the_same_feed_and_words_are_not() -> None:
    connector = registry.get("stackexchange")
    keys = [
        connector.source_key(connector.tidy({"site": site, "tags": tags, "query": query}))
        for site, tags, query in [
            ("stackoverflow", "visa; Acme", " No  Refund"),
            ("stackoverflow.com", "[acme] [visa]", "no refund"),
            ("stackoverflow.com", "acme visa", "no"),
        ]
    ]
    assert keys[0] == keys[1] != keys[2]


def test_the_address_leads_people_to_the_same() -> None:
    connector = registry.get("stackexchange")
    assert connector.address({"site": "a.stackexchange.com", "tags": "acme c++"}) == (
        "https://a.stackexchange.com/questions/tagged/acme+c%2B%2B"
    )  # fmt: skip
    assert connector.address({"site": "a.stackexchange.com", "tags": "x", "query": "y z"}) == (
        "https://a.stackexchange.com/search?q=%5Bx%5D+y+z&tab=newest"
    )


def test_cursors_stay_small(site: Site) -> None:
    for number in range(1, 700):
        site.ask(number, minutes_ago=720 - number)
    _, batches = read(site.connector, ASKED, {})
    cursor = batches[-1].cursor
    assert (len(cursor["watched"]), len(cursor["recent"])) == (500, 100)
    assert len(json.dumps(cursor)) < 150_000
