"""A release in a real browser: seen first, chosen from, published by one person or by two, and replaced."""

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import workspace
from conftest import LANGUAGES
from dialogue import Officer, submit
from service import CHECKOUT, Service
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations

ID = "omradesdialog-hovsjo-2027"
PATH = f"/arbete/dialoger/{ID}"
PREVIEW = f"{PATH}/forhandsvisning"
RESULTS = f"/sv/d/{ID}/resultat"
LEFT_OUT = "take-part.gender"


class TwoPersons(Service):
    """A service whose policy asks for two persons."""

    def __init__(self):
        super().__init__()
        self.surveys = Path(tempfile.mkdtemp(prefix="radslag-surveys-")) / "Surveys"
        shutil.copytree(CHECKOUT / "Surveys", self.surveys)
        policy = self.surveys / "policy.yaml"
        policy.write_text(
            policy.read_text().replace("personsToPublish: 1", "personsToPublish: 2"), encoding="utf-8")
        self.settings = {"RADSLAG_SURVEYS": str(self.surveys)}

    def stop(self):
        super().stop()
        shutil.rmtree(self.surveys.parent, ignore_errors=True)


def closed_dialogue(service, browser):
    """The first owner's page, with a dialogue that sixty residents have answered and that is closed."""
    page = browser.new_context(java_script_enabled=False, locale="sv-SE").new_page()
    workspace.join(page, workspace.set_up_link(service), "Olga Ägare", "olga@kommun.example")
    officer = Officer(page, service.address)
    officer.begin()
    officer.select("#f-district", "hovsjo")
    page.fill("#f-period", "2027")
    officer.fill("#f-closes-on", "2027-03-31")
    officer.fill("#f-background", "Vi bygger om parken.")
    officer.save()
    page.goto(f"{service.address}{PATH}/oversattning/fi")
    page.fill("#f-background", "Uudistamme puiston.")
    officer.save()
    officer.click(".next-step button")

    def answer(number):
        submit(service.address, ID, ["sv", "fi", "ar"][number % 3], {
            "take-part": "fairly-well" if number % 3 else "fairly-badly",
            "gender": "woman" if number % 2 else "man", "age": "30-49", "district": "hovsjo",
        })
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer, range(120)))
    page.goto(service.address + PATH)
    page.check("input[name=confirmed]")
    page.click(".next-step button")
    return page


@pytest.fixture(scope="module")
def officer(service, browser):
    page = closed_dialogue(service, browser)
    yield page
    page.context.close()


def tables(page):
    """What the tables of the results are called, by article."""
    page.wait_for_load_state()
    return page.locator(".result table").evaluate_all("all => all.map(table => table.getAttribute('aria-labelledby'))")


def test_residents_see_nothing_before_and_afterwards_exactly_what_was_seen(officer, service, page):
    # Given a preview without one table, which residents don't see
    officer.click(".next-step a")
    whole = tables(officer)
    officer.click(".preview-choice summary")
    officer.check(f".preview-choice input[value='{LEFT_OUT}']")
    officer.click(".preview-choice button")
    seen = tables(officer)
    text = officer.locator(".sheet .results").inner_text()
    assert len(seen) < len(whole) and officer.locator(f".preview-choice input[value='{LEFT_OUT}']").is_checked()
    page.goto(service.address + RESULTS)
    assert page.locator(".result").count() == 0

    # When it is published
    officer.click("form.next-step button")

    # Then residents see it, with what was left out told as a number
    assert officer.locator(".done").is_visible()
    # What is published is seen within a second.
    page.wait_for_timeout(1500)
    page.goto(service.address + RESULTS)
    assert tables(page) == seen
    assert page.locator(".results-method").inner_text() in text
    assert "1 tabell" in page.locator(".results-method").inner_text()


def test_a_new_release_tells_why_and_is_refused_without_a_reason(officer, service, page):
    officer.goto(service.address + PREVIEW)
    assert officer.locator("form.next-step").count() == 0, "nothing is new"
    officer.uncheck(f".preview-choice input[value='{LEFT_OUT}']")
    officer.click(".preview-choice button")
    officer.click("form.next-step button")
    assert officer.locator("#error-reason").is_visible()
    officer.fill("#reason", "Tabellen efter kön efterfrågades.")
    officer.click("form.next-step button")
    assert officer.locator(".done").is_visible()

    for language, direction in LANGUAGES.items():
        page.goto(f"{service.address}/{language}/d/{ID}/resultat")
        notice = page.locator(".results-notice", has_text="Tabellen efter kön efterfrågades.")
        assert "2" in notice.inner_text()
        if language != "sv":
            assert notice.locator("[lang=sv][dir=ltr]").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_is_clean_by_axe_and_fits_a_phone(officer, service, browser, language):
    context = browser.new_context(storage_state=officer.context.storage_state())
    page = context.new_page()
    try:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[name=language][value={language}]")
        for viewport in (NARROW, USUAL):
            page.set_viewport_size(viewport)
            for query in ("", f"?valt=ja&utan={LEFT_OUT}", "?visa=ar", "?visa=sv"):
                assert page.goto(service.address + PREVIEW + query).status == 200
                assert violations(page, RULES) == [], query
                assert page.evaluate(OVERFLOWING) == [], query
                assert page.evaluate(SMALL_TARGETS) == [], query
        page.goto(service.address + "/arbete/konto")
        page.click("button[name=language][value=sv]")
    finally:
        context.close()


def test_two_persons_publish_by_keyboard_and_neither_alone(browser):
    service = TwoPersons()
    pages = []
    try:
        service.serve()
        first = closed_dialogue(service, browser)
        pages.append(first)
        link = workspace.invite(first, service.address, "editor")
        second = browser.new_context(java_script_enabled=False, locale="sv-SE").new_page()
        pages.append(second)
        workspace.join(second, link, "Erik Redaktör", "erik@kommun.example")

        # The first may only ask, and not approve
        first.goto(service.address + PREVIEW)
        first.focus("form.next-step button")
        first.keyboard.press("Enter")
        first.wait_for_url("**gjort=asked")
        assert first.locator(".done").is_visible()
        assert first.locator("form[action$='/godkann']").count() == 0

        # The second is told, sees the same, and approves
        second.goto(service.address + "/arbete")
        assert second.locator(".card .done").is_visible()
        second.goto(service.address + PATH)
        second.click(".next-step a")
        # All of it: the page is long, and a browser tells of what has arrived
        second.wait_for_load_state("load")
        assert second.locator(".sheet .results").inner_text() == first.locator(".sheet .results").inner_text()
        second.focus("form[action$='/godkann'] button")
        second.keyboard.press("Enter")
        second.wait_for_url("**gjort=published")
        assert second.locator(".done").is_visible()

        second.goto(service.address + RESULTS)
        assert second.locator(".result").count() > 0
        first.goto(service.address + "/arbete/logg")
        assert "Godkände och publicerade utgåva 1" in first.locator("tbody").inner_text()
    finally:
        for page in pages:
            page.context.close()
        service.stop()
