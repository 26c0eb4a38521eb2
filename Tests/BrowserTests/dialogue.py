"""A dialogue in the workspace, as an officer makes it: every click and every field is counted."""

import json
import random
import urllib.request


class Officer:
    """Somebody at a page of the workspace, whose clicks and filled fields are counted."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.clicks = 0
        self.fields = 0

    def click(self, selector):
        self.clicks += 1
        self.page.locator(selector).first.click()

    def fill(self, selector, text):
        self.fields += 1
        self.page.locator(selector).fill(text)

    def select(self, selector, value):
        self.fields += 1
        self.page.select_option(selector, value)

    def begin(self, template="omradesdialog"):
        """From the start page to the form of a template."""
        self.click("main a[href='/arbete/dialoger/ny']")
        self.click(f"a[href='/arbete/dialoger/ny?mall={template}']")

    def save(self):
        self.click("main form .actions button")


def submit(address, round_id, language, answers):
    """One resident's answers, by the same API as other programs."""
    body = {
        "submissionKey": "".join(random.choices("0123456789abcdef", k=32)), "language": language,
        "answers": answers,
    }
    request = urllib.request.Request(
        f"{address}/api/v1/rounds/{round_id}/responses", json.dumps(body).encode(),
        {"Content-Type": "application/json", "X-Real-IP": f"10.{random.randrange(250)}.{random.randrange(250)}.1"},
    )
    with urllib.request.urlopen(request) as reply:
        assert reply.status in (200, 201, 202)
