"""The hardest rules of several States, in the words of the model: each scenario under tests/model, worked by hand from its article."""

from pathlib import Path

import pytest

from extradeadline.scenarios import Worked, find_scenarios, run

FOLDER = Path(__file__).parent / "model" / "rules"
WORKED = find_scenarios(FOLDER)


@pytest.mark.parametrize("worked", WORKED, ids=[worked.scenario.title for worked in WORKED])
def test_model(worked: Worked) -> None:
    differences = run(worked, also=FOLDER)
    assert not differences, f"{worked.file}:{worked.line}\n" + "\n".join(differences)
