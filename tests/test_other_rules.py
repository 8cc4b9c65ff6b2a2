"""What a case says does not depend on which other States' rules happen to be loaded."""

import json
from typing import Any

import pytest

from extradeadline.cases import typed
from extradeadline.loading import load_rules, rules_dir
from extradeadline.moments import parse_when
from extradeadline.render.json import schedule_json
from extradeadline.rulebook import Rulebook
from extradeadline.rulefiles import Scenario
from extradeadline.scenarios import Worked, find_scenarios
from extradeadline.scheduling import schedule

CASES = [worked for worked in find_scenarios(rules_dir()) if isinstance(worked.scenario, Scenario)][::7]
ALL = load_rules(None)


def output(worked: Worked, rules: Rulebook) -> Any:
    assert worked.written is not None
    assert isinstance(worked.scenario, Scenario)
    found = schedule(typed(worked.written, rules), rules, parse_when(worked.scenario.as_of))
    shown = json.loads(schedule_json(found, rules, "en"))
    del shown["provenance"]
    return shown


@pytest.mark.parametrize("worked", CASES, ids=[worked.scenario.title for worked in CASES])
def test_all_rules_say_what_those_of_the_two_states_say(worked: Worked) -> None:
    assert isinstance(worked.scenario, Scenario)
    case = worked.scenario.case
    own = load_rules([state for state in (case.requested, case.requesting) if state])
    assert output(worked, own) == output(worked, ALL)
