"""The keyboard alone, on every page of the workspace: whatever can be used gets the focus once, in order and in sight.

The pages are the routes that `WorkspaceTests/RouteTests.swift` lists, which a test there holds to be every route: a new
one is walked here too, or the test says that it doesn't know how to get there.
"""

import re

import pytest
import stages
import workspace
from service import CHECKOUT, Service
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, violations

ROUTES = CHECKOUT / "Tests/WorkspaceTests/RouteTests.swift"

# Where nothing is shown: the way to a provider, which a service without one doesn't have, files, and what programs ask.
NO_PAGES = {"/arbete/oidc", "/arbete/oidc/tillbaka", "/arbete/stil"}
OF_PROGRAMS = "/arbete/api/"
# What is another page in another stage of a dialogue; the other pages of one are looked at in one stage.
STAGED = ("/dialoger/{round}", "/fragor")
# Printed, or shown in a frame as residents' page: they have no frame of the workspace around them.
BARE = ("/na-ut/affisch", "/papper", "/sidan")

# Remembers what can be used, in the order of the page, with how each looks without the focus. Of the choices of one
# question a browser stops at the chosen one, or else at the first.
REMEMBER = """() => {
    const shown = element => element.checkVisibility({visibilityProperty: true}) && !element.disabled
    const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]'
    const all = [...document.querySelectorAll(kinds)].filter(element => shown(element) && element.tabIndex >= 0)
    const groups = new Map()
    for (const radio of all.filter(element => element.type === 'radio')) {
        if (!groups.has(radio.name) || radio.checked) groups.set(radio.name, radio)
    }
    window.stops = all.filter(element => element.type !== 'radio' || groups.get(element.name) === element)
    window.look = element => [element, element.closest('label, .option'), element.parentElement]
        .filter(Boolean).map(each => {
            const style = getComputedStyle(each)
            return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
                style.borderTopColor, style.borderTopWidth, style.backgroundColor].join()
        }).join(' | ')
    // A page that begins in a field, such as the one for answers from paper, is walked from its top all the same.
    const top = document.createElement('span')
    top.tabIndex = -1
    document.body.prepend(top)
    top.focus()
    top.remove()
    window.looks = window.stops.map(window.look)
    return {
        count: window.stops.length,
        positive: [...document.querySelectorAll('[tabindex]')].filter(element => element.tabIndex > 0).length,
    }
}"""

# Where the focus is, and what is wrong with how it shows.
FOCUSED = """() => {
    const element = document.activeElement
    if (!element || element === document.body || element === document.documentElement) return {place: null, faults: []}
    const place = window.stops.indexOf(element)
    const name = element.outerHTML.slice(0, 140)
    const faults = []
    if (place >= 0 && element.localName !== 'iframe') {
        if (window.look(element) === window.looks[place]) faults.push('looks as without the focus: ' + name)
        const box = (element.closest('label') || element).getClientRects()[0] || element.getBoundingClientRect()
        const x = box.left + Math.min(box.width / 2, 40), y = box.top + Math.min(box.height / 2, 20)
        if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) {
            faults.push('out of sight: ' + name)
        } else {
            const top = document.elementFromPoint(x, y)
            const label = element.closest('label')
            const isOnTop = top && (element.contains(top) || top.contains(element) || (label && label.contains(top)))
            if (!isOnTop) faults.push('covered by ' + (top && top.outerHTML.slice(0, 80)) + ': ' + name)
        }
    }
    return {place, name, faults, isSkip: element.className === 'skip',
        hasParts: element.localName === 'iframe' || ['date', 'time', 'file', 'number'].includes(element.type)}
}"""

# Forms that are sent are counted and stay on the page. What is filled in is another test's.
LISTEN = """() => {
    document.querySelectorAll('details').forEach(folded => folded.open = true)
    window.sent = []
    document.addEventListener('submit', event => { event.preventDefault(); window.sent.push(event.target) }, true)
    window.forms = [...document.querySelectorAll('main form, body:not(:has(main)) form')]
    window.forms.forEach(form => form.noValidate = true)
    window.buttons = window.forms.map(form => [...form.elements]
        .find(element => element.type === 'submit' && element.checkVisibility() && !element.disabled))
    return window.forms.map(form => form.outerHTML.slice(0, 140))
}"""


def patterns():
    """The patterns of every route that is read."""
    return sorted(set(re.findall(r'"GET (/arbete[^"]*)"', ROUTES.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def service():
    """A service of its own, which has no owner yet."""
    service = Service()
    try:
        yield service.start_small()
    finally:
        service.stop()


@pytest.fixture(scope="module")
def owner(service, browser):
    """The first owner's page, in a workspace that has something at each address."""
    context = browser.new_context(java_script_enabled=True, locale="sv-SE")
    page = context.new_page()
    stages.prepare(service, page)
    yield page
    context.close()


@pytest.fixture(scope="module")
def addresses(service, owner):
    """By pattern, the addresses that it stands for here."""
    account = stages.own_account(service, owner)
    link = workspace.invite(owner, service.address, "reader").rsplit("/", 1)[1]
    every = [stages.dialogue(stage) for stage in stages.STAGES]
    values = {"{account}": account, "{token}": link, "{language}": "fi", "{survey}": stages.SURVEY, "{number}": "1"}

    def fill(pattern, **more):
        for name, value in (values | {f"{{{key}}}": text for key, text in more.items()}).items():
            pattern = pattern.replace(name, value)
        return pattern

    def of(pattern):
        if "/omgangar/" in pattern:
            return [fill(pattern, round=stages.TEXTS, question="area-change")]
        if "/dialoger/{round}" in pattern:
            query = "?sprak=sv" if pattern.endswith("/papper") else ""
            stage = "closed" if pattern.endswith("/forhandsvisning") else "open"
            rounds = every if pattern.endswith(STAGED) else [stages.dialogue(stage)]
            return [fill(pattern, round=round_id, section="participation") + query for round_id in rounds]
        if pattern.endswith("/fragebank"):
            return [fill(pattern) + "?sida=din-park"]
        if pattern.endswith("/dialoger/ny"):
            return [pattern, pattern + "?mall=omradesdialog"]
        if "{question}" in pattern:
            return [fill(pattern, question=question) for question in ("hur-ofta-ar-du-i", "take-part")]
        return [fill(pattern, section="din-park")]
    return {pattern: of(pattern) for pattern in patterns()
            if pattern not in NO_PAGES and not pattern.startswith(OF_PROGRAMS)}


@pytest.fixture(scope="module")
def pages(service, owner, addresses):
    """Those of them that answer with a page; files aside, each pattern has one at least."""
    found, nowhere = [], []
    for pattern, paths in addresses.items():
        kinds = set()
        for path in paths:
            assert "{" not in path, f"How is {pattern} reached? Say it in test_keyboard.py."
            reply = owner.context.request.get(service.address + path)
            kind = reply.headers.get("content-type", "").split(";")[0] if reply.status == 200 else None
            kinds.add(kind)
            if kind == "text/html":
                found.append(path)
        if kinds == {None}:
            nowhere.append(pattern)
    assert nowhere == [], "these show nothing here, so that nobody walks them"
    return found


def is_bare(path):
    return path.split("?")[0].endswith(BARE)


def walk(page):
    """Presses Tab through the whole page: the places in their order, and what is wrong."""
    before = page.evaluate(REMEMBER)
    faults = ["a tabindex above 0"] if before["positive"] else []
    places, last, isFirst = [], None, True
    for _ in range(before["count"] * 2 + 60):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now["place"] is None or (places and now["place"] == places[0] and last != now["place"]):
            break
        if now["place"] == last:
            # A field with several parts, such as a date, is left after the last of them. The only stop comes after itself.
            if not now["hasParts"]:
                if before["count"] == 1:
                    break
                faults.append(f"the focus stays: {now['name']}")
                break
            continue
        if isFirst and not now["isSkip"]:
            faults.append(f"the first stop isn't the way past the menu: {now['name']}")
        isFirst = False
        last = now["place"]
        if now["place"] >= 0:
            places.append(now["place"])
            faults += now["faults"]
    else:
        faults.append("the focus never leaves the page")
    if places != list(range(before["count"])):
        missed = sorted(set(range(before["count"])) - set(places))
        names = page.evaluate("places => places.map(place => window.stops[place].outerHTML.slice(0, 140))", missed)
        faults.append(f"the order is {places} of {before['count']}; without the focus: {names}")
    return faults


def unsent(page):
    """The forms that Enter or the space bar at their button doesn't send."""
    faults = []
    for place, name in enumerate(page.evaluate(LISTEN)):
        for key in ("Enter", "Space"):
            there = page.evaluate(
                "place => { window.sent = []; window.buttons[place]?.focus(); return !!window.buttons[place] }", place)
            if there:
                page.keyboard.press(key)
            if not page.evaluate("place => window.sent[0] === window.forms[place]", place):
                faults.append(f"{key} doesn't send {name}")
    return faults


def test_whatever_can_be_used_gets_the_focus_once_in_order_and_in_sight(service, owner, pages):
    owner.set_viewport_size({"width": 1280, "height": 800})
    faults = {}
    for path in pages:
        owner.goto(service.address + path)
        found = walk(owner)
        if is_bare(path):
            found = [fault for fault in found if "the first stop" not in fault]
        if found:
            faults[path] = found
    print(f"{len(pages)} pages were walked.")
    assert faults == {}
    assert len(pages) > 40


def test_every_form_is_sent_by_enter_and_by_the_space_bar(service, owner, pages):
    faults, forms = {}, 0
    for path in pages:
        # Residents' page in a frame is to look at: its forms send nothing.
        if path.endswith("/sidan"):
            continue
        owner.goto(service.address + path)
        found = unsent(owner)
        forms += owner.evaluate("window.forms.length")
        if found:
            faults[path] = found
    print(f"{forms} forms were sent by both keys.")
    assert faults == {}
    assert forms > 60


def test_every_page_is_clean_by_axe_from_right_to_left_on_a_small_phone(service, owner, pages):
    """In Swedish, and on wider screens, each area's own tests look."""
    owner.goto(service.address + "/arbete/konto")
    owner.click("button[name=language][value=ar]")
    owner.set_viewport_size(NARROW)
    faults = {}
    try:
        for path in pages:
            # In the frame, residents' page runs no script, nor axe: it is walked where residents have it.
            if path.endswith("/sidan"):
                continue
            owner.goto(service.address + path)
            found = violations(owner, RULES) + owner.evaluate(OVERFLOWING) + owner.evaluate(SMALL_TARGETS)
            if not is_bare(path) and owner.locator("html").get_attribute("dir") != "rtl":
                found.append("in another direction")
            if found:
                faults[path] = found
    finally:
        owner.goto(service.address + "/arbete/konto")
        owner.click("button[name=language][value=sv]")
    assert faults == {}
