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
    print(f"Hello {name}")
"""


def timed(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hello_world.py").write_text(HELLO, encoding="utf-8")
        hello_environment = environment | {"PYTHONPATH": folder}
        hello = [sys.executable, "-c", "from hello_world import app; app()"]
        ours = [
            sys.executable,
            "-c",
            "from extradeadline.cli.startup import main; main()",
            *("compute", str(EXAMPLE), "--as-of", "2026-02-13", "--format", "json"),
        ]
        for _ in range(3):
            timed(hello, hello_environment)
            timed(ours, environment)
        pairs = [(timed(ours, environment), timed(hello, hello_environment)) for _ in range(ROUNDS)]
    ratios = sorted(one / other for one, other in pairs)
    low, _, high = statistics.quantiles(ratios, n=4)
    of_medians = statistics.median(one for one, _ in pairs) / statistics.median(other for _, other in pairs)
    print(
        f"compute / hello-world: median of {ROUNDS} pairs {statistics.median(ratios):.2f} "
        f"(quartiles {low:.2f}-{high:.2f}), ratio of medians {of_medians:.2f}; bound 1.6"
    )


if __name__ == "__main__":
    main()
