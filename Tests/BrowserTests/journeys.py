"""A resident's way through a survey, with the controls that are on the page."""

import re

from service import OPEN_ROUNDS, SITE

WRITTEN = "Mer belysning vid gångvägen. إنارة أكثر، kiitos & tack <3"


def about_path(survey, language):
    """The page about a survey's open round; the one for a place is reached by that place's link."""
    site = f"?site={SITE}" if survey == "anlaggning" else ""
    return f"/{language}/d/{OPEN_ROUNDS[survey]}{site}"


def answer_path(survey, language):
    site = f"?site={SITE}" if survey == "anlaggning" else ""
    return f"/{language}/d/{OPEN_ROUNDS[survey]}/svara{site}"


def begin(page, address, survey, language):
    """Opens the page about the round and goes on to the first section."""
    page.goto(address + about_path(survey, language))
    page.locator("main a.button").first.click()


def section(page):
    """The id of the section that is shown, `review` before sending, or `None` outside a survey."""
    field = page.locator("form#answers input[name=section]")
    return field.get_attribute("value") if field.count() else None


def press(page, action):
    """Presses one of the form's own buttons and waits for the page that comes."""
    page.locator(f"main button[name=action][value='{action}']").click()
    page.wait_for_load_state()


def switch_language(page, language):
    page.locator(f"nav.languages button[lang='{language}']").click()


def questions(page):
    """The ids of the questions that are shown, in order."""
    page.wait_for_load_state()
    return [
        fieldset.get_attribute("id").removeprefix("f-")
        for fieldset in page.locator("fieldset.question").all()
    ]


def answer_question(page, question, turn=0):
    """Answers one question by its controls; `turn` varies which option is taken."""
    fieldset = page.locator(f"fieldset#f-{question}")
    kind = set(fieldset.get_attribute("class").split())
    if kind & {"single-choice", "district", "scale"}:
        options = fieldset.locator("label.option")
        options.nth(turn % options.count()).click()
    elif "multiple-choice" in kind:
        for index in range(2):
            fieldset.locator("label.option").nth(index).click()
    elif "ranking" in kind:
        for index, select in enumerate(fieldset.locator("select").all()):
            select.select_option(index=index + 1)
    elif "number" in kind:
        fieldset.locator("input.number").fill("12")
    elif "free-text" in kind:
        fieldset.locator("textarea").fill(WRITTEN)
    else:
        raise AssertionError(f"The question {question} is of a kind that nobody knows: {kind}")


def answer_section(page, first_turn=0):
    """Answers every question on the page, also those that an answer opens, and goes on."""
    here = section(page)
    answered = set()
    while True:
        new = [question for question in questions(page) if question not in answered]
        for turn, question in enumerate(new):
            # The first option opens the questions that depend on it.
            answer_question(page, question, 0 if question == "had-contact" else first_turn + turn)
        answered.update(new)
        press(page, "next")
        if section(page) != here or not set(questions(page)) - answered:
            return


def answer_until_review(page):
    """Answers page by page; returns the ids of the sections in the order in which they came."""
    seen = []
    while section(page) != "review":
        assert section(page) not in seen, f"The section {section(page)} came twice."
        seen.append(section(page))
        answer_section(page, first_turn=len(seen))
    return seen


def send(page):
    press(page, "send")
    page.wait_for_url(re.compile("/tack$"))


def answers_on_page(page):
    """What is filled in, by question: checked codes, chosen options or written texts."""
    answers = {}
    for question in questions(page):
        fieldset = page.locator(f"fieldset#f-{question}")
        checked = [box.get_attribute("value") for box in fieldset.locator("input:checked").all()]
        selected = [select.input_value() for select in fieldset.locator("select").all()]
        written = [field.input_value() for field in fieldset.locator("input.number, textarea").all()]
        answers[question] = [value for value in checked + selected + written if value]
    return answers
