import json

from monitoring.enrichment import enrich, enrich_many


def test_one_call_reads_everything_and_names_its_models() -> None:
    found = enrich("Boycott Acme", "I am furious, their toaster caught fire and nobody answers.")
    assert found.language.code == "en"
    assert found.sentiment.label == "negative"
    assert [topic.name for topic in found.topics] == ["boycott", "safety", "anger"]
    assert [(one.term, one.start, one.end) for one in found.title_words] == [("boycott*", 0, 7)]
    assert [one.term for one in found.text_words] == ["furious", "caught fire"]
    told = json.loads(json.dumps(found.to_json()))
    assert told["language"] == "en"
    assert told["sentiment"] == "negative"
    assert told["words"][0] == {"in": "title", "start": 0, "end": 7, "term": "boycott*", "topic": "boycott"}
    assert set(told["models"]) == {"language", "sentiment", "risk"}
    assert all(name.split()[-1] for name in told["models"].values())


def test_german_is_told_and_flagged_but_not_scored() -> None:
    found = enrich("", "Eine Frechheit, ich werde dieses Unternehmen verklagen und nie wieder kaufen")
    assert found.language.code == "de"
    assert (found.sentiment.label, found.sentiment.score) == (None, None)
    assert {"anger", "boycott", "legal"} <= {topic.name for topic in found.topics}


def test_the_declared_language_helps_only_where_the_text_is_silent() -> None:
    silent = enrich("", "lol", declared="EN")
    assert (silent.language.code, silent.language.model) == ("en", "declared")
    spoken = enrich("", "Das ist ganz eindeutig ein deutscher Satz", declared="en")
    assert (spoken.language.code, spoken.language.model) == ("de", "lid.176.ftz")


def test_nothing_is_read_off_nothing() -> None:
    found = enrich("", "")
    assert (found.language.code, found.sentiment.label, found.topics) == ("", None, ())


def test_a_batch_is_what_its_posts_are_one_by_one() -> None:
    pairs = [("", "I love this"), ("a", "Der Laden ist leider geschlossen"), ("", "I love this")]
    assert enrich_many(pairs) == [enrich(*pair) for pair in pairs]
    assert enrich_many([]) == []
