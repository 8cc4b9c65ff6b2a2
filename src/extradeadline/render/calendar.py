"""The closed and moved days of a year in words, and where the `holidays` package has them otherwise."""

from collections.abc import Iterator

from extradeadline.calendars import Closure, OpenDays
from extradeadline.model import Language
from extradeadline.render.lines import Line
from extradeadline.render.phrases import CERTAINTIES
from extradeadline.render.speech import Speech
from extradeadline.rulebook import Rulebook, open_days


def calendar_lines(book: Rulebook, path: str, year: int, language: Language) -> Iterator[Line]:
    """One calendar (`kz/state`) in one year, each day with the act that says so; then the State's other calendars."""
    speech, days = Speech(language, book), open_days(book, path)
    home = path.partition("/")[0]
    title, scope = book.jurisdictions[home].title[language], book.calendars[path].scope[language]
    yield Line(speech.say("calendar head", title=title, year=year, scope=scope), "title", hang=2)
    answers = days.answers(year)
    if answers != "reviewed":
        yield Line("! " + speech.say("calendar uncovered", who=speech.say(f"calendar {answers}")), "warning")
    for closure in days.days_of(year):
        yield _day_line(closure, speech)
    others = [name.partition("/")[2] for name in book.calendars if name.startswith(f"{home}/") and name != path]
    if others:
        yield Line(speech.say("calendar others", names=", ".join(others)), "", hang=2)


def _day_line(closure: Closure, speech: Speech) -> Line:
    doubt = "calendar doubted" if closure.certainty == "unsure" else "calendar works"
    works = f" [{speech.say(doubt)}]" if closure.works else ""
    instead = speech.say("calendar instead", day=speech.day(closure.instead_of)) if closure.instead_of else ""
    certainty = speech.among(CERTAINTIES, closure.certainty)
    return Line(
        f"{speech.day(closure.day)}{works}: {closure.name[speech.language]}{instead} - {closure.source} | {certainty}",
        "",
        2,
        4,
    )


def against_package_lines(days: OpenDays, year: int, book: Rulebook, language: Language) -> Iterator[Line]:
    """Where the package has another answer; one line that says so where it has none."""
    speech = Speech(language, book)
    differing = days.against_package(year)
    yield Line(speech.say("calendar differs" if differing else "calendar same", package=days.package or ""), "title")
    for day, theirs in differing:
        if days.is_open(day):
            name = theirs.name[language] if theirs is not None else ""
            yield Line(speech.say("calendar open here", day=speech.day(day), theirs=name), "", 2, 4)
        else:
            why = days.why_closed(day)
            words = speech.say("calendar closed here", day=speech.day(day), name=why.name[language], source=why.source)
            yield Line(words, "", 2, 4)
