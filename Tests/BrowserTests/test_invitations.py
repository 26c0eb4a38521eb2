"""A round that needs invitation codes: typed, pasted and by link, in a browser without JavaScript."""

import csv

import pytest
from journeys import answer_until_review, press, section, send, switch_language
from service import Service

ROUND = "urval-2026"


class CodeService(Service):
    """One round of level code, and the list of its codes."""

    def start(self):
        self.run(
            "round", "create", ROUND, "--survey", "trygghet", "--period", "2026",
            "--sampling", "probability", "--anonymity", "code",
        )
        listed = self.folder / "codes.csv"
        self.run(
            "invitations", "create", ROUND, "--count", "12", "--output", str(listed),
            "--link-base", self.address,
        )
        self.run("round", "open", ROUND)
        with open(listed, newline="", encoding="utf-8") as file:
            self.invitations = list(csv.DictReader(file))
        return self.serve()


@pytest.fixture(scope="module")
def service():
    service = CodeService()
    try:
        yield service.start()
    finally:
        service.stop()


@pytest.fixture
def invitation(service):
    """One that nobody has used: its code and its link."""
    return service.invitations.pop()


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_a_resident_types_a_code_and_answers(page, service, invitation, language):
    typed = invitation["code"].lower().replace("-", " ").replace("0", "o").replace("1", "l")

    page.goto(f"{service.address}/{language}/d/{ROUND}")
    page.locator("main a.button").first.click()
    assert section(page) == "code"
    page.get_by_label(page.locator("label[for=code]").inner_text()).fill(typed)
    page.keyboard.press("Enter")
    answer_until_review(page)
    send(page)

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").inner_text().strip()
    assert page.context.cookies() == []


def test_a_printed_link_leads_to_the_questions_in_the_browsers_language(open_page, service, invitation):
    page = open_page(java_script_enabled=False, locale="fi-FI")

    page.goto(invitation["link"])
    assert page.locator("html").get_attribute("lang") == "fi"
    page.locator("main a.button").first.click()
    assert section(page) not in ("code", None)
    answer_until_review(page)
    send(page)

    assert "kod=" not in page.url


def test_a_mistyped_code_is_told_and_keeps_its_letters(page, service, invitation):
    wrong = invitation["code"][:-1] + ("2" if invitation["code"][-1] != "2" else "3")

    page.goto(f"{service.address}/sv/d/{ROUND}/svara")
    page.locator("#code").fill(wrong)
    press(page, "next")

    assert section(page) == "code"
    assert page.locator(".problems").count() == 1
    assert page.locator("#code").input_value() == wrong
    assert page.locator("#code").get_attribute("aria-invalid") == "true"
    switch_language(page, "en")
    assert page.locator("#code").input_value() == wrong


def test_a_used_code_keeps_the_answers_and_another_one_sends_them(page, service):
    used, fresh = service.invitations.pop(), service.invitations.pop()
    for turn in range(2):
        page.goto(f"{service.address}/sv/d/{ROUND}/svara?kod={used['code']}")
        answer_until_review(page)
        answered = page.locator("dl dd").all_inner_texts()
        if turn == 0:
            send(page)
        else:
            press(page, "send")

    assert section(page) == "code"
    assert page.locator("#code").input_value() == used["code"]
    page.locator("#code").fill(fresh["link"])
    press(page, "next")
    assert section(page) == "review"
    assert page.locator("dl dd").all_inner_texts() == answered
    send(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_that_asks_for_a_code_fits(open_page, service, width):
    page = open_page(viewport={"width": width, "height": 700})

    page.goto(f"{service.address}/ar/d/{ROUND}/svara?kod=x")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#code").get_attribute("dir") == "ltr"
