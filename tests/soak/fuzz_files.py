"""Coverage-guided fuzzing of everything that reads a file of somebody else's: `python -m tests.soak.fuzz_files CORPUS`.

What follows the folder goes to libFuzzer (`-max_total_time=1800`). Anything but a refusal with its sentences is a
finding: the input is left as `crash-...` and the process ends with an error. So is a second of processor time for one
input, and more memory than `MEMORY`.
"""

import resource
import sys
import time
from pathlib import Path
from random import Random
from typing import Final

import atheris

with atheris.instrument_imports(include=["reviewer_app"]):
    from tests.soak.fuzz_mutations import mutated
    from tests.soak.fuzz_targets import kept, outcome, seeds

MEMORY: Final = 2 * 1024**3
"""Bytes of address space, coverage and all."""
LONGEST: Final = 1.0
"""Seconds of processor time one input may take; instrumented, that is several times what it takes otherwise."""


class SlowError(Exception):
    """An input that took too long."""


def one_input(recipe: bytes) -> None:
    """Build, read, and look at the time it took."""
    begun = time.process_time()
    outcome(recipe)
    taken = time.process_time() - begun
    if taken > LONGEST:
        raise SlowError(f"{taken:.1f} s of processor time")


def other(recipe: bytes, largest: int, seed: int) -> bytes:
    """Give libFuzzer the next input."""
    random = Random(seed)

    def loose(frame: bytes) -> bytes:
        return bytes(atheris.Mutate(frame, max(len(frame) + 64, 64)))

    return mutated(recipe, random, loose)[:largest]


def main() -> None:
    """Put the seeds into the corpus and go on until the time is over."""
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    for name, recipe in {**kept(), **seeds()}.items():
        (corpus / name).write_bytes(recipe)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    atheris.Setup([*sys.argv, "-max_len=65536"], one_input, custom_mutator=other)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
