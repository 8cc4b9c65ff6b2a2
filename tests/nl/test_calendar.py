"""The table of the General Time Limits Act beside the `holidays` package; each known difference with its reason."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/nl/calendar.yaml"
FIRST, LAST = date(2023, 1, 1), date(2028, 12, 31)

FIFTH_OF_MAY = "article 3(1) names the fifth of May every year; the package has it in every fifth year, as employers do"
DECREE = "a royal decree puts the day on a par with a holiday (article 3(3)); the package does not follow the decrees"
KNOWN = {date(year, 5, 5): FIFTH_OF_MAY for year in (2023, 2026, 2027, 2028)} | {
    date.fromisoformat(day): DECREE
    for day in (
        "2023-04-28",
        "2023-05-19",
        "2024-05-10",
        "2024-12-27",
        "2025-05-30",
        "2026-01-02",
        "2026-05-15",
        "2027-05-07",
        "2028-04-28",
        "2028-05-26",
    )
}


def test_every_day_is_as_the_package_has_it_but_for_what_the_act_says() -> None:
    text = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    ours = OpenDays.of(msgspec.convert(text, dict[str, model.Calendar], strict=False)["statutory"])
    package = country_holidays("NL", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    assert {day for day in days if ours.is_open(day) != package.is_working_day(day)} == set(KNOWN)
    assert not any(map(ours.is_open, KNOWN))
