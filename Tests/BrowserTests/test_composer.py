"""An officer composes a survey in a real browser, without script: from the bank and of their own, in two languages."""

import pytest
import workspace
from conftest import LANGUAGES
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations

PATH = "/arbete/fragor/parken-och-du"
OWN = "hur-ofta-ar-du-i"
ROUND = "omradesdialog-hovsjo-2027"


@pytest.fixture(scope="module")
def work(service, browser):
    """A page of the first owner, who is signed in and has begun a draft."""
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    workspace.join(page, workspace.set_up_link(service), "Olga Ägare", "olga@kommun.example")
    page.click("nav.areas a[href='/arbete/fragor']")
    page.fill("#title", "Parken och du")
    page.click("form[action='/arbete/fragor'].narrow button")
    assert page.url == service.address + PATH + "?gjort=begun"
    yield page
    context.close()


def questions(page):
    page.wait_for_load_state()
    return [card.get_attribute("id") for card in page.locator(".composed li.card").all()]


def add_page(page, title):
    page.fill("#section-title", title)
    page.press("#section-title", "Enter")


def take(page, section, question):
    page.click(f"a[href$='fragebank?sida={section}']")
    page.click(f"button[name=question][value={question}]")


@pytest.fixture(scope="module")
def composed(work):
    """The draft with a page, a question of the bank and one of the officer's own, which lacks its answers."""
    add_page(work, "Din park")
    take(work, "din-park", "take-part")
    work.click("details summary")
    work.fill("#t-din-park", "Hur ofta är du i parken?")
    work.click("details button")
    return work


def test_what_is_wrong_stands_at_its_question_and_is_mended_there(composed):
    page = composed
    assert "Skriv minst två svar" in page.locator(f"#q-{OWN}").inner_text()
    assert page.locator("#q-take-part .error").count() == 0

    page.click(f"#q-{OWN} .order a")
    page.fill("#f-option-new-1", "Ofta")
    page.press("#f-option-new-1", "Enter")
    assert page.locator("#error-f-option-new-1").is_visible(), "one answer isn't enough"
    page.fill("#f-option-new-1", "Sällan")
    page.check("input[name=also][value=dont-know]")
    page.click("main form .actions button")

    assert page.locator(f"#q-{OWN} .error").count() == 0


def test_a_question_is_moved_by_the_keyboard_which_stays_at_its_button(composed):
    page = composed
    assert questions(page) == ["q-take-part", f"q-{OWN}"]

    page.focus(f"#q-{OWN} button[value=question-up]")
    page.keyboard.press("Enter")
    page.wait_for_url("**fokus=question-up**")
    assert questions(page) == [f"q-{OWN}", "q-take-part"]
    assert page.locator(f"#q-{OWN} button[value=question-up]:focus").count() == 1

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**fokus=question-down**")
    assert questions(page) == ["q-take-part", f"q-{OWN}"]


def test_what_is_the_banks_is_not_edited(composed):
    composed.click("#q-take-part .order a")
    assert composed.locator("#f-text").count() == 0
    assert composed.locator("main .notice").is_visible()
    composed.go_back()


@pytest.fixture(scope="module")
def complete(composed):
    """The draft with all its texts, in Swedish and in Finnish."""
    page = composed
    if page.locator(f"#q-{OWN} .error").count():
        page.click(f"#q-{OWN} .order a")
        page.fill("#f-option-new-1", "Ofta")
        page.fill("#f-option-new-2", "Sällan")
        page.check("input[name=also][value=dont-know]")
        page.click("main form .actions button")
    page.click(".tasks a[href$='/uppgifter']")
    for field, text in {
        "minutes": "3", "who-asks": "Kommunen", "why": "Vi bygger om parken.", "use": "Till planen.",
        "result": "I vår, på kommunens webbplats.",
    }.items():
        page.fill(f"#f-{field}", text)
    page.click("main form .actions button")
    assert page.locator(".next-step button").count() == 0, "Finnish is missing"
    page.click("main a[href$='/oversattning/fi']")
    for number, field in enumerate(page.locator("main .beside :is(input.line, textarea)").all()):
        field.fill("Kuinka usein olet puistossa?" if field.get_attribute("name").endswith(f"{OWN}.text")
                   else f"suomeksi {number}")
    page.click("main form .actions button")
    return page


def test_the_preview_is_the_residents_page_in_each_language_as_wide_as_a_phone(complete):
    page = complete
    page.click("main a[href*='/forhandsvisning/']")
    for language, direction in LANGUAGES.items():
        page.click(f"nav.choose a[lang={language}]")
        shown = page.frame_locator("iframe.phone")
        assert shown.locator("html").get_attribute("dir") == direction
        assert shown.locator(f"input[name=q-{OWN}]").count() == 3
        if language == "fi":
            assert shown.locator("legend", has_text="Kuinka usein olet puistossa?").is_visible()
    assert page.locator("iframe.phone").bounding_box()["width"] <= 362
    page.click("main p a")


def test_it_is_published_chosen_and_answered_in_two_languages_without_a_restart(complete, service, open_page):
    # Given a dialogue that is prepared
    work = complete
    work.click(".next-step button")
    assert "Publicerat" in work.locator(".done").inner_text()
    work.goto(service.address + "/arbete/dialoger/ny?mall=omradesdialog")
    work.select_option("#f-district", "hovsjo")
    work.fill("#f-period", "2027")
    work.fill("#f-closes-on", "2027-03-31")
    work.fill("#f-background", "Vi bygger om parken.")
    work.click("main form .actions button")
    work.goto(f"{service.address}/arbete/dialoger/{ROUND}/oversattning/fi")
    work.fill("#f-background", "Uudistamme puiston.")
    work.click("main form .actions button")

    # When it chooses the survey and opens
    work.goto(service.address + PATH)
    work.select_option("#round", ROUND)
    work.click("form[action$='/valj'] button")
    assert "ställer nu" in work.locator(".done").inner_text()
    work.goto(f"{service.address}/arbete/dialoger/{ROUND}")
    work.click(".next-step button")
    assert work.locator(".done").is_visible()

    # Then residents answer it
    for language, words in {"sv": "Hur ofta är du i parken?", "fi": "Kuinka usein olet puistossa?"}.items():
        page = open_page(java_script_enabled=False)
        page.goto(f"{service.address}/{language}/d/{ROUND}")
        page.click("main a.button")
        assert page.locator("legend", has_text=words).is_visible()
        page.check(f"input[name=q-{OWN}][value=ofta]")
        page.check("input[name=q-take-part][value=fairly-well]")
        page.click("button.button[name=action][value=next]")
        assert words in page.locator("main").inner_text()
        page.locator("button.button[name=action][value=send]").first.click()
        page.wait_for_url(f"**/{language}/d/{ROUND}/tack")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_composer_is_clean_by_axe_and_fits_a_phone(complete, service, browser, language):
    context = browser.new_context(storage_state=complete.context.storage_state())
    page = context.new_page()
    try:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[name=language][value={language}]")
        paths = [
            "/arbete/fragor", PATH, f"{PATH}/uppgifter", f"{PATH}/fraga/{OWN}", f"{PATH}/fraga/take-part",
            f"{PATH}/sida/din-park", f"{PATH}/fragebank?sida=din-park", f"{PATH}/oversattning/fi",
            f"{PATH}/oversattning/ar", f"{PATH}/forhandsvisning/ar/din-park",
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
