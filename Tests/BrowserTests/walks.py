"""Walks past every kind of page, for tests that look at each: they stop at a page and say its name."""

from journeys import about_path, answer_question, answer_section, begin, press, section, send
from service import CLOSED_ROUND, OPEN_ROUNDS, PREPARED_ROUND


def fixed_pages(page, address, language):
    """Pages that are the same for everybody."""
    for name, path in {
        "start": "/",
        "about trygghet": None,
        "about anlaggning": None,
        "places to choose from": f"/d/{OPEN_ROUNDS['anlaggning']}",
        "results index": "/resultat",
        "results": f"/d/{CLOSED_ROUND}/resultat",
        "goal": "/mal/N",
        "goal without figures": "/mal/G",
        "closed": f"/d/{CLOSED_ROUND}",
        "privacy": f"/d/{OPEN_ROUNDS['medborgardialog']}/integritet",
        "privacy of a closed round": f"/d/{CLOSED_ROUND}/integritet",
        "prepared": f"/d/{PREPARED_ROUND}",
        "unknown": "/d/no-such-round",
    }.items():
        survey = name.removeprefix("about ")
        page.goto(address + (f"/{language}{path}" if path else about_path(survey, language)))
        yield name


def survey_pages(page, address, language, survey):
    """Each section empty and then answered, with the questions that answers open, review and thanks."""
    begin(page, address, survey, language)
    turn = 0
    while section(page) != "review":
        here = section(page)
        yield f"{survey} {here}"
        if page.locator("#f-had-contact").count():
            answer_question(page, "had-contact")
            press(page, "next")
            yield f"{survey} {here} with more questions"
        answer_section(page, first_turn=turn)
        turn += 1
    yield f"{survey} review"
    send(page)
    yield f"{survey} thanks"


def pages_with_errors(page, address, language):
    """A number that is none, and two answers that exclude each other."""
    begin(page, address, "medborgardialog", language)
    page.locator("#i-years-in-area").fill("500")
    for select in page.locator("#f-work-first select").all():
        select.select_option(value="school")
    press(page, "next")
    yield "errors in fields"
    page.locator("#i-years-in-area").fill("5")
    for select in page.locator("#f-work-first select").all():
        select.select_option(value="")
    press(page, "next")
    page.locator("#f-ways-taken-part input[value=meeting]").check()
    page.locator("#f-ways-taken-part input[value=none]").check()
    press(page, "next")
    assert page.locator(".problems").count() == 1
    yield "errors in choices"


WALKS = {
    "fixed": fixed_pages,
    "trygghet": lambda page, address, language: survey_pages(page, address, language, "trygghet"),
    "medborgardialog": lambda page, address, language: survey_pages(
        page, address, language, "medborgardialog"
    ),
    "anlaggning": lambda page, address, language: survey_pages(page, address, language, "anlaggning"),
    "errors": pages_with_errors,
}
