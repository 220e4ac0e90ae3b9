"""One id a request: in its answer, in its problem, in the log."""

import logging

import pytest
from django.test import Client

from accounts.request_ids import RequestIdFilter, current_request_id
from tests.world import World


def test_an_answer_and_its_problem_name_the_same_request(world: World) -> None:
    answer = Client(HTTP_HOST="north.localhost").get("/api/v1/brands/")
    assert answer["Request-Id"] == answer.json()["request_id"] and len(answer["Request-Id"]) == 32


@pytest.mark.parametrize("header", ["Request-Id", "X-Request-Id"])
def test_the_callers_own_id_is_kept(world: World, header: str) -> None:
    answer = Client(HTTP_HOST="north.localhost").get("/api/v1/nowhere/", headers={header: "trace-4711.a"})
    assert answer["Request-Id"] == answer.json()["request_id"] == "trace-4711.a"


@pytest.mark.parametrize("bad", ["short", "a" * 65, "with space inside", "über-alles-lang"])
def test_an_id_that_could_spoil_the_log_is_replaced(world: World, bad: str) -> None:
    answer = Client(HTTP_HOST="north.localhost").get("/healthz", headers={"Request-Id": bad})
    assert answer["Request-Id"] != bad and answer["Request-Id"].isalnum()


def test_each_line_of_the_log_names_its_request(world: World, caplog: pytest.LogCaptureFixture) -> None:
    seen = []

    class Note(RequestIdFilter):
        def filter(self, record: logging.LogRecord) -> bool:
            super().filter(record)
            seen.append(record.__dict__["request_id"])
            return True

    note = Note()
    logging.getLogger("django.request").addFilter(note)
    try:
        answer = Client(HTTP_HOST="north.localhost").get("/api/v1/nowhere/")
    finally:
        logging.getLogger("django.request").removeFilter(note)
    assert seen == [answer["Request-Id"]]
    assert current_request_id() == ""
