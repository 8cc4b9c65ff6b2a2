"""The case files in examples/: each runs as its own first lines say, and its dates are those counted by hand."""

import re
from pathlib import Path

import pytest

from conftest import ROOT, Command

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))

# file -> what follows, with the count by hand
WORKED: dict[str, dict[str, str]] = {
    "ru-kz.yaml": {
        "ru/extradition/complaint": "2026-03-02",  # 19 February and ten days: Sunday 1 March; Monday
        "ru/extradition/complaint-review": "2026-04-06",  # 4 March and a month: Saturday 4 April; Monday
        "ru/extradition/ruling-appeal": "2026-04-20",  # 3 April and fifteen days: Saturday 18 April; Monday
        "ru/extradition/in-force-after-ruling": "2026-04-21",  # the day after
        "ru/detention/custody-6-months-step": "2026-05-09",  # 10 November the first day; a Saturday, which stands
        "ru/detention/extension-petition#2": "2026-05-02",  # seven days before 9 May
    },
    "kg-ru.yaml": {
        "kg/extradition/arrest-before-request": "2022-04-13",  # 15 March the first day; 17 of March, day 30 is 13 April
        "kg/extradition/release-at-30-days": "2022-04-13",
        "treaties/minsk-1993/arrest-before-request": "2022-04-23",  # 15 March the first day; day 40 is 23 April
    },
    "de-kz.yaml": {
        "de/extradition/before-judge": "2026-04-22",  # the day after the arrest
        "de/extradition/arrest-before-request": "2026-06-20",  # two months, 21 April the first day
        "de/extradition/arrest-before-request-overseas": "2026-07-20",  # three months
        "de/extradition/review-after-order": "2026-08-02",  # two months, 3 June the first day; a Sunday, which stands
    },
    "gb-us.yaml": {
        "gb/part-2/papers-longer": "2026-05-12",  # 9 March day 1; 23 of March, 30 of April, day 65 is 12 May
        "gb/part-2/representations": "2026-08-16",  # 20 July day 1; day 28 is 16 August
        "gb/part-2/decision": "2026-09-19",  # two months from 20 July: the day before 20 September
        "gb/part-2/appeal-against-order": "2026-09-22",  # 9 September day 1, day 14
        "gb/part-2/removal": "2026-10-05",  # 8 September day 1; 23 of September, day 28 is 5 October
    },
}


def as_of(path: Path) -> str:
    found = re.search(r"^# Run it with:  extradeadline compute (\S+) --as-of (\S+)$", path.read_text(), re.M)
    assert found is not None, path
    assert found[1] == f"examples/{path.name}"
    return found[2]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_is_invented_and_runs_as_it_says(command: Command, path: Path) -> None:
    assert "nvented" in path.read_text().partition("title:")[0]
    for lang in ("en", "ru"):
        done = command("compute", path, "--as-of", as_of(path), "--lang", lang)
        assert (done.code, done.err) == (0, "")
        assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("name", WORKED)
def test_the_dates_are_those_counted_by_hand(command: Command, name: str) -> None:
    path = ROOT / "examples" / name
    found = command("compute", path, "--as-of", as_of(path), "--format", "json").json
    dates = {line["id"]: line["last_day"] for line in found["deadlines"]}
    assert {limit: dates.get(limit) for limit in WORKED[name]} == WORKED[name]


def test_where_a_treaty_and_a_code_differ_both_say_which_ends_first(command: Command) -> None:
    path = ROOT / "examples" / "kg-ru.yaml"
    out = " ".join(command("compute", path, "--as-of", as_of(path)).out.split())
    assert (
        "ends first: 30 days here; by MC 62(1) as reworded by the Protocol of 1997 40 days, 24:00 on Sat 23 Apr 2022."
        in out
    )
    assert "UPK 528(1) ends first: 30 days, 24:00 on Wed 13 Apr 2022; here 40 days." in out


def test_no_example_is_left_without_its_count() -> None:
    """Those of Kazakhstan are counted in rules/kz/scenarios.yaml."""
    assert {path.name for path in EXAMPLES} - WORKED.keys() == {"kz-ru.yaml", "kz-ru-suspended.yaml"}
