"""Sign-in through a real OpenID Connect provider, in a real browser, without script."""

import pytest
import single_sign_on
import workspace
from conftest import LANGUAGES
from single_sign_on import MunicipalService
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations


@pytest.fixture(scope="module")
def service():
    service = MunicipalService()
    try:
        yield service.start()
    finally:
        service.stop()


@pytest.fixture
def swedish_page(open_page):
    """A new browser, without script, each time it is asked for."""
    return lambda: open_page(java_script_enabled=False, locale="sv-SE")


def areas(page):
    return page.locator("nav.areas a").all_inner_texts()


def test_groups_at_the_provider_open_the_workspace(service, swedish_page):
    # Given somebody who was sent a link into the workspace
    page = swedish_page()
    single_sign_on.open_button(page, service.address, "/arbete/konto")
    assert page.url.startswith(service.provider.issuer)

    # When she signs in at the provider
    single_sign_on.sign_in_at_provider(page, "anna")

    # Then she is where she wanted to be, with the role of her group, and no password to change
    page.wait_for_url("**/arbete/konto")
    assert "Anna Redaktör" in page.locator(".lead").inner_text()
    assert "Redaktör (hela kommunen)" in page.locator("#roles + ul").inner_text()
    assert page.locator("#current").count() == 0
    assert areas(page) == ["Omgångar", "Frågor"]
    # and no cookie of the sign-in is left
    kept = {cookie["name"]: cookie for cookie in page.context.cookies(service.address + "/arbete/oidc")}
    assert set(kept) == {"radslag-arbete", "radslag-kand"}
    assert all(cookie["sameSite"] == "Strict" and cookie["httpOnly"] for cookie in kept.values())


def test_changed_groups_change_the_roles_at_the_next_sign_in(service, swedish_page):
    page = swedish_page()
    single_sign_on.sign_in(page, service.address, "anna")
    page.wait_for_url("**/arbete")
    workspace.sign_out(page)
    service.provider.change("join anna owners")

    # The provider remembers the browser, and asks for nothing.
    single_sign_on.open_button(page, service.address)
    page.wait_for_url("**/arbete")
    assert areas(page) == ["Omgångar", "Frågor", "Kollegor", "Logg"]

    service.provider.change("leave anna owners")
    # Somebody else is owner by then, so that hers is no longer the last.
    other = swedish_page()
    single_sign_on.sign_in(other, service.address, "olga")
    other.wait_for_url("**/arbete")
    workspace.sign_out(page)
    single_sign_on.open_button(page, service.address)
    page.wait_for_url("**/arbete")
    assert areas(page) == ["Omgångar", "Frågor"]
    other.goto(service.address + "/arbete/logg")
    lines = "\n".join(other.locator("tbody tr").all_inner_texts())
    assert "Förlorade rollen Ägare" in lines and "Fick rollen Ägare" in lines
    assert "Loggen är hel" in other.locator(".done").inner_text()


def test_whoever_has_no_group_is_told_whom_to_ask(service, swedish_page):
    page = swedish_page()
    single_sign_on.sign_in(page, service.address, "kalle")

    page.wait_for_url("**/arbete/oidc/tillbaka?*")
    assert page.locator("h1").inner_text() == "Du blev inte inloggad"
    assert "Be den som har hand om Rådslag" in page.locator(".lead").inner_text()
    assert page.context.cookies(service.address + "/arbete/oidc") == []
    page.goto(service.address + "/arbete")
    assert "/arbete/logga-in" in page.url


def test_a_closed_account_stays_closed(service, swedish_page):
    service.provider.change("join kalle editors")
    page = swedish_page()
    single_sign_on.sign_in(page, service.address, "kalle")
    page.wait_for_url("**/arbete")

    owner = swedish_page()
    single_sign_on.sign_in(owner, service.address, "olga")
    owner.wait_for_url("**/arbete")
    owner.goto(service.address + "/arbete/kollegor")
    owner.click("text=Kalle Köksmästare")
    assert "från kommunens inloggning" in owner.locator("#roles + ul").inner_text()
    owner.click("button.warn")

    page.goto(service.address + "/arbete/konto")
    assert "/arbete/logga-in" in page.url
    single_sign_on.open_button(page, service.address)
    page.wait_for_url("**/arbete/oidc/tillbaka?*")
    assert "är avslutat" in page.locator(".lead").inner_text()


def test_signing_out_ends_the_session_here(service, swedish_page):
    page = swedish_page()
    single_sign_on.sign_in(page, service.address, "olga")
    page.wait_for_url("**/arbete")
    session = page.context.cookies(service.address + "/arbete")

    workspace.sign_out(page)

    page.context.add_cookies(session)
    page.goto(service.address + "/arbete/konto")
    assert "/arbete/logga-in" in page.url


def test_an_answer_of_the_provider_opens_nothing_in_another_browser(service, swedish_page):
    # Given somebody whom the provider remembers, and the address that it leads back to
    page = swedish_page()
    single_sign_on.sign_in(page, service.address, "olga")
    page.wait_for_url("**/arbete")
    workspace.sign_out(page)
    requests = page.context.request
    away = requests.get(service.address + "/arbete/oidc", max_redirects=0)
    back = requests.get(away.headers["location"], max_redirects=0).headers["location"]
    assert back.startswith(service.address + "/arbete/oidc/tillbaka?code=")

    # When it is opened elsewhere
    other = swedish_page()
    reply = other.goto(back)

    # Then nobody is signed in by it, but in its own browser, and once
    assert reply.status == 400
    assert other.context.cookies(service.address + "/arbete") == []
    assert page.goto(back).status == 200
    page.wait_for_url("**/arbete")
    assert page.goto(back).status == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_in_are_clean_by_axe_and_fit_a_phone(service, open_page, language):
    page = open_page()
    for viewport in (NARROW, USUAL):
        page.set_viewport_size(viewport)
        for path in ("/arbete/logga-in", "/arbete/oidc/tillbaka"):
            page.goto(f"{service.address}{path}?sprak={language}")
            assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
            assert violations(page, RULES) == [], path
            assert page.evaluate(OVERFLOWING) == [], path
            assert page.evaluate(SMALL_TARGETS) == [], path


def test_the_button_comes_first_for_the_keyboard_too(service, swedish_page):
    page = swedish_page()
    page.goto(service.address + "/arbete/logga-in")
    page.focus("h1 >> xpath=following::a[1]")
    assert "Kommunens inloggning" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "email"


def test_while_the_provider_is_down_an_owner_with_a_password_can_be_made(service, swedish_page):
    """The last test: it stops the provider."""
    service.provider.stop()
    page = swedish_page()

    link = workspace.set_up_link(service)
    workspace.join(page, link, "Nils Nödägare", "nils@kommun.example")

    assert areas(page) == ["Omgångar", "Frågor", "Kollegor", "Logg"]
