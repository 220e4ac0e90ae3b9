"""Wikipedia: an article's edits in words, and what became of them."""

import json
from datetime import timedelta
from typing import Any

import pytest

from accounts.outside.failures import Failure, Forbidden, InvalidConfig, Malformed, NotFound, RateLimited, Transient
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Polled, Post, Tombstone
from tests.loopback import NOW, Answer, Server, client
from tests.monitoring.feeds.connectors.wikipedia.wiki import CONTACT, Wiki, said

ASKED = {"article": "Acme Corporation", "edition": "en"}
API = "/en/w/api.php"


@pytest.fixture
def wiki(server: Server) -> Wiki:
    return Wiki(server)


def ids(posts: list[Post]) -> list[int]:
    return [int(post.external_id) for post in posts]


def context(**passed: float) -> Context:
    return Context(client(), NOW + timedelta(**passed), {}, CONTACT)


def later(wiki: Wiki, cursor: Cursor, **passed: float) -> tuple[list[Post], list[Any], Batch]:
    """A poll after that time: posts, what is gone and how, and its last batch."""
    batches = list(wiki.connector.poll(context(**passed), ASKED, cursor))
    found = [wiki.connector.normalise(record) for batch in batches for record in batch.records]
    gone = [(int(one.external_id), one.state) for one in found if isinstance(one, Tombstone)]
    return [one for one in found if isinstance(one, Post)], gone, batches[-1]


def test_it_is_one_of_the_connectors_and_is_polled() -> None:
    assert isinstance(registry.get("wikipedia"), Polled)


def test_a_first_poll_brings_fourteen_days_and_a_second_what_was_edited_since(wiki: Wiki) -> None:
    wiki.edit(1, minutes_ago=60 * 24 * 20)
    wiki.edit(2, minutes_ago=60 * 24 * 2)
    wiki.edit(3)
    posts, _, last = later(wiki, {})
    assert ids(posts) == [2, 3] and last.complete and last.title == "Acme Corporation on Wikipedia (en)"
    asked = wiki.compared
    assert later(wiki, last.cursor)[0] == [] and wiki.compared == asked
    wiki.edit(4, minutes_ago=1)
    assert ids(later(wiki, last.cursor)[0]) == [4]


def test_an_edit_is_told_in_words(wiki: Wiki) -> None:
    wiki.edit(
        3,
        "&lt;ref&gt; Glass was found in [[Acme Corporation|Acme]]'s '''jars''', see https://news.example/1",
        user="Ina K",
    )
    wiki.tables[3] += (
        '<tr><td class="diff-marker"></td><td class="diff-deletedline diff-side-deleted"><div>All is well.</div></td></tr>'
    )
    wiki.views = [("20261119", 100), ("20261120", 140), ("20261121", 700)]
    [post], _, last = later(wiki, {})
    assert post.title == "Edit of “Acme Corporation”"
    assert post.text.splitlines() == [
        "Recalls: new source",
        "Added: <ref> Glass was found in Acme's jars, see https://news.example/1",
        "Removed: All is well.",
        "+100 bytes",
    ]
    assert (post.author_handle, post.author_external_id) == ("Ina K", "42")
    assert post.author_url == "https://en.wikipedia.org/wiki/Special:Contributions/Ina%20K"
    assert post.url == "https://en.wikipedia.org/w/index.php?diff=3"
    assert (post.language, post.source, post.published_at) == ("en", "en.wikipedia.org", NOW - timedelta(minutes=5))
    assert post.engagement == {"views": 120} and post.links == ("https://news.example/1",)
    assert last.notes == ("The article was read 700 times on 21 Nov, 5.8 times as often as usual.",)
    assert not post.can_reply and post.can_reply_reason


def test_of_a_changed_line_only_what_is_new_or_gone_is_told(wiki: Wiki) -> None:
    wiki.edit(3)
    wiki.tables[3] = (
        '<tr><td class="diff-marker" data-marker="−"></td><td class="diff-deletedline diff-side-deleted"><div>Acme makes '
        '<del class="diffchange diffchange-inline">fine</del> jars.</div></td><td class="diff-marker" data-marker="+"></td>'
        '<td class="diff-addedline diff-side-added"><div>Acme makes <ins class="diffchange diffchange-inline">broken</ins> jars'
        '<ins class="diffchange diffchange-inline"> of glass</ins>.</div></td></tr>'
    )
    [post] = later(wiki, {})[0]
    assert "Added: broken … of glass\nRemoved: fine\n" in post.text


def test_a_new_article_and_an_edit_whose_predecessor_is_hidden_are_told_without_a_comparison(wiki: Wiki) -> None:
    wiki.edit(1, parentid=0, comment="", size=500)
    wiki.edit(2)
    wiki.tables.pop(2)
    first, second = later(wiki, {})[0]
    assert (first.title, first.text) == ("New article “Acme Corporation”", "+500 bytes")
    assert second.text == "Recalls: new source" and wiki.compared == 1


def test_long_words_are_cut_and_odd_tables_take_no_time(wiki: Wiki) -> None:
    wiki.edit(3, "glass " * 1_000)
    wiki.edit(4)
    wiki.tables[4] = '<td class="diff-addedline">' * 20_000 + '<td class="diff-addedline">' + "<ins>" * 9_000 + "</td>"
    first, second = later(wiki, {})[0]
    assert 1_500 < len(first.text) < 1_600 and "Added" not in second.text


@pytest.mark.parametrize(("size", "said_"), [(1_002, "−1 byte"), (1_003, "Same length")])
def test_a_size_is_told_as_people_say_it(wiki: Wiki, server: Server, size: int, said_: str) -> None:
    wiki.edit(3, size=size)
    wiki.tables[3] = ""
    wiki.revisions[3]["parentid"] = 2
    server.answers[API] = lambda asked: (
        said({"compare": {"fromsize": 1_003, "body": ""}}) if "compare" in asked.path else wiki._answer(asked)
    )
    assert later(wiki, {})[0][0].text.splitlines()[-1] == said_


def test_an_edit_that_was_undone_comes_again_and_says_so(wiki: Wiki) -> None:
    wiki.edit(3)
    before, _, last = later(wiki, {})
    wiki.edit(4, minutes_ago=-10, tags=["mw-rollback"])
    wiki.revisions[3]["tags"] = ["mw-reverted"]
    posts, _, last = later(wiki, last.cursor, minutes=20)
    assert ids(posts) == [4, 3]
    assert posts[0].text.endswith("This edit undid an earlier one.") and posts[1].text.endswith("This edit was undone.")
    assert posts[1].fingerprint != before[0].fingerprint
    assert later(wiki, last.cursor, hours=5)[0] == []


@pytest.mark.parametrize("hidden", ["commenthidden", "userhidden", "sha1hidden", "suppressed"])
def test_what_was_taken_out_of_sight_is_erased_and_never_read(wiki: Wiki, hidden: str) -> None:
    wiki.edit(3)
    _, _, last = later(wiki, {})
    wiki.revisions[3][hidden] = True
    assert later(wiki, last.cursor, minutes=20)[1] == [(3, "withheld")]
    assert later(wiki, {})[0] == []


def test_the_edits_of_a_deleted_article_are_gone_and_it_is_said(wiki: Wiki) -> None:
    wiki.edit(3)
    wiki.edit(4)
    _, _, last = later(wiki, {})
    wiki.revisions.pop(3)
    assert later(wiki, last.cursor, minutes=20)[1] == [(3, "deleted")]
    wiki.page = None
    with pytest.raises(NotFound, match="was deleted"):
        later(wiki, last.cursor, minutes=30)


def test_a_renamed_article_is_followed_and_one_written_anew_too(wiki: Wiki) -> None:
    wiki.edit(3)
    _, _, last = later(wiki, {})
    wiki.title = "Acme Group"
    wiki.edit(4, minutes_ago=1)
    posts, _, last = later(wiki, last.cursor)
    assert ids(posts) == [4] and "now called “Acme Group”" in " ".join(last.notes)
    wiki.page, wiki.title = 90, "Acme Corporation"
    wiki.edit(5, minutes_ago=0)
    assert ids(later(wiki, last.cursor)[0]) == [5]


def test_a_title_that_leads_on_watches_where_it_leads(wiki: Wiki) -> None:
    wiki.redirects["Acme"] = "Acme Corporation"
    wiki.edit(3)
    checked = wiki.connector.check(context(), {"article": "Acme", "edition": "en"})
    assert checked.warnings == ("The article is called “Acme Corporation” there.",)


def test_many_edits_lose_and_double_nothing_though_a_worker_dies_between_two_pages(wiki: Wiki) -> None:
    for number in range(1, 101):
        wiki.edit(number, minutes_ago=1_000 - number)
    first = next(iter(wiki.connector.poll(context(), ASKED, {})))
    cursor, complete, seen = json.loads(json.dumps(first.cursor)), False, [int(one["id"]) for one in first.records]
    wiki.edit(101, minutes_ago=0)  # meanwhile
    while not complete:
        posts, _, last = later(wiki, cursor)
        cursor, complete, seen = last.cursor, last.complete, seen + ids(posts)
    assert seen == list(range(1, 102))


def test_readers_are_counted_once_a_day_and_asked_for_again_until_they_are(wiki: Wiki, server: Server) -> None:
    def asked() -> int:
        return sum(one.path.startswith("/views/") for one in server.asked)

    wiki.edit(3)
    _, _, last = later(wiki, {})
    assert (asked(), last.notes) == (1, ())
    _, _, last = later(wiki, last.cursor, hours=1)
    assert asked() == 1
    wiki.views = [("20261120", 10), ("20261121", 12)]
    _, _, last = later(wiki, last.cursor, hours=4)
    assert (asked(), last.notes) == (2, ("The article was read 12 times on 21 Nov; usual are 10.",))
    assert later(wiki, last.cursor, hours=8)[2].notes == last.notes and asked() == 2


def test_counters_that_can_not_be_asked_fail_no_poll(wiki: Wiki, server: Server) -> None:
    wiki.edit(3)
    place = next(one for one in server.answers if one.startswith("/views/") and "Corporation" in one)
    server.answers[place] = Answer(status=429, headers={"Retry-After": "9"})
    posts, _, last = later(wiki, {})
    assert ids(posts) == [3] and "could not be asked" in last.notes[0]


@pytest.mark.parametrize(
    "answer", [said({}), said({"query": {"pages": []}}), said([]), Answer(status=503), said({"query": 3})]
)
def test_an_odd_answer_about_edits_is_no_deletion(wiki: Wiki, server: Server, answer: Answer) -> None:
    wiki.edit(3)
    _, _, last = later(wiki, {})
    server.answers[API] = lambda asked: answer if "revids" in asked.path else wiki._answer(asked)
    posts, gone, last = later(wiki, last.cursor, minutes=20)
    assert (posts, gone) == ([], []) and len(last.cursor["watched"]) == 1


def test_who_runs_the_installation_is_said_or_nothing_is_answered(wiki: Wiki, server: Server) -> None:
    wiki.edit(3)
    later(wiki, {})
    assert {one.headers["user-agent"] for one in server.asked} == {
        f"Firebreak/0.1 (media monitoring; feed reader; {CONTACT})"
    }
    with pytest.raises(Forbidden):
        list(wiki.connector.poll(Context(client(), NOW), ASKED, {}))


@pytest.mark.parametrize(
    ("answer", "failure", "wait"),
    [
        (said({"error": {"code": "maxlag", "info": "Waiting"}}, Retry_After="7"), Transient, 7),
        (said({"error": {"code": "ratelimited", "info": "Slow down"}}), RateLimited, 60),
        (said({"error": {"code": "ratelimited"}}, 429, Retry_After="90"), RateLimited, 90),
        (said({"error": {"code": "internal_api_error_DBQueryError"}}), Transient, None),
        (said({"error": {"code": "unknown_action"}}), Malformed, None),
        (Answer(status=429, headers={"Retry-After": "31"}), RateLimited, 31),
        (Answer(status=503), Transient, None),
        (Answer(body=b"<html>"), Malformed, None),
        (said({"query": {"pages": 3}}), Malformed, None),
        (Answer(body=b'{"query": {', length=90), Malformed, None),
    ],
)  # fmt: skip
def test_a_bad_answer_is_named(wiki: Wiki, server: Server, answer: Answer, failure: type[Failure], wait: Any) -> None:
    server.answers[API] = answer
    with pytest.raises(failure) as raised:
        later(wiki, {})
    assert raised.value.asked_to_wait(NOW) == wait


def test_revisions_of_odd_shape_are_left_out(wiki: Wiki) -> None:
    good = wiki.edit(9, tags=3, size="x", userid=0, user=None, comment=None)
    for number, odd in enumerate([{"revid": "x"}, {"revid": None}, {"revid": -1}], start=20):
        wiki.revisions[number] = good | odd
    wiki.edit(30, timestamp="2099-01-01T00:00:00Z")
    posts, _, last = later(wiki, {})
    assert ids(posts) == [9, 30] and posts[1].published_at == NOW
    wiki.edit(31, minutes_ago=0)
    assert ids(later(wiki, last.cursor)[0]) == [31]


def test_what_is_no_article_and_no_edition_is_said_at_its_field(wiki: Wiki) -> None:
    with pytest.raises(InvalidConfig) as refused:
        wiki.connector.check(context(), {"article": "Nothing", "edition": "en"})
    assert refused.value.field == "article"
    wiki.server.answers["/xx/w/api.php"] = Answer(body=b"<html>")
    with pytest.raises(InvalidConfig) as refused:
        wiki.connector.check(context(), ASKED | {"edition": "xx"})
    assert refused.value.field == "edition"


def test_a_check_shows_the_last_edits(wiki: Wiki) -> None:
    for number in range(1, 10):
        wiki.edit(number, minutes_ago=1_000 - number)
    checked = wiki.connector.check(context(), ASKED)
    assert ids(list(checked.posts_sample)) == [9, 8, 7, 6, 5] and not checked.warnings


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("https://de.wikipedia.org/wiki/Acme_(Firma)", {"article": "Acme (Firma)", "edition": "de"}),
        ("https://en.m.wikipedia.org/wiki/Caf%C3%A9#History", {"article": "Café", "edition": "en"}),
        ("https://en.wikipedia.org/w/index.php?title=Acme&action=history", {"article": "Acme", "edition": "en"}),
        ("https://en.wikipedia.org/wiki/Talk:Acme", {"article": "Talk:Acme", "edition": "en"}),
        ("https://en.wikipedia.org/wiki/Special:RecentChanges", None),
        ("https://www.wikipedia.org/", None),
        ("https://en.wikipedia.org.evil.example/wiki/Acme", None),
        ("https://[bad/", None),
        ("Acme", None),
    ],
)
def test_what_is_pasted_is_recognised(text: str, config: dict[str, str] | None) -> None:
    assert registry.get("wikipedia").recognise(text) == config


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"article": "Acme|Other"}, "article"),
        ({"article": "https://acme.example/wiki/Acme"}, "article"),
        ({"article": "é" * 200}, "article"),
        ({"article": "Acme", "edition": "en.evil.example/"}, "edition"),
    ],
)
def test_what_can_not_be_watched_is_refused_at_its_field(config: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("wikipedia").tidy(config)
    assert refused.value.field == field


def test_spellings_of_one_title_are_one_feed() -> None:
    connector = registry.get("wikipedia")
    given: list[dict[str, str]] = [
        {"article": "acme_Corporation"}, {"article": " Acme  Corporation ", "edition": "EN"},
        {"article": "https://en.wikipedia.org/wiki/Acme_Corporation"},
    ]  # fmt: skip
    tidied = [connector.tidy(one) for one in given]
    assert {connector.source_key(one) for one in tidied} == {"wikipedia en Acme Corporation"}
    assert {connector.address(one) for one in tidied} == {"https://en.wikipedia.org/wiki/Acme_Corporation"}
