"""A round of level blind in a real browser: issuer and collector are two processes with two databases.

The browser gets a ticket for a code from the one and answers with the ticket at the other. What each of them was sent is
looked at, and tickets that are none are refused.
"""

import base64
import csv
import json
import sqlite3
import urllib.error
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from journeys import answer_until_review, press, section, send
from service import Service

ROUND = "urval-2026"
OTHER_ROUND = "urval-2027"
PLAIN_ROUND = "urval-2028"


class Collector(Service):
    serving = ("--role", "collector")

    def accepted(self):
        """How many responses are stored, of all rounds."""
        with sqlite3.connect(f"file:{self.data}/radslag.sqlite?mode=ro", uri=True) as database:
            return database.execute("SELECT sum(accepted) FROM round").fetchone()[0]


class Issuer(Service):
    serving = ("--role", "issuer")


class Parts:
    """The issuer and the collector, and each round's list of codes."""

    def __init__(self):
        self.issuer, self.collector = Issuer(), Collector()
        addresses = {
            "RADSLAG_ADDRESS": self.collector.address,
            "RADSLAG_TICKET_ADDRESS": self.issuer.address,
        }
        self.issuer.settings = self.collector.settings = addresses
        self.invitations = {}

    def start(self):
        for name in (ROUND, OTHER_ROUND, PLAIN_ROUND):
            plain = ["--plain-tickets"] if name == PLAIN_ROUND else []
            key, codes = self.issuer.folder / f"{name}.pem", self.issuer.folder / f"{name}.csv"
            self.issuer.run("tickets", "prepare", name, "--output", str(key), *plain)
            self.issuer.run(
                "invitations", "create", name, "--count", "12", "--output", str(codes),
                "--link-base", self.issuer.address,
            )
            self.collector.run(
                "round", "create", name, "--survey", "anlaggning", "--period", name[-4:], "--sampling", "census",
                "--anonymity", "blind", "--ticket-key", str(key), *plain,
            )
            self.collector.run("round", "open", name)
            with open(codes, newline="", encoding="utf-8") as file:
                self.invitations[name] = list(csv.DictReader(file))
        self.issuer.serve()
        self.collector.serve()
        return self

    def stop(self):
        self.issuer.stop()
        self.collector.stop()

    def invite(self, name=ROUND):
        """An invitation that nobody has used."""
        return self.invitations[name].pop()


@pytest.fixture(scope="module")
def parts():
    parts = Parts()
    try:
        yield parts.start()
    finally:
        parts.stop()


def get_ticket(page, invitation):
    """Exchanges a code for a ticket, up to the first page of questions."""
    page.goto(invitation["link"])
    page.locator("#scripted button").click()
    page.wait_for_url("**/svara")


def ticket_of(page, invitation):
    """The ticket that the browser takes to the collector, which never gets it."""
    taken = []
    page.route("**/svara", lambda route: (taken.append(route.request.post_data), route.abort()))
    page.goto(invitation["link"])
    with page.expect_event("requestfailed"):
        page.locator("#scripted button").click()
    page.unroute("**/svara")
    return urllib.parse.parse_qs(taken[0])["ticket"][0]


def begin_with(parts, ticket, name=ROUND):
    """The status and the page that the collector gives for a ticket."""
    return submit(parts, f"/sv/d/{name}/svara", urllib.parse.urlencode({"ticket": ticket}).encode())


def submit(parts, path, body, kind="application/x-www-form-urlencoded"):
    request = urllib.request.Request(parts.collector.address + path, data=body, headers={"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


@pytest.mark.parametrize("locale, language", [("sv-SE", "sv"), ("ar", "ar")])
def test_a_resident_answers_with_a_ticket_and_neither_part_sees_the_others(open_page, parts, locale, language):
    page = open_page(locale=locale)
    invitation = parts.invite()
    sent = []
    page.on("request", lambda request: sent.append((request.url, request.post_data or "", request.headers)))
    before = parts.collector.accepted()

    page.goto(invitation["link"])
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("#code").input_value() == invitation["code"]
    assert "kod=" not in page.url
    page.locator("#scripted button").click()
    page.wait_for_url("**/svara")
    assert page.url.startswith(parts.collector.address)
    assert page.locator("html").get_attribute("lang") == language
    answer_until_review(page)
    send(page)

    assert parts.collector.accepted() == before + 1
    assert page.context.cookies() == []
    code = invitation["code"].replace("-", "")
    told = {part: [] for part in (parts.issuer.address, parts.collector.address)}
    for url, body, headers in sent:
        told["/".join(url.split("/")[:3])].append(url.split("#")[0] + body + str(headers))
    assert any(code in line.replace("-", "") for line in told[parts.issuer.address])
    assert not any(code in line.replace("-", "") for line in told[parts.collector.address])
    assert any("ticket=" in line for line in told[parts.collector.address])
    assert not any("ticket=" in line or "answers" in line for line in told[parts.issuer.address])


def test_a_code_is_typed_with_the_usual_slips_and_pressed_by_keyboard(open_page, parts):
    page = open_page(locale="fi-FI")
    typed = parts.invite()["code"].lower().replace("-", " ").replace("0", "o").replace("1", "l")

    page.goto(f"{parts.collector.address}/fi/d/{ROUND}?site=sydpoolen")
    page.locator("main a.button").first.click()
    page.locator("#scripted button").wait_for()
    page.get_by_label(page.locator("label[for=code]").inner_text()).fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/svara")

    assert section(page) not in ("code", None)


def test_a_lost_answer_of_the_issuer_costs_nobody_the_ticket(open_page, parts):
    page = open_page()
    invitation = parts.invite()
    lost = []

    def lose_once(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/tickets", lose_once)
    page.goto(invitation["link"])
    page.locator("#scripted button").click()
    page.locator("#fault-network").wait_for()
    assert lost == [200]
    page.reload()
    page.locator("#code").fill(invitation["code"])
    page.locator("#scripted button").click()
    page.wait_for_url("**/svara")

    assert section(page) not in ("code", None)


def test_a_used_and_an_unknown_code_are_refused_alike(open_page, parts):
    used, unknown = parts.invite(), parts.invite(OTHER_ROUND)
    get_ticket(open_page(), used)
    seen = []
    for code in (used["code"], unknown["code"]):
        page = open_page()
        page.goto(f"{parts.issuer.address}/sv/d/{ROUND}/biljett")
        page.locator("#code").fill(code)
        page.locator("#scripted button").click()
        page.locator("#fault-refused").wait_for()
        assert page.locator("#code").input_value() == code
        assert page.locator("#code").get_attribute("aria-invalid") == "true"
        seen.append(page.locator(".problems").inner_text())

    assert seen[0] == seen[1]


def test_a_mistyped_code_is_told_from_a_refused_one(open_page, parts):
    page = open_page()
    code = parts.invitations[ROUND][0]["code"]
    page.goto(f"{parts.issuer.address}/sv/d/{ROUND}/biljett")
    page.locator("#code").fill(code[:-1] + ("2" if code[-1] != "2" else "3"))
    page.locator("#scripted button").click()
    page.locator("#fault-not-a-code").wait_for()

    assert page.locator("#fault-refused").is_hidden()


def test_another_key_than_the_letters_is_told_and_gets_no_code(open_page, parts):
    page = open_page()
    invitation = parts.invitations[ROUND][0]
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(invitation["link"].replace(invitation["key"], "0000-0000-0000-0000-0000"))
    page.locator("#fault-wrong-key").wait_for()

    assert page.locator("#scripted").is_hidden()
    assert not any("/tickets" in url for url in asked)


def test_an_issuer_that_signs_with_another_key_is_found_out(open_page, parts):
    page = open_page()
    invitation = parts.invite()
    forged = base64.urlsafe_b64encode(b"\x01" * 256).decode().rstrip("=")
    page.route("**/tickets", lambda route: route.fulfill(json={"blindSignature": forged}))
    page.goto(invitation["link"])
    page.locator("#scripted button").click()
    page.locator("#fault-wrong-key").wait_for()

    assert "/biljett" in page.url


def test_tickets_that_are_none_are_refused_and_nothing_is_stored(open_page, parts):
    ticket, foreign = ticket_of(open_page(), parts.invite()), ticket_of(open_page(), parts.invite(OTHER_ROUND))
    middle = len(ticket) // 2
    altered = ticket[:middle] + ("A" if ticket[middle] != "A" else "B") + ticket[middle + 1 :]
    before = parts.collector.accepted()

    for bad in (altered, foreign, ticket[:-8], "", "x" * 384):
        status, page = begin_with(parts, bad)
        assert status == 403, bad[:8]
        assert "biljett" in page and f"/sv/d/{ROUND}/biljett" in page
        answers = {"submissionKey": "a-key-of-sixteen-bytes", "ticket": bad, "answers": {"site": "sydpoolen"}}
        status, reply = submit(
            parts, f"/api/v1/rounds/{ROUND}/responses", json.dumps(answers).encode(), "application/json")
        assert (status, json.loads(reply)["type"]) == (403, "urn:radslag:problem:ticket-not-valid")

    assert parts.collector.accepted() == before
    assert begin_with(parts, ticket)[0] == 200


def test_a_ticket_answers_once(open_page, parts):
    ticket = ticket_of(open_page(), parts.invite())
    before = parts.collector.accepted()
    pages = [open_page(java_script_enabled=False) for _ in range(2)]
    for page in pages:
        page.set_content(
            f'<form method="post" action="{parts.collector.address}/sv/d/{ROUND}/svara">'
            f'<input name="ticket" value="{ticket}"><button>Go</button></form>')
        page.locator("button").click()
        answer_until_review(page)
    send(pages[0])
    press(pages[1], "send")

    assert parts.collector.accepted() == before + 1
    assert pages[1].locator(f'a[href$="/sv/d/{ROUND}/biljett"]').count() == 1
    assert section(pages[1]) is None


def test_without_a_script_only_a_round_that_allows_it_gives_tickets(page, parts):
    page.goto(f"{parts.issuer.address}/sv/d/{ROUND}/biljett")
    assert page.locator("noscript .notice, .notice").first.is_visible()
    assert page.locator("main button:visible").count() == 0

    invitation = parts.invite(PLAIN_ROUND)
    page.goto(f"{parts.issuer.address}/sv/d/{PLAIN_ROUND}/biljett")
    page.locator("#code").fill("ABCD")
    page.locator("main button:visible").click()
    assert page.locator("#code").input_value() == "ABCD"
    page.locator("#code").fill(invitation["code"])
    page.locator("main button:visible").click()
    page.locator("main button:visible").click()
    assert page.url.startswith(parts.collector.address)
    answer_until_review(page)
    send(page)


def test_every_ticket_fits_every_request_so_that_both_databases_together_tell_nothing(open_page, parts):
    """For each pair there is a blinding that the browser might have drawn, and it gives exactly what the issuer saw."""
    seen, tickets = [], []
    for _ in range(3):
        page = open_page()

        def keep(route):
            reply = route.fetch()
            seen.append((json.loads(route.request.post_data)["blinded"], reply.json()["blindSignature"]))
            route.fulfill(response=reply)

        page.route("**/tickets", keep)
        tickets.append(ticket_of(page, parts.invite()))
    with urllib.request.urlopen(f"{parts.issuer.address}/sv/d/{ROUND}/biljett") as reply:
        html = reply.read().decode()
    modulus, exponent = (number(html.split(f'data-{name}="')[1].split('"')[0]) for name in ("modulus", "exponent"))

    for blinded, signature in [(number(a), number(b)) for a, b in seen]:
        assert pow(signature, exponent, modulus) == blinded
        for ticket in tickets:
            own = int.from_bytes(decoded(ticket)[32:], "big")
            encoded = pow(own, exponent, modulus)
            factor = signature * pow(own, -1, modulus) % modulus
            assert encoded * pow(factor, exponent, modulus) % modulus == blinded


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def number(text):
    return int.from_bytes(decoded(text), "big")


@pytest.mark.parametrize("language", ["sv", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_that_gives_tickets_fits_and_is_accessible(open_page, parts, language, width):
    page = open_page(viewport={"width": width, "height": 700})
    page.goto(f"{parts.issuer.address}/{language}/d/{ROUND}/biljett")
    page.locator("#scripted button").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wanted = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    assert Axe().run(page, options=wanted).response["violations"] == []
