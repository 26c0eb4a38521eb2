"""What a resident meets when answers are held back, and a guarded round with and without scripts."""

import json
import urllib.error
import urllib.request

import pytest
from journeys import answer_until_review, press, section, send
from service import Service
from test_accessibility import NARROW, OVERFLOWING, RULES, violations

ROUND = "medborgardialog-2026"


class OneRound(Service):
    guarded = False

    def start(self):
        self.run("round", "create", ROUND, "--survey", "medborgardialog", "--period", "2026")
        self.run("round", "open", ROUND)
        if self.guarded:
            self.run("round", "guard", ROUND, "on")
        return self.serve()


class Patient(OneRound):
    """No form may be sent on the day on which it was opened, so that every one is held back."""

    settings = {"RADSLAG_SHORTEST_VISIT": "86400"}


class Guarded(OneRound):
    guarded = True


def running(kind):
    service = kind()
    try:
        yield service.start()
    finally:
        service.stop()


@pytest.fixture(scope="module")
def patient():
    yield from running(Patient)


@pytest.fixture(scope="module")
def guarded():
    yield from running(Guarded)


def open_form(page, service, language):
    page.goto(f"{service.address}/{language}/d/{ROUND}/svara")


def status_without_work(service, number):
    """Sends an answer as a program does that doesn't know of the work."""
    body = {"submissionKey": f"key-of-sixteen-{number}", "answers": {"area-change": "fake"}}
    request = urllib.request.Request(
        f"{service.address}/api/v1/rounds/{ROUND}/responses", data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def exhaust(service):
    """Sends until no answer without work is taken any more."""
    return any(status_without_work(service, number) == 429 for number in range(20))


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_who_is_held_back_keeps_the_answers_and_is_told_so(page, patient, language):
    open_form(page, patient, language)
    answer_until_review(page)
    before = page.locator(".review dd").all_inner_texts()
    press(page, "send")

    notice = page.locator("div.notice[role=alert]")
    assert section(page) == "review"
    assert notice.locator("p").inner_text().strip()
    assert notice.locator("button[value=send]").is_visible()
    assert page.locator(".review dd").all_inner_texts() == before


def test_the_page_of_who_is_held_back_is_accessible(open_page, patient):
    page = open_page(viewport=NARROW)
    open_form(page, patient, "fi")
    answer_until_review(page)
    press(page, "send")

    page.wait_for_function("document.activeElement.getAttribute('role') === 'alert'")
    assert violations(page, RULES) == []
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_a_browser_with_scripts_does_the_work_and_is_let_in(open_page, guarded, language):
    complaints = []
    page = open_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    open_form(page, guarded, language)
    answer_until_review(page)
    assert exhaust(guarded)

    # At once, so that the press waits for the work.
    page.set_default_timeout(60_000)
    send(page)

    assert page.locator("h1").inner_text().strip()
    assert complaints == []


def test_a_browser_without_scripts_may_have_to_wait_and_is_told_so(page, guarded):
    open_form(page, guarded, "sv")
    answer_until_review(page)
    assert "JavaScript" in page.locator("p.notice").first.inner_text()
    assert exhaust(guarded)
    press(page, "send")

    assert section(page) == "review"
    assert page.locator("div.notice[role=alert]").is_visible()
    assert not page.locator("#working").is_visible()


def test_the_last_page_of_a_guarded_round_is_accessible(open_page, guarded):
    page = open_page(viewport=NARROW)
    open_form(page, guarded, "ar")
    answer_until_review(page)

    assert violations(page, RULES) == []
    assert page.evaluate(OVERFLOWING) == []
