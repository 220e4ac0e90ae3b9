"""A file read in: every row once whatever happens on the way, known again, newer counters taken, words never, no alert raised."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from accounts.brands.models import BrandTeam
from accounts.errors import Conflict, Gone, Invalid, NotFound
from accounts.events.models import Event
from monitoring.feeds.connectors.protocol import Tombstone
from monitoring.inbox.jobs import run_import, sweep_imports
from monitoring.inbox.services import importing, ingestion
from monitoring.inbox.services.importing import keeping, running
from monitoring.inbox.services.ingestion.deleting import erase_deleted
from monitoring.models import (
    BucketCount,
    FreshMention,
    Import,
    ImportBatch,
    ImportPart,
    Mention,
    MentionMatch,
    Post,
    Source,
)
from tests.monitoring.arrivals import a_post, a_rule, a_source, arrive, judged
from tests.monitoring.ground import beat, watch
from tests.monitoring.inbox.services.importing.tables import (
    NOW,
    PLAIN,
    begun,
    brandwatch,
    brandwatch_row,
    brought,
    imported,
    read_in,
    text_of,
)
from tests.monitoring.inbox.services.importing.tables import workbook as xlsx
from tests.world import World

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 3)


def _rows(count: int) -> bytes:
    return brandwatch(brandwatch_row(number) for number in range(1, count + 1))


def _plain(*rows: list[str]) -> bytes:
    return text_of([PLAIN, *rows]).encode()


def _read_ids() -> list[str]:
    return sorted(Post.objects.values_list("external_id", flat=True))


def test_every_row_becomes_a_mention_with_the_queries_that_match_and_counts_as_history(world: World) -> None:
    query = watch(world, '"refund number"')
    done = imported(world, _rows(7))
    assert (done.status, done.read, done.made, done.known, done.refused) == ("done", 7, 7, 0, 0)
    assert set(Mention.objects.values_list("brand", "quiet", "source__name")) == {
        (world.alder.pk, True, "Files from Brandwatch")
    }
    assert MentionMatch.objects.filter(query=query).count() == 7
    counts = BucketCount.objects.filter(query=None)
    assert sum(counts.values_list("total", flat=True)) == sum(counts.values_list("quiet", flat=True)) == 7
    post = Post.objects.get(external_id="brandwatch:r-3")
    assert post.extra["told"]["sentiment"] == "negative" and post.extra["engagement"] == {"likes": 3}
    assert post.language == "en" and post.author_handle == "ina"


def test_no_rule_hears_of_it(world: World) -> None:
    rule = a_rule(world, "threshold", {"posts": 2, "minutes": 60, "stream": "all"})
    rows = (brandwatch_row(number, date=f"2026-11-17 13:5{number}:00") for number in range(1, 7))
    imported(world, brandwatch(rows))
    assert judged(world, NOW + timedelta(minutes=5)) == [] and not FreshMention.objects.exists()
    assert rule.pk


def test_the_file_and_its_words_are_gone_once_it_is_read_in(world: World) -> None:
    done = imported(world, _rows(2))
    assert (done.sample, done.file_until) == ([], None) and not ImportPart.objects.exists()


def test_the_same_file_again_brings_nothing_and_the_preview_says_so(world: World) -> None:
    imported(world, _rows(7))
    again = brought(world, _rows(7), now=LATER)
    assert any("The same file was read in on 17 Nov 2026" in one for one in importing.preview(again).warnings)
    done = read_in(begun(world, again, LATER), LATER)
    assert (done.made, done.known, done.refreshed) == (0, 7, 0)
    assert Mention.objects.count() == Post.objects.count() == 7


def test_a_row_that_stands_twice_in_a_file_counts_once(world: World) -> None:
    row = brandwatch_row(1)
    done = imported(world, brandwatch([row, row, brandwatch_row(2), row, row]))
    assert (done.read, done.made, done.known) == (5, 2, 3)


def test_a_newer_file_brings_counters_and_an_older_word_of_it_changes_nothing(world: World) -> None:
    imported(world, brandwatch([brandwatch_row(1, "The words as they were first read here")]))
    newer = brandwatch([brandwatch_row(1, "Other words, cut off by the tool", likes="90", sentiment="positive")])
    done = imported(world, newer, now=LATER)
    assert (done.made, done.known, done.refreshed) == (0, 1, 1)
    post = Post.objects.get()
    assert post.text == "The words as they were first read here" and post.revision == 1
    assert post.extra["engagement"] == {"likes": 90} and post.extra["told"]["sentiment"] == "positive"
    older = imported(world, brandwatch([brandwatch_row(1, likes="3")]), now=NOW)
    assert older.refreshed == 0 and Post.objects.get().extra["engagement"] == {"likes": 90}


def test_words_that_a_tool_may_not_pass_on_are_filled_in_by_whoever_may(world: World) -> None:
    bare = ["2026-11-02", "", "https://x.com/ina/status/2090", "ina", "1"]
    imported(world, _plain(bare))
    assert Post.objects.get().text == ""
    imported(
        world, _plain(["2026-11-02", "Alder forgot my order", "https://x.com/ina/status/2090", "ina", "1"]), now=LATER
    )
    assert Post.objects.get().text == "Alder forgot my order" and Mention.objects.count() == 1


def test_a_post_that_a_source_brought_is_known_by_its_id_or_by_its_address_and_headline(world: World) -> None:
    source = a_source(world, platform="x")
    arrive(
        source, a_post("Alder forgot my order", platform="x", external_id="2090", url="https://x.com/ina/status/2090")
    )
    article = {"platform": "rss", "source": "rss:1", "external_id": "guid-1", "url": "https://www.ledger.example/alder"}
    arrive(source, a_post("All of the article", title="Alder under fire again", **article))
    done = imported(
        world,
        text_of([
            ("Date", "Title", "Text", "Link"),
            ("2026-11-17", "", "Alder forgot…", "https://twitter.com/ina/status/2090?s=20"),
            ("2026-11-17", "Alder under fire again", "A snippet", "https://www.ledger.example/alder"),
            ("2026-11-17", "", "A comment under the article", "https://www.ledger.example/alder"),
        ]).encode(),
    )  # fmt: skip
    assert (done.made, done.known) == (1, 2)
    assert Post.objects.count() == 3


def test_a_post_of_another_brand_becomes_a_mention_of_this_one_too(world: World) -> None:
    source = a_source(world, platform="x", brand=world.lumen)
    arrive(source, a_post("Alder forgot my order", platform="x", external_id="2090"))
    done = imported(world, _plain(["2026-11-02", "Alder forgot my order", "https://x.com/ina/status/2090", "ina", "1"]))
    assert done.made == 1 and Post.objects.count() == 1
    assert set(Mention.objects.values_list("brand", flat=True)) == {world.alder.pk, world.lumen.pk}


def test_what_its_author_deleted_is_not_brought_back_by_an_old_file(world: World) -> None:
    row = ["2026-11-02", "I regret this", "https://x.com/ina/status/2090", "ina", "1"]
    imported(world, _plain(row))
    source = Source.objects.get()
    gone = Tombstone("x", "x", "2090", NOW).to_json()
    erase_deleted([(1, [], source.feed_id, gone, NOW)], NOW)
    done = imported(world, _plain(row), now=LATER)
    post = Post.objects.get()
    assert (post.state, post.text, post.author) == ("gone", "", "") and "told" not in post.extra
    assert (done.made, done.known, done.refused) == (0, 0, 1)
    [line] = importing.amiss_lines(member=world.analyst, upload=done)
    assert line == (2, "", "It was deleted at its source, and stays so.", "left out")


def test_rows_that_say_nothing_are_left_out_and_unread_cells_are_told_with_row_and_column(world: World) -> None:
    rows = [["soon", "No date to speak of", "https://a.example/1", "Ann", "many"], ["", "", "", "", ""], ["2026-11-02", "", "", "Bo", ""],
            ["2026-11-03", "A fine one", "https://a.example/2", "Bo", "2"]]  # fmt: skip
    done = imported(world, _plain(*rows))
    assert (done.read, done.made, done.refused, done.doubtful) == (4, 2, 1, 1)
    lines = list(importing.amiss_lines(member=world.analyst, upload=done))
    assert lines == [
        (2, "Date", "The date can't be read; it counts as of when it was brought.", "taken"),
        (2, "Likes", "This is no number.", "taken"),
        (4, "", "This row has neither a text nor a link.", "left out"),
    ]
    assert "Bo" not in str(ImportBatch.objects.values_list("amiss", flat=True))
    with pytest.raises(NotFound):
        list(importing.amiss_lines(member=world.other, upload=done))


def test_dates_that_could_be_two_days_are_asked_for(world: World) -> None:
    upload = brought(world, _plain(["4/5/2026", "One fine day", "https://a.example/1", "Ann", "1"]))
    with pytest.raises(Invalid) as caught:
        importing.start_import(member=world.analyst, upload=upload, now=NOW)
    assert list(caught.value.fields) == ["day_first"]
    read_in(begun(world, upload, day_first=True, zone="UTC"))
    assert Mention.objects.get().published_at.strftime("%d %m") == "04 05"


def test_a_run_that_is_killed_inside_a_batch_or_between_two_goes_on_and_takes_no_row_twice(world: World) -> None:
    upload = begun(world, brought(world, _rows(10)))
    assert importing.Run(upload.pk).step(now=NOW)
    with mock.patch.object(running, "_count", side_effect=OSError("killed")), pytest.raises(OSError, match="killed"):
        importing.Run(upload.pk).step(now=NOW)
    row = Import.objects.get()
    assert (row.read, row.made, row.failures, Mention.objects.count()) == (3, 3, 1, 3)
    done = read_in(row)
    assert (done.read, done.made, done.known) == (10, 10, 0)
    assert _read_ids() == sorted(f"brandwatch:r-{number}" for number in range(1, 11))


def test_two_workers_at_one_file_take_each_row_once(world: World) -> None:
    upload = begun(world, brought(world, _rows(14)))
    one, two = importing.Run(upload.pk), importing.Run(upload.pk)
    while one.step(now=NOW) and two.step(now=NOW):
        pass
    done = Import.objects.get()
    assert (done.status, done.read, done.made) == ("done", 14, 14)


def test_it_goes_on_at_the_right_byte_in_every_encoding(world: World) -> None:
    rows = [
        [f"2026-11-0{number}", f"Größe, “{number}”\nand a second line 😀", f"https://a.example/{number}", "Zoë", "1"]
        for number in range(1, 9)
    ]
    for encoding in ("utf-16", "utf-8-sig"):
        upload = begun(world, brought(world, text_of([PLAIN, *rows]).encode(encoding)))
        while importing.Run(upload.pk).step(now=NOW):  # another worker each time
            pass
        done = Import.objects.get(pk=upload.pk)
        assert (done.status, done.read, done.refused, done.doubtful) == ("done", 8, 0, 0)
    assert Mention.objects.count() == 8


def test_after_three_failures_in_a_row_it_has_failed_and_can_go_on(world: World) -> None:
    upload = begun(world, brought(world, _rows(4)))
    for _ in range(3):
        with mock.patch.object(running, "bring", side_effect=OSError("no")), pytest.raises(OSError, match="no"):
            importing.Run(upload.pk).step(now=NOW)
    row = Import.objects.get()
    assert (row.status, row.ended_because, row.read) == ("failed", "error", 0) and row.file_until is not None
    done = read_in(importing.resume_import(member=world.analyst, upload=row, now=NOW))
    assert (done.status, done.ended_because, done.made) == ("done", "", 4)


def test_a_row_that_nobody_can_read_ends_it_after_those_before_and_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SAMPLE", 1)
    monkeypatch.setattr(keeping, "HEADER_WITHIN", 1)
    upload = begun(world, brought(world, _plain(["2026-11-02", "One of them", "https://a.example/1", "Ann", "1"],
        ["2026-11-02", "Two of them", "https://a.example/2", "Ann", "1"]) + b'"2026-11-03","' + b"y" * 600_000))  # fmt: skip
    done = read_in(upload)
    assert (done.status, done.ended_because, done.read, done.made) == ("failed", "unreadable", 2, 2)
    assert done.ended_words.startswith("Row 4 has a cell of more than")


def test_a_workbook_becomes_rows_once_and_keeps_their_numbers(world: World) -> None:
    body = xlsx(
        [
            PLAIN,
            *(
                ["2026-11-02", f"Row number {number}", f"https://a.example/{number}", "Ann", number]
                for number in range(5)
            ),
            [None, None, None, "Bo"],
        ]
    )
    done = imported(world, body, "a.xlsx")
    assert (done.status, done.form, done.read, done.made, done.refused) == ("done", "csv", 6, 5, 1)
    assert [line[0] for line in importing.amiss_lines(member=world.analyst, upload=done)] == [7]


def test_one_file_of_a_brand_at_a_time(world: World) -> None:
    begun(world, brought(world, _rows(4)))
    other = brought(world, _rows(2), now=LATER)
    with pytest.raises(Conflict) as caught:
        importing.start_import(member=world.analyst, upload=other, now=NOW)
    assert caught.value.code == "import_running" and Import.objects.get(pk=other.pk).status == "ready"


def test_one_that_is_stopped_keeps_what_it_brought_and_goes_on_while_its_file_is_kept(world: World) -> None:
    upload = begun(world, brought(world, _rows(7)))
    importing.Run(upload.pk).step(now=NOW)
    stopped = importing.cancel_import(member=world.analyst, upload=upload, now=NOW)
    assert not importing.Run(upload.pk).step(now=NOW) and Mention.objects.count() == 3
    assert read_in(importing.resume_import(member=world.analyst, upload=stopped, now=NOW)).made == 7
    second = begun(world, brought(world, _rows(9)))
    importing.cancel_import(member=world.analyst, upload=second, now=NOW)
    importing.sweep(now=NOW + importing.KEPT + timedelta(hours=1))
    assert not ImportPart.objects.exists()
    with pytest.raises(Gone):
        importing.resume_import(member=world.analyst, upload=second, now=NOW)


def test_whoever_lost_the_brand_brings_no_more(world: World) -> None:
    upload = begun(world, brought(world, _rows(4)))
    BrandTeam.objects.filter(user=world.analyst.user).delete()
    done = read_in(upload)
    assert (done.status, done.ended_because, done.made) == ("failed", "no_access", 0)


def test_the_sweep_has_stalled_ones_go_on_and_drops_files_nobody_began(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(keeping, "enqueue", lambda *args: sent.append(args))
    waiting = brought(world, _rows(2))
    running_one = begun(world, brought(world, _rows(4)))
    sent.clear()
    assert importing.sweep(now=NOW + timedelta(minutes=2)) == 1
    assert sent == [("monitoring.jobs.run_import", str(running_one.pk))]
    importing.sweep(now=NOW + importing.KEPT + timedelta(hours=1))
    row = Import.objects.get(pk=waiting.pk)
    assert (row.status, row.file_until, row.sample) == ("discarded", None, [])
    assert ImportPart.objects.filter(upload=running_one).exists()


def test_the_job_reads_to_the_end_and_the_beat_sweeps(world: World) -> None:
    upload = begun(world, brought(world, _rows(5)))
    run_import(str(upload.pk))
    assert Import.objects.get().status == "done"
    beat(sweep_imports)
    world.enter()
    ended = Event.objects.filter(action="import.ended").get()
    assert ended.data == {"status": "done", "read": 5, "made": 5, "known": 0, "refused": 0}
    assert ingestion.read_older() == 0
