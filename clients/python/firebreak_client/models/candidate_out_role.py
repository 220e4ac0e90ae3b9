from typing import Literal

CandidateOutRole = Literal["admin", "analyst", "client", "manager", "owner"]

CANDIDATE_OUT_ROLE_VALUES: set[CandidateOutRole] = {
    "admin",
    "analyst",
    "client",
    "manager",
    "owner",
}


def check_candidate_out_role(value: str) -> CandidateOutRole:
    if value in CANDIDATE_OUT_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CANDIDATE_OUT_ROLE_VALUES!r}")
