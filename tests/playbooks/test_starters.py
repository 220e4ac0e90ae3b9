"""The starter plans are complete, consistent, and ready to be copied."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from config.demo.streams import Post
from config.demo.world import World
from monitoring.matching import Document, evaluate, parse
from playbooks import starters
from playbooks.starters import Channel, Phase, Role, Starter

SLOT = re.compile(r"\{\{(\w+):(\w+)\}\}")
PHASES = get_args(Phase)
EVERY = pytest.mark.parametrize("plan", starters.load_all(), ids=starters.ORDER)


def test_every_file_beside_the_loader_is_offered_once() -> None:
    files = {path.stem for path in Path(starters.__file__).parent.glob("*.toml")}
    assert sorted(starters.ORDER) == sorted(files)
    assert {"product-harm", "data-leak", "offensive-post"} <= files


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        starters.load("../../secrets")


def test_a_loaded_plan_can_be_changed_without_changing_the_next_one() -> None:
    starters.load("product-harm")["steps"].clear()
    assert starters.load("product-harm")["steps"]


@EVERY
def test_every_part_is_there_and_says_something(plan: Starter) -> None:
    assert set(plan) == set(Starter.__annotations__)
    assert plan["format"] == "firebreak-plan/1"
    assert plan["kind"] == plan["key"].replace("-", "_")
    assert 12 <= len(plan["steps"]) <= 18
    assert len(plan["sections"]) >= 3
    assert len(plan["holding_statements"]) >= 4
    assert len(plan["contacts"]) >= 4
    assert len(plan["triggers"]) >= 2
    assert len(plan["do"]) >= 4
    assert len(plan["dont"]) >= 4
    assert _blank_texts(plan) == []


def _blank_texts(value: object, path: str = "") -> list[str]:
    if isinstance(value, str):
        return [] if value.strip() else [path]
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [blank for name, part in parts for blank in _blank_texts(part, f"{path}/{name}")]


@EVERY
def test_severity_is_described_for_each_level(plan: Starter) -> None:
    assert [level["severity"] for level in plan["severity"]["levels"]] == [1, 2, 3, 4]


@EVERY
def test_keys_are_unique_within_a_plan(plan: Starter) -> None:
    steps = [step["key"] for step in plan["steps"]]
    statements = [statement["key"] for statement in plan["holding_statements"]]
    assert len(set(steps)) == len(steps)
    assert len(set(statements)) == len(statements)


@EVERY
def test_steps_go_through_every_phase_in_order_with_known_roles(plan: Starter) -> None:
    order = [(PHASES.index(step["phase"]), step["due_offset_minutes"]) for step in plan["steps"]]
    assert order == sorted(order)
    assert {step["phase"] for step in plan["steps"]} == set(PHASES)
    assert {step["role"] for step in plan["steps"]} <= set(get_args(Role))
    assert all(
        isinstance(step["due_offset_minutes"], int) and step["due_offset_minutes"] >= 0 for step in plan["steps"]
    )


@EVERY
def test_first_words_are_due_within_half_an_hour_and_a_debrief_ends_the_plan(plan: Starter) -> None:
    acknowledge = next(step for step in plan["steps"] if step["key"] == "acknowledge")
    assert acknowledge["due_offset_minutes"] <= 30
    assert acknowledge["required"]
    assert plan["steps"][-1]["key"] == "debrief"


@EVERY
def test_a_holding_statements_slots_are_those_in_its_text(plan: Starter) -> None:
    for statement in plan["holding_statements"]:
        declared = {(slot["name"], slot["type"]) for slot in statement["slots"]}
        assert set(SLOT.findall(statement["text"])) == declared, statement["key"]
        assert len(declared) == len(statement["slots"])
        assert statement["text"].count("{{") == len(SLOT.findall(statement["text"]))
        assert statement["channel"] in get_args(Channel)
        assert all(slot["example"].startswith("https://") for slot in statement["slots"] if slot["type"] == "url")


@EVERY
def test_a_social_statement_filled_with_its_examples_stays_short(plan: Starter) -> None:
    for statement in plan["holding_statements"]:
        if statement["channel"] == "social":
            examples = {slot["name"]: slot["example"] for slot in statement["slots"]}
            filled = SLOT.sub(lambda match, filling=examples: filling[match.group(1)], statement["text"])
            assert len(filled) <= 280, statement["key"]


@EVERY
def test_trigger_queries_are_balanced_and_worth_a_look(plan: Starter) -> None:
    for trigger in plan["triggers"]:
        assert trigger["query"].count("(") == trigger["query"].count(")")
        assert trigger["query"].count('"') % 2 == 0
        assert 1 <= trigger["min_severity"] <= 4


@EVERY
def test_trigger_queries_are_understood_by_the_query_language(plan: Starter) -> None:
    for trigger in plan["triggers"]:
        assert parse(trigger["query"])


def test_the_demos_crisis_points_to_product_harm_and_its_quiet_weeks_to_nothing() -> None:
    start = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    posts = World(start).visible(start + timedelta(minutes=40))
    crisis = [post for post in posts if post.published_at >= start and post.brand == "alder-coffee"]
    quiet = [post for post in posts if post.published_at < start]
    shares = {plan["key"]: _heard(plan, crisis) for plan in starters.load_all()}
    assert shares["product-harm"] > 0.5
    assert max(share for key, share in shares.items() if key != "product-harm") < 0.2
    assert all(_heard(plan, quiet) < 0.01 for plan in starters.load_all())


def _heard(plan: Starter, posts: list[Post]) -> float:
    queries = [parse(trigger["query"]) for trigger in plan["triggers"]]
    documents = [Document(title=post.title, text=post.text) for post in posts]
    return sum(any(evaluate(query, document) for query in queries) for document in documents) / len(documents)


# What the product has not got, and so nothing of ours may send people to.
UNBUILT = re.compile(
    r"evidence hold\b|list of affected people|affected[- ]people ledger|register of what we said|claims register"
    r"|(?<!client's )\bstatement page|publishing[- ]hold ledger|strategy adviser",
    re.IGNORECASE,
)
TOP = Path(starters.__file__).parents[2]


def test_starters_pages_and_readme_send_nobody_to_what_is_not_there() -> None:
    apps = [TOP / name for name in ("accounts", "config", "incidents", "monitoring", "playbooks")]
    said = [TOP / "README.md", *(path for app in apps for kind in ("toml", "html") for path in app.rglob(f"*.{kind}"))]
    assert len(said) > 200
    found = {
        f"{path.relative_to(TOP)}: {match.group()}"
        for path in said
        for match in UNBUILT.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()
