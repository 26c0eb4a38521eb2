"""Residents answer every survey in every language, without JavaScript, page by page."""

import re

import pytest
from conftest import LANGUAGES
from journeys import (
    answer_question, answer_section, answer_until_review, answers_on_page, begin, press, section, send,
    switch_language,
)
from service import CLOSED_ROUND, OPEN_ROUNDS, PREPARED_ROUND

SECTIONS = {
    "trygghet": ["neighbourhood", "problems", "crime", "municipality", "treatment", "about-you"],
    "medborgardialog": ["area", "participation", "municipality", "inclusion", "about-you"],
    "anlaggning": ["visit"],
}


class Traffic:
    """Everything that a context asks for, and what is asked of it to remember."""

    def __init__(self, context):
        self.requests = []
        self.cookies = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("response", lambda response: self.note_cookie(response))

    def note_cookie(self, response):
        if "set-cookie" in response.headers:
            self.cookies.append(response.url)

    def on_the_network(self):
        return [url for url in self.requests if not url.startswith("data:")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("survey", SECTIONS)
def test_a_resident_answers_a_survey_from_first_page_to_thanks(page, address, survey, language):
    traffic = Traffic(page.context)

    begin(page, address, survey, language)
    first_page = traffic.on_the_network()[: traffic.on_the_network().index(page.url)]
    seen = []
    while section(page) != "review":
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
        seen.append(section(page))
        assert len(seen) <= len(SECTIONS[survey]), f"The pages don't end: {seen}"
        answer_section(page, first_turn=len(seen))
        assert page.locator(".problems").count() == 0
    answered = page.locator("dl dd").all_inner_texts()
    send(page)

    assert seen == SECTIONS[survey]
    assert answered and all(text.strip() for text in answered)
    assert page.locator("dl dd .none").count() == 0
    assert page.url == f"{address}/{language}/d/{OPEN_ROUNDS[survey]}/tack"
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
    assert page.locator("h1").inner_text().strip()
    assert len(first_page) <= 2, first_page
    assert all(url.startswith(address + "/") for url in traffic.on_the_network()), traffic.requests
    assert page.context.cookies() == [] and traffic.cookies == []


def test_the_start_page_leads_to_every_open_survey(page, address):
    page.goto(address + "/sv/")
    paths = [link.get_attribute("href") for link in page.locator(".card a").all()]

    for survey, round_id in OPEN_ROUNDS.items():
        assert f"/sv/d/{round_id}" in paths
        page.goto(address + "/sv/")
        page.locator(f".card a[href='/sv/d/{round_id}']").click()
        if page.locator("section[aria-labelledby=places]").count():
            page.get_by_role("link", name="Sydpoolen").click()
        page.locator("main a.button").first.click()
        assert section(page) == SECTIONS[survey][0]


@pytest.mark.parametrize("accepted, expected", [("fi", "fi"), ("ar,en;q=0.5", "ar"), ("xx", "sv")])
def test_an_address_without_language_leads_to_one_that_the_browser_asks_for(
    open_page, address, accepted, expected
):
    page = open_page(java_script_enabled=False, extra_http_headers={"Accept-Language": accepted})

    page.goto(f"{address}/d/{OPEN_ROUNDS['anlaggning']}?site=sydpoolen")

    assert page.locator("html").get_attribute("lang") == expected
    assert page.locator("main").get_by_text("Sydpoolen").count() or expected == "ar"
    assert "site=sydpoolen" in page.url


# Keyboard


def focused(page):
    """The element with the focus: its name, type, value, and whether one can see that it has the focus."""
    return page.evaluate(
        """() => {
            const element = document.activeElement
            const shown = element.closest('.option') || element
            return {
                name: element.localName, type: element.type || '', value: element.value || '',
                question: element.name || '', path: element.getAttribute('href') || '',
                isVisible: getComputedStyle(shown).outlineStyle !== 'none',
            }
        }"""
    )


def tab_to(page, is_it, most=80):
    """Presses Tab until the focus is where it should be; everything on the way shows its focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        place = focused(page)
        if place["name"] != "body":
            assert place["isVisible"], f"The focus can't be seen on {place}"
        if is_it(place):
            return place
    raise AssertionError("The Tab key doesn't lead there.")


def fill_in_by_keyboard(page, place):
    """Answers the control that has the focus."""
    if place["type"] == "radio":
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    elif place["type"] == "checkbox":
        page.keyboard.press("Space")
    elif place["name"] == "select":
        page.keyboard.press("ArrowDown")
        if not focused(page)["value"]:
            page.keyboard.press("Enter")
        for _ in range(int(page.evaluate("document.activeElement.id.match(/[0-9]*$/)[0]") or 0)):
            page.keyboard.press("ArrowDown")
    elif place["name"] == "textarea":
        page.keyboard.type("Fler bänkar.")
    elif place["name"] == "input":
        page.keyboard.type("7")


def test_a_resident_answers_by_keyboard_only(scripted_page, address):
    page = scripted_page
    round_path = f"/sv/d/{OPEN_ROUNDS['medborgardialog']}"
    page.goto(address + "/sv/")
    tab_to(page, lambda place: place["path"] == round_path)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, lambda place: place["path"].endswith("/svara"))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    seen = []
    while section(page) != "review":
        seen.append(section(page))
        assert len(seen) <= 12, f"The pages don't end: {seen}"
        checked = set()
        while True:
            place = tab_to(
                page,
                lambda place: place["question"].startswith("q-")
                or (place["name"] == "button" and place["value"] == "next"),
            )
            if place["name"] == "button":
                break
            # One box of a group of boxes is enough: another could exclude it.
            if place["type"] != "checkbox" or place["question"] not in checked:
                fill_in_by_keyboard(page, place)
            checked.add(place["question"])
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(".problems").count() == 0, page.locator(".problems").inner_text()
    tab_to(page, lambda place: place["value"] == "send")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("/tack")
    assert list(dict.fromkeys(seen)) == SECTIONS["medborgardialog"]


def test_enter_in_a_field_goes_on_and_changes_no_language(page, address):
    begin(page, address, "medborgardialog", "sv")

    page.locator("#i-years-in-area").fill("3")
    page.locator("#i-years-in-area").press("Enter")

    page.locator("input[name=section][value=participation]").wait_for(state="attached")
    assert page.locator("html").get_attribute("lang") == "sv"


def test_the_first_tab_leads_past_the_header(scripted_page, address):
    page = scripted_page
    page.goto(address + "/sv/")

    page.keyboard.press("Tab")
    assert focused(page)["path"] == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


# Nothing that is answered gets lost on the way


def test_a_change_of_language_keeps_what_is_answered(page, address):
    begin(page, address, "medborgardialog", "sv")
    for question in ["years-in-area", "matters-most", "work-first", "influence-area", "area-change"]:
        answer_question(page, question, turn=3)
    before = answers_on_page(page)

    for language in ["fi", "ar", "sv-simple", "en", "sv"]:
        switch_language(page, language)
        assert page.locator("html").get_attribute("lang") == language
        assert section(page) == "area"
        assert answers_on_page(page) == before
        assert page.locator(".problems").count() == 0

    press(page, "next")
    switch_language(page, "ar")
    press(page, "back")
    assert answers_on_page(page) == before


def test_a_change_of_language_keeps_what_is_no_answer_yet(page, address):
    begin(page, address, "medborgardialog", "sv")
    page.locator("#i-years-in-area").fill("ganska många")

    switch_language(page, "fi")

    assert page.locator("#i-years-in-area").input_value() == "ganska många"


def test_the_last_page_changes_language_too(page, address):
    begin(page, address, "anlaggning", "sv")
    answer_section(page)
    assert section(page) == "review"

    switch_language(page, "fi")

    assert section(page) == "review"
    assert page.locator("html").get_attribute("lang") == "fi"
    assert "Sydpoolen" in page.locator("main").inner_text()
    send(page)
    assert "/fi/" in page.url


@pytest.mark.parametrize("survey", ["trygghet", "medborgardialog"])
def test_back_keeps_every_answer_on_every_page(page, address, survey):
    begin(page, address, survey, "sv")
    given = {}
    while section(page) != "review":
        here = section(page)
        for turn, question in enumerate(answers_on_page(page)):
            answer_question(page, question, 0 if question == "had-contact" else turn)
        given[here] = answers_on_page(page)
        press(page, "next")

    for here in reversed(given):
        press(page, "back")
        assert section(page) == here
        assert answers_on_page(page) == given[here]


def test_the_last_page_leads_to_the_page_to_change(page, address):
    begin(page, address, "trygghet", "sv")
    answer_until_review(page)

    press(page, "page:crime")

    assert section(page) == "crime"
    assert all(answers_on_page(page).values())


def test_questions_may_be_left_out(page, address):
    begin(page, address, "trygghet", "sv")
    pages = 0
    while section(page) != "review":
        press(page, "next")
        pages += 1
        assert pages < 10

    send(page)

    assert pages == len(SECTIONS["trygghet"])


# Questions that depend on others


@pytest.mark.parametrize("survey, here", [("trygghet", "treatment"), ("medborgardialog", "inclusion")])
def test_had_contact_opens_the_question_about_treatment(page, address, survey, here):
    begin(page, address, survey, "sv")
    while section(page) != here:
        press(page, "next")
    assert page.locator("#f-contact-treatment").count() == 0

    page.locator("#f-had-contact label.option").first.click()
    press(page, "next")
    assert section(page) == here
    assert page.locator("#f-contact-treatment").count() == 1
    answer_question(page, "contact-treatment")
    press(page, "next")
    assert section(page) == "about-you"

    press(page, "back")
    page.locator("#f-had-contact label.option").nth(1).click()
    press(page, "next")
    assert section(page) == "about-you"
    press(page, "back")
    assert page.locator("#f-contact-treatment").count() == 0


# Errors


def test_an_error_is_told_in_a_summary_that_leads_to_the_field(scripted_page, address):
    page = scripted_page
    begin(page, address, "medborgardialog", "sv")
    answer_question(page, "matters-most", turn=2)
    answer_question(page, "area-change")
    page.locator("#i-years-in-area").fill("ganska många")
    before = answers_on_page(page)

    press(page, "next")

    assert section(page) == "area"
    assert page.title().startswith("Fel: ")
    assert answers_on_page(page) == before
    assert page.evaluate("document.activeElement.classList.contains('problems')")
    assert page.locator("#i-years-in-area").get_attribute("aria-invalid") == "true"
    assert "e-years-in-area" in page.locator("#f-years-in-area").get_attribute("aria-describedby")
    assert page.locator("#e-years-in-area").inner_text().strip()
    page.locator(".problems a").click()
    assert page.evaluate("document.activeElement.id") == "i-years-in-area"

    page.locator("#i-years-in-area").fill("12")
    press(page, "next")
    assert section(page) == "participation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_error_is_told_in_the_resident_s_language(page, address, language):
    begin(page, address, "medborgardialog", language)
    page.locator("#i-years-in-area").fill("500")
    for select in page.locator("#f-work-first select").all():
        select.select_option(value="school")
    press(page, "next")
    assert page.locator(".problems li").count() == 2
    page.locator("#i-years-in-area").fill("5")
    page.locator("#f-work-first select").last.select_option(value="")
    page.locator("#f-work-first select").nth(1).select_option(value="")
    press(page, "next")

    assert section(page) == "participation"
    page.locator("#f-ways-taken-part input[value=meeting]").check()
    page.locator("#f-ways-taken-part input[value=none]").check()
    press(page, "next")
    assert section(page) == "participation"
    assert page.locator(".problems li").count() == 1
    assert page.locator("#f-ways-taken-part input:checked").count() == 2
    assert page.locator(".problems [lang]").count() == 0, "The error fell back to another language."
    target = page.locator(".problems a").get_attribute("href")
    assert page.locator(f"input{target}").count() == 1


def test_a_text_that_is_too_long_is_kept_and_told(page, address):
    begin(page, address, "anlaggning", "sv")
    long_text = "lampa " * 100
    page.locator("#i-better").fill(long_text)

    press(page, "next")

    assert section(page) == "visit"
    assert page.locator(".problems li").count() == 1
    assert page.locator("#i-better").input_value() == long_text


# Sending


def test_sending_the_same_answers_twice_shows_the_same_thanks(page, address):
    begin(page, address, "anlaggning", "sv")
    answer_section(page)
    form = {
        "journey": page.locator("input[name=journey]").get_attribute("value"),
        "section": "review",
        "action": "send",
    }
    action = page.locator("form#answers").get_attribute("action")

    sent = [page.context.request.post(address + action, form=form, max_redirects=0) for _ in range(2)]
    shown = [page.context.request.get(address + answer.headers["location"]).text() for answer in sent]

    assert [answer.status for answer in sent] == [303, 303]
    assert shown[0] == shown[1]
    send(page)
    assert page.locator("h1").inner_text() in shown[0]


def test_altered_answers_are_refused_with_a_page_that_says_so(page, address):
    begin(page, address, "anlaggning", "sv")
    answer_section(page)
    journey = page.locator("input[name=journey]").get_attribute("value")
    altered = ("A" if journey[20] != "A" else "B").join([journey[:20], journey[21:]])

    answer = page.context.request.post(
        f"{address}/sv/d/{OPEN_ROUNDS['anlaggning']}/svara",
        form={"journey": altered, "section": "review", "action": "send"},
    )

    assert answer.status == 400
    assert "<h1>" in answer.text()


# Pages that say no


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_unknown_and_prepared_rounds_say_so_and_lead_on(page, address, language):
    expected = {CLOSED_ROUND: 409, PREPARED_ROUND: 409, "no-such-round": 404}
    headings = set()
    for round_id, status in expected.items():
        for path in [f"/{language}/d/{round_id}", f"/{language}/d/{round_id}/svara"]:
            response = page.goto(address + path)
            assert response.status == status, path
            assert page.locator("html").get_attribute("lang") == language
            headings.add(page.locator("h1").inner_text())
            assert page.locator("main .lead").inner_text().strip()
            assert page.locator(f"main a[href='/{language}/']").count() == 1
    assert len(headings) == 3
    page.goto(f"{address}/{language}/d/{CLOSED_ROUND}")
    page.locator("main a.button").click()
    assert re.search(f"/{language}/d/{CLOSED_ROUND}/resultat$", page.url)
    assert page.locator("h1").inner_text().strip()
