"""How long a whole `compute` takes, as a ratio to a hello-world of the same framework: pairs in turn, median and quartiles."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 40
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kz-ru.yaml"
HELLO = """import typer
app = typer.Typer()


@app.command()
def main(name: str = "World") -> None:
    print(
        f"compute / hello-world: median of {ROUNDS} pairs {statistics.median(ratios):.2f} "
        f"(quartiles {low:.2f}-{high:.2f}), ratio of medians {of_medians:.2f}; bound 1.6"
    )


if __name__ == "__main__":
    main()
