"""The workspace in a real browser: the first day, by form and by keyboard, and every page by axe."""

import json
import urllib.error
import urllib.request

import pytest
import workspace
from conftest import LANGUAGES
from dialogue import submit
from service import OPEN_ROUNDS, Service
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations


@pytest.fixture(scope="module")
def service():
    """A service of its own, which has no owner yet."""
    service = Service()
    try:
        yield service.start_small()
    finally:
        service.stop()


@pytest.fixture(scope="module")
def owner_link(service):
    return workspace.set_up_link(service)


@pytest.fixture(scope="module")
def owner(service, owner_link, browser):
    """The first owner's browser, signed in."""
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    workspace.join(page, owner_link, "Olga Ägare", "olga@kommun.example")
    yield page
    context.close()


def test_from_the_set_up_link_to_a_colleague_who_signs_out(service, owner, open_page):
    # Given an owner, made by the link that the service printed
    assert owner.locator("h1").inner_text() == "Omgångar"
    link = workspace.invite(owner, service.address, "moderator", f"round:{OPEN_ROUNDS['trygghet']}")

    # When a colleague makes an account by the invitation, signs out and signs in again
    colleague = open_page(java_script_enabled=False)
    workspace.join(colleague, link, "Mona Moderator", "mona@kommun.example", workspace.OTHER_PASSWORD)
    assert colleague.locator("nav.areas a").count() == 1
    workspace.sign_out(colleague)
    workspace.sign_in(colleague, service.address, "mona@kommun.example", workspace.OTHER_PASSWORD)
    colleague.wait_for_url("**/arbete")
    workspace.sign_out(colleague)

    # Then nothing is open to that browser any more, and the log tells of it
    colleague.goto(service.address + "/arbete/konto")
    assert "/arbete/logga-in" in colleague.url
    owner.goto(service.address + "/arbete/logg")
    lines = owner.locator("tbody tr").all_inner_texts()
    assert "Mona Moderator" in lines[0] and "Loggade ut" in lines[0]
    assert "Loggen är hel" in owner.locator(".done").inner_text()


def test_the_link_works_once(owner, owner_link, open_page):
    page = open_page(java_script_enabled=False)

    reply = page.goto(owner_link)

    assert reply.status == 404
    assert page.locator("#name").count() == 0


def test_a_wrong_password_is_told_at_the_field_which_has_the_focus(service, owner, open_page):
    page = open_page(java_script_enabled=False)
    workspace.sign_in(page, service.address, "olga@kommun.example", "inte det här alls")

    assert page.locator(".problems").is_visible()
    page.click(".problems a")
    assert page.url.endswith("#email")
    assert page.input_value("#email") == "olga@kommun.example"
    assert page.input_value("#password") == ""


def test_the_one_time_code_of_an_app_is_asked_for(service, owner, open_page):
    link = workspace.invite(owner, service.address, "reader")
    page = open_page(java_script_enabled=False)
    workspace.join(page, link, "Kim Kod", "kim@kommun.example")
    page.goto(service.address + "/arbete/konto/engangskod")
    key = page.locator(".key").inner_text()
    page.fill("#code", workspace.one_time_code(key))
    page.press("#code", "Enter")
    assert page.locator(".done").is_visible()

    workspace.sign_out(page)
    workspace.sign_in(page, service.address, "kim@kommun.example")
    # The code that turned it on counts no more; an app whose clock is ahead has the next.
    page.fill("#code", workspace.one_time_code(key, workspace.time.time() + 30))
    page.press("#code", "Enter")

    page.wait_for_url("**/arbete")


def test_the_keyboard_alone_is_enough(service, owner, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(service.address + "/arbete/logga-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#email")
    page.keyboard.type("olga@kommun.example")
    page.keyboard.press("Tab")
    page.keyboard.type(workspace.PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbete")
    focused = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.localName"))

    assert "/arbete/kollegor" in focused and "/arbete/konto" in focused and "button" in focused


PAGES = ["", "/konto", "/konto/engangskod", "/kollegor", "/logg", "/nowhere"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_clean_by_axe_and_fits_a_phone(service, owner, browser, language):
    context = browser.new_context(storage_state=owner.context.storage_state())
    page = context.new_page()
    try:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[name=language][value={language}]")
        own = page.locator("a[href^='/arbete/kollegor/']")
        paths = ["/arbete" + path for path in PAGES]
        page.goto(service.address + "/arbete/kollegor")
        paths.append(own.first.get_attribute("href"))
        for viewport in (NARROW, USUAL):
            page.set_viewport_size(viewport)
            for path in paths:
                page.goto(service.address + path)
                assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
                assert violations(page, RULES) == [], path
                assert page.evaluate(OVERFLOWING) == [], path
                assert page.evaluate(SMALL_TARGETS) == [], path
        page.goto(service.address + "/arbete/konto")
        page.click("button[name=language][value=sv]")
    finally:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_in_are_clean_by_axe_and_fit_a_phone(service, owner, open_page, language):
    link = workspace.invite(owner, service.address, "editor")
    page = open_page()
    for viewport in (NARROW, USUAL):
        page.set_viewport_size(viewport)
        for path in [service.address + "/arbete/logga-in", link, link + "x"]:
            page.goto(f"{path}?sprak={language}")
            assert violations(page, RULES) == [], path
            assert page.evaluate(OVERFLOWING) == [], path
            assert page.evaluate(SMALL_TARGETS) == [], path


def test_texts_are_judged_on_any_width_and_by_keyboard(service, owner, open_page):
    # Given a closed round in which 25 residents have written something
    round_id = OPEN_ROUNDS["anlaggning"]
    service.run("round", "create", round_id, "--survey", "anlaggning", "--period", "2026")
    service.run("round", "open", round_id)
    link = workspace.invite(owner, service.address, "moderator", f"round:{round_id}")
    for number in range(25):
        submit(service.address, round_id, "sv", {"better": f"Fler bänkar, nummer {number}."})
    service.run("round", "close", round_id)
    page = open_page(viewport=NARROW)
    workspace.join(page, link, "Moa Moderator", "moa@kommun.example", workspace.OTHER_PASSWORD)

    for language in ["sv", "ar"]:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[value={language}]")
        page.goto(f"{service.address}/arbete/omgangar/{round_id}/texter/better")
        assert page.locator("li.card").count() > 0
        assert violations(page, RULES) == []
        assert page.evaluate(OVERFLOWING) == []
        # No part of a text's card reaches out of it
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(SMALL_TARGETS) == []

    # When the first is approved by keyboard alone
    page.locator("li.card button[value=approve]").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    # Then it stands among those that are
    page.goto(f"{service.address}/arbete/omgangar/{round_id}/texter/better?vilka=approved")
    assert page.locator("li.card").count() == 1


OUTSIDE = """() => [...document.querySelectorAll("li.card")].flatMap(card => {
    const frame = card.getBoundingClientRect();
    return [...card.querySelectorAll("*")].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1);
    }).map(each => each.outerHTML.slice(0, 80));
})"""


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_a_key_is_made_by_keyboard_lets_a_program_in_and_is_taken_away(service, owner, open_page, language):
    # Given the owner's account on a narrow screen
    owner = open_page(storage_state=owner.context.storage_state(), viewport=NARROW)
    owner.goto(service.address + "/arbete/konto")
    owner.click(f"button[value={language}]")

    # When a key is made, without a name first
    owner.locator("#keys ~ details summary").focus()
    owner.keyboard.press("Enter")
    owner.focus("#key-name")
    with owner.expect_navigation():
        owner.keyboard.press("Enter")
    assert owner.locator(".problems").is_visible() and owner.locator("#key-name").is_visible()
    owner.fill("#key-name", "Månadsrapport")
    with owner.expect_navigation():
        owner.keyboard.press("Enter")

    # Then its page is fit for everybody, and a program gets in with what is shown there
    assert violations(owner, RULES) == [] and owner.evaluate(OVERFLOWING) == []
    key = owner.input_value("#address")
    request = urllib.request.Request(
        service.address + "/arbete/api/v1/me", headers={"Authorization": "Bearer " + key})
    with urllib.request.urlopen(request) as reply:
        assert json.load(reply)["key"] == "Månadsrapport"

    # And out when the key is taken away
    owner.goto(service.address + "/arbete/konto")
    assert violations(owner, RULES) == [] and owner.evaluate(OVERFLOWING) == []
    owner.locator(".keys button").first.focus()
    with owner.expect_navigation():
        owner.keyboard.press("Enter")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(request)
    owner.click("button[value=sv]")
