"""An officer's day in a real browser: a dialogue from the set-up link to the answer that residents read."""

import pytest
import workspace
from conftest import LANGUAGES
from dialogue import Officer
from service import Service
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations

ID = "omradesdialog-hovsjo-2027"
PATH = f"/arbete/dialoger/{ID}"

# The set-up link itself, and what is filled in behind it.
SET_UP = (2, 4)


@pytest.fixture(scope="module")
def service():
    service = Service()
    try:
        yield service.serve()
    finally:
        service.stop()


@pytest.fixture(scope="module")
def officer(service, browser):
    """The first owner, signed in, with a dialogue that is started and not yet translated."""
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    workspace.join(page, workspace.set_up_link(service), "Olga Ägare", "olga@kommun.example")
    officer = Officer(page, service.address)
    officer.clicks, officer.fields = SET_UP
    officer.begin()
    officer.select("#f-district", "hovsjo")
    page.fill("#f-period", "2027")
    officer.fill("#f-closes-on", "2027-03-31")
    officer.fill("#f-background", "Vi bygger om parken.\nBerätta vad du tycker <b>nu</b>.")
    officer.save()
    yield officer
    context.close()


@pytest.fixture(scope="module")
def opened(officer):
    """The dialogue, translated to Finnish and open."""
    page = officer.page
    assert page.locator(".next-step").count() == 0, "it can't be opened while Finnish lacks a text"
    officer.click("#missing + ul a")
    officer.fill("#f-background", "Uudistamme puiston.\nKerro mielipiteesi.")
    officer.save()
    officer.click(".next-step button")
    assert "Dialogen är öppen" in page.locator(".done").inner_text()
    return officer


def test_a_templated_dialogue_is_live_within_25_clicks_and_8_fields(opened, service, page):
    print(f"From the set-up link to a live dialogue: {opened.clicks} clicks, {opened.fields} fields.")
    assert opened.clicks <= 25 and opened.fields <= 8

    for language, direction in LANGUAGES.items():
        reply = page.goto(f"{service.address}/{language}/dialog/{ID}")
        assert reply.status == 200
        assert page.locator("html").get_attribute("dir") == direction
        page.locator("main a.button").click()
        assert "Hovsj" in page.locator("h1").inner_text()


def test_what_isnt_translated_is_shown_in_swedish_and_marked(opened, service, page):
    page.goto(f"{service.address}/ar/dialog/{ID}")

    assert page.locator("main span[lang=sv][dir=ltr]", has_text="Vi bygger om parken").count() == 1
    assert page.locator("b").count() == page.locator("header b").count()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_dialogue_is_clean_by_axe_and_fits_a_phone(opened, service, browser, language):
    context = browser.new_context(storage_state=opened.page.context.storage_state())
    page = context.new_page()
    try:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[name=language][value={language}]")
        paths = [
            "/arbete", "/arbete/dialoger/ny", "/arbete/dialoger/ny?mall=omradesdialog", PATH,
            f"{PATH}/uppgifter", f"{PATH}/texter", f"{PATH}/moten", f"{PATH}/svar",
            f"{PATH}/oversattning/fi", f"{PATH}/oversattning/ar", f"/{language}/dialog/{ID}",
        ]
        for viewport in (NARROW, USUAL):
            page.set_viewport_size(viewport)
            for path in paths:
                assert page.goto(service.address + path).status == 200, path
                assert violations(page, RULES) == [], path
                assert page.evaluate(OVERFLOWING) == [], path
                assert page.evaluate(SMALL_TARGETS) == [], path
        page.goto(service.address + "/arbete/konto")
        page.click("button[name=language][value=sv]")
    finally:
        context.close()
