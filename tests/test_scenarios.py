"""Every worked example under rules/, each counted by hand from its article, and what must hold between the files."""

import pytest

from extradeadline.checks import check_book
from extradeadline.loading import load_rules, rules_dir
from extradeadline.scenarios import Worked, find_scenarios, run

WORKED = find_scenarios(rules_dir())


@pytest.mark.parametrize("worked", WORKED, ids=[worked.scenario.title for worked in WORKED])
def test_scenario(worked: Worked) -> None:
    differences = run(worked)
    assert not differences, f"{worked.file}:{worked.line}\n" + "\n".join(differences)


def test_nothing_is_loose_between_the_files() -> None:
    assert check_book(load_rules(None), WORKED) == []
