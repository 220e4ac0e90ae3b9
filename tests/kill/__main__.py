"""Kills the parts of a running instance round after round, and counts what was lost.

    python -m tests.kill --rounds 10 --seed 3 --json

The first round is the one the tests run; the others draw who dies, and in the middle of what. Ends with 1 if anything is
lost, doubled, undecided or unsent.
"""

import argparse
import json
import signal
import sys

from tests.kill.rounds import run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))  # so that the instance ends with us
    found = run(options.rounds, seed=options.seed, say=(lambda words: None) if options.json else print)
    print(json.dumps(found, indent=None if options.json else 2))
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
