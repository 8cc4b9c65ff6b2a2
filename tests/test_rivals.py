"""Which ends first: a treaty's limit and the requested State's own, both shown, each saying so."""

from conftest import Command

EVENT = ("--event", "detained=2023-03-02T09:00", "--as-of", "2023-03-05")


def lines(command: Command, lang: str = "en") -> dict[str, list[str]]:
    found = command(
        "compute", "--requested", "KG", "--requesting", "RU", *EVENT, "--format", "json", "--lang", lang
    ).json
    return {one["id"]: [flag["message"] for flag in one["flags"]] for one in found["deadlines"]}


def test_both_say_which_ends_first(command: Command) -> None:
    found = lines(command)
    treaty = "MC 62(1) as reworded by the Protocol of 1997"
    assert (
        f"ends first: 30 days here; by {treaty} 40 days, 24:00 on Mon 10 Apr 2023. Be safe by the earlier one"
        in found["kg/extradition/arrest-before-request"]
    )
    assert (
        "UPK 528(1) ends first: 30 days, 24:00 on Fri 31 Mar 2023; here 40 days. Be safe by the earlier one"
        in found["treaties/minsk-1993/arrest-before-request"]
    )


def test_in_russian(command: Command) -> None:
    found = lines(command, "ru")
    assert any(
        message.startswith("истекает раньше: здесь 30 суток; по MC 62(1)")
        for message in found["kg/extradition/arrest-before-request"]
    )
    assert any(
        message.startswith("раньше истекает срок по UPK 528(1): 30 суток, 24:00 пт 31 марта 2023; здесь 40 суток")
        for message in found["treaties/minsk-1993/arrest-before-request"]
    )
