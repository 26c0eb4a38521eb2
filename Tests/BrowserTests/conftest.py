"""One server and one browser for all tests; each test has a browser context of its own."""

import pytest
from playwright.sync_api import sync_playwright
from service import Service, browser_options

LANGUAGES = {"sv": "ltr", "sv-simple": "ltr", "fi": "ltr", "en": "ltr", "ar": "rtl"}


@pytest.fixture(scope="session")
def address():
    """Where the service answers, without a slash at the end."""
    service = Service()
    try:
        yield service.start().address
    finally:
        service.stop()


@pytest.fixture(scope="module")
def service():
    """A service without rounds, for the tests of one file."""
    service = Service()
    try:
        yield service.serve()
    finally:
        service.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_options())
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """Opens a page in a fresh context; options are those of a browser context."""
    contexts = []

    def open_page(**options):
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    """A page without JavaScript: what every resident's page has to work with."""
    return open_page(java_script_enabled=False)


@pytest.fixture
def scripted_page(open_page):
    """A page with JavaScript, for tests that look into the page; the site itself has no script."""
    return open_page()
