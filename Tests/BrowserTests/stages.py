"""A workspace with something at each of its addresses: a dialogue in every stage, a draft, texts to read, a colleague."""

from concurrent.futures import ThreadPoolExecutor

import workspace
from dialogue import Officer, submit

# Each district's dialogue is at a stage of its own.
STAGES = {
    "prepared": "brunnsang", "open": "hovsjo", "closed": "geneta", "published": "jarna", "answered": "centrum",
}
SURVEY = "parken-och-du"


def dialogue(stage):
    return f"omradesdialog-{STAGES[stage]}-2027"


# Whose texts are read.
TEXTS = dialogue("closed")


def prepare(service, page):
    """Makes all of it as the first owner, who stays signed in on the page."""
    workspace.join(page, workspace.set_up_link(service), "Olga Ägare", "olga@kommun.example")
    for stage in STAGES:
        start(service, page, stage)
        if stage != "prepared":
            step(service, page, stage)
    for stage in ("closed", "published", "answered"):
        answer(service, stage)
        step(service, page, stage, confirmed=True)
    for stage in ("published", "answered"):
        page.goto(f"{service.address}/arbete/dialoger/{dialogue(stage)}/forhandsvisning")
        page.click("form.next-step button")
    tell(service, page)
    see(service, page)
    compose(service, page)
    workspace.invite(page, service.address, "reader")
    may_read_texts(service, page)


def start(service, page, stage):
    page.goto(service.address + "/arbete")
    officer = Officer(page, service.address)
    officer.begin()
    officer.select("#f-district", STAGES[stage])
    page.fill("#f-period", "2027")
    officer.fill("#f-closes-on", "2027-03-31")
    officer.fill("#f-background", "Vi bygger om parken.")
    officer.save()
    page.goto(f"{service.address}/arbete/dialoger/{dialogue(stage)}/oversattning/fi")
    page.fill("#f-background", "Uudistamme puiston.")
    officer.save()


def step(service, page, stage, confirmed=False):
    """Opens, closes or answers, whichever comes next."""
    page.goto(f"{service.address}/arbete/dialoger/{dialogue(stage)}")
    if confirmed:
        page.check("input[name=confirmed]")
    page.click("form.next-step button")


def answer(service, stage):
    def one(number):
        submit(service.address, dialogue(stage), ["sv", "fi", "ar"][number % 3], {
            "take-part": "fairly-well" if number % 3 else "fairly-badly",
            "gender": "woman" if number % 2 else "man", "age": "30-49", "district": STAGES[stage],
        } | ({"area-change": f"Fler lampor i parken, tack {number}."} if number < 3 else {}))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(60)))


def tell(service, page):
    """Says what came of a dialogue, in all its languages."""
    path = f"{service.address}/arbete/dialoger/{dialogue('answered')}"
    page.goto(path + "/svar")
    page.fill("#f-said", "Fler lampor.")
    page.fill("#f-decided", "Vi sätter upp tio lampor.")
    page.click("main form .actions button")
    for language in ("fi", "en", "ar", "sv-simple"):
        page.goto(f"{path}/oversattning/{language}")
        for field in ("said", "decided"):
            page.fill(f"#f-{field}", f"{language}: {field}")
        page.click("main form.wide-form .actions button")
    step(service, page, "answered", confirmed=True)


def see(service, page):
    """Something is seen on a walk."""
    page.goto(f"{service.address}/arbete/dialoger/{dialogue('open')}/observationer")
    page.fill("#f-spot", "Gångtunneln")
    page.select_option("#f-kind", "lighting")
    page.fill("#f-what", "Två lampor är trasiga.")
    page.click(".next-step button")


def compose(service, page):
    """A draft with a page, a question of the bank and one of the officer's own, which lacks an answer."""
    page.goto(service.address + "/arbete/fragor")
    page.fill("#title", "Parken och du")
    page.click("form[action='/arbete/fragor'].narrow button")
    page.fill("#section-title", "Din park")
    page.press("#section-title", "Enter")
    page.click("a[href$='fragebank?sida=din-park']")
    page.click("button[name=question][value=take-part]")
    page.click("details summary")
    page.fill("#t-din-park", "Hur ofta är du i parken?")
    page.click("details button")
    page.click("#q-hur-ofta-ar-du-i .order a")
    page.fill("#f-option-new-1", "Ofta")
    page.click("main form .actions button")


def may_read_texts(service, page):
    """Texts of residents are a moderator's alone: the owner makes themselves one."""
    page.goto(f"{service.address}/arbete/kollegor/{own_account(service, page)}")
    page.select_option("#role", "moderator")
    page.click("form[action$='/ge-roll'] button")


def own_account(service, page):
    page.goto(service.address + "/arbete/kollegor")
    return page.locator("main a[href^='/arbete/kollegor/']").first.get_attribute("href").rsplit("/", 1)[1]
