"""The warning beside a field of free text: what it sees of the vectors that the service's own finder is tested with."""

import re

import pytest
from service import CHECKOUT, OPEN_ROUNDS

VECTORS = CHECKOUT / "Tests/FreeTextTests/Vectors"
# What the script looks for; the finder of the service knows more.
CERTAIN = {"personal-number", "coordination-number", "interim-number", "phone", "email"}
PATH = f"/sv/d/{OPEN_ROUNDS['medborgardialog']}/svara"


def vectors():
    """Every line of the tables: the text, the kinds of personal data that the service finds in it, and whether anything is marked."""
    for language in ("sv", "fi", "en", "ar"):
        for line in (VECTORS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            line = re.sub(r"\\u\{([0-9A-F]+)\}", lambda match: chr(int(match[1], 16)), line)
            marked = re.findall(r"\{([!?]?)([a-z-]+)~? ", line)
            kinds = {kind for mark, kind in marked if mark == ""}
            text = re.sub(r"\{[!?]?[a-z-]+~? ([^}]*)\}", r"\1", line)
            yield text, kinds, bool(marked)


@pytest.fixture
def looks_personal(address, scripted_page):
    scripted_page.goto(address + PATH)
    script = scripted_page.locator("script[src$='personal-data.js']").get_attribute("src")
    return lambda texts: scripted_page.evaluate(
        "async ([script, texts]) => { const module = await import(script); return texts.map(module.looksPersonal) }",
        [script, texts])


def test_it_sees_numbers_and_addresses_and_seldom_anything_else(looks_personal):
    table = list(vectors())
    seen = dict(zip([text for text, *_ in table], looks_personal([text for text, *_ in table])))
    sought = [text for text, kinds, _ in table if kinds & CERTAIN]
    clean = [text for text, _, is_marked in table if not is_marked]
    missed = [text for text in sought if not seen[text]]
    alarms = [text for text in clean if seen[text]]
    print(f"seen {len(sought) - len(missed)} of {len(sought)}; false alarms {len(alarms)} of {len(clean)}")
    print("missed:", missed)
    print("alarms:", alarms)
    assert len(sought) > 80 and len(clean) > 60
    assert len(missed) <= 0.15 * len(sought)
    assert len(alarms) <= 0.05 * len(clean)


def test_the_warning_comes_beside_the_field_and_goes_again(address, scripted_page):
    page = scripted_page
    sent = []
    page.goto(address + PATH)
    page.on("request", lambda request: sent.append(request.url))
    field = page.locator("textarea[data-warning]").first
    warning = page.locator(f"#{field.get_attribute('data-warning')} p")
    assert not warning.is_visible()

    field.fill("Ring mig på 070-123 45 67")
    warning.wait_for(state="visible")
    field.fill("Mer ljus i parken")
    warning.wait_for(state="hidden")
    assert sent == [], "the text stays in the browser"


def test_without_a_script_the_page_says_nothing_too_much(address, page):
    page.goto(address + PATH)

    assert page.locator("textarea").count() > 0
    assert not page.locator("[role=status] .notice").first.is_visible()
