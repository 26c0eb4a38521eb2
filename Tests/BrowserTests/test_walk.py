"""A safety walk in a real browser: noted on a phone by keyboard, decided and done at a desk, read by residents in their language."""

import csv
import io

import pytest
import workspace
from conftest import LANGUAGES
from dialogue import Officer
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations

ID = "trygghetsvandring-hovsjo-2027"
PATH = f"/arbete/dialoger/{ID}"
WALK = PATH + "/observationer"
TUNNEL = "Gångtunneln vid Hovsjö torg"

SEEN = [
    # Spot (empty: the one before stays), the first letter of the kind, what was seen.
    (TUNNEL, "B", "Två lampor är trasiga <script>alert(1)</script>"),
    ("", "V", "=cmd|'/c calc'!A1"),
    ("Lekplatsen", "K", "Öppet, och många är ute."),
]
FINNISH = {"observation-1": "Kaksi lamppua on rikki.", "measure-1": "Lamput on vaihdettu."}
ARABIC = {"observation-1": "مصباحان معطلان.", "measure-1": "تم استبدال المصابيح."}


@pytest.fixture(scope="module")
def walk(service, browser):
    """Three observations of an open dialogue: one is done, one decided, one feels safe."""
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    workspace.join(page, workspace.set_up_link(service), "Olga Ägare", "olga@kommun.example")
    officer = Officer(page, service.address)
    officer.begin("trygghetsvandring")
    officer.select("#f-district", "hovsjo")
    page.fill("#f-period", "2027")
    page.fill("#f-closes-on", "2027-03-31")
    page.fill("#f-background", "Vi går genom Hovsjö.")
    officer.save()
    assert page.locator("a[href$='/observationer']").count() == 1

    page.set_viewport_size(NARROW)
    page.goto(service.address + WALK)
    page.focus("#f-spot")
    for spot, kind, what in SEEN:
        note(page, spot, kind, what)
    page.set_viewport_size(USUAL)

    page.goto(f"{service.address}{PATH}/oversattning/fi")
    page.fill("#f-background", "Kuljemme Hovsjön läpi.")
    officer.save()
    page.locator(".next-step button").click()
    decide(page, service.address, 1, {"status": "decided", "decided-on": "2027-02-01"}, "Lamporna byts.")
    decide(page, service.address, 1, {"status": "done", "done-on": "2027-02-10"}, "Lamporna är bytta.")
    decide(page, service.address, 2, {"status": "decided", "decided-on": "2027-02-01"}, "Buskarna klipps i mars.")
    for language, texts in (("fi", FINNISH), ("ar", ARABIC)):
        page.goto(f"{service.address}{PATH}/oversattning/{language}")
        for field, text in texts.items():
            page.fill(f"#f-{field}", text)
        officer.save()
    yield page
    context.close()


def note(page, spot, kind, what):
    """By keyboard alone, from the field of the spot: it comes back with that spot, ready for the next."""
    if spot:
        page.keyboard.press("Control+A")
        page.keyboard.type(spot)
    page.keyboard.press("Tab")
    page.keyboard.type(kind)
    page.keyboard.press("Tab")
    page.keyboard.type(what)
    page.keyboard.press("Tab")
    with page.expect_navigation(url="**gjort=noted#nasta"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert page.locator(".next-step .done").is_visible()
    assert page.input_value("#f-spot") == spot or not spot
    assert page.input_value("#f-what") == ""
    # From where the page has come to, the next stop of the keyboard is the spot.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-spot"


def decide(page, address, number, fields, measure):
    page.goto(f"{address}{WALK}")
    page.click(f"a[href='{WALK}/{number}']")
    page.select_option(f"#f-observation-{number}-status", fields.pop("status"))
    page.fill(f"#f-measure-{number}", measure)
    for name, value in fields.items():
        page.fill(f"#f-observation-{number}-{name}", value)
    page.click("main form .actions button")
    page.wait_for_url("**gjort=changed*")


def test_what_was_noted_is_listed_by_how_far_it_has_come(walk, service):
    walk.goto(service.address + WALK)

    headings = walk.locator("main section h2").all_inner_texts()[1:]
    assert headings == ["Beslutat", "Åtgärdat", "Känns tryggt"]
    assert walk.locator("#g-decided, [aria-labelledby=g-decided] h3").last.inner_text() == TUNNEL
    assert "Lamporna är bytta." in walk.locator("[aria-labelledby=g-done]").inner_text()
    assert "<script>" in walk.locator("[aria-labelledby=g-done]").inner_text()
    walk.goto(service.address + PATH)
    assert "Beslutat: 1 · Åtgärdat: 1 · Känns tryggt: 1" in walk.locator(".tasks").inner_text()


def test_the_file_for_the_technical_office_has_no_formula(walk, service):
    file = walk.request.get(service.address + WALK + ".csv")

    rows = list(csv.reader(io.StringIO(file.text().removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 4
    assert rows[1][1] == TUNNEL and rows[1][3] == "'=cmd|'/c calc'!A1"
    assert rows[2][5:] == ["Åtgärdat", "Lamporna är bytta.", "2027-02-01", "2027-02-10"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_residents_read_it_in_their_language(walk, service, scripted_page, language):
    page = scripted_page
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    for viewport in (NARROW, USUAL):
        page.set_viewport_size(viewport)
        assert page.goto(f"{service.address}/{language}/dialog/{ID}").status == 200
        assert violations(page, RULES) == []
        assert page.evaluate(OVERFLOWING) == []
    cards = page.locator(".observations > li")
    assert cards.count() == 3 and cards.nth(1).locator("h4").inner_text() == TUNNEL
    done = cards.nth(1)
    expected = {"fi": FINNISH, "ar": ARABIC}.get(language, {})
    assert expected.get("measure-1", "Lamporna är bytta.") in done.inner_text()
    # What isn't translated stands there in Swedish, marked as such.
    assert "Buskarna klipps i mars." in cards.nth(0).inner_text()
    if language != "sv":
        assert cards.nth(0).locator("[lang=sv][dir=ltr]", has_text="Buskarna").count() >= 1


def test_what_looks_like_personal_data_is_asked_about_first(walk, service):
    walk.goto(service.address + WALK)
    walk.fill("#f-spot", "Parkeringen")
    walk.select_option("#f-kind", "abandoned")
    walk.fill("#f-what", "Övergiven bil, ABC 123")
    walk.click("main form .actions button")

    assert walk.locator("#error-f-what").is_visible()
    assert "Parkeringen" not in walk.request.get(f"{service.address}/sv/dialog/{ID}").text()
    walk.fill("#f-what", "En övergiven bil")
    walk.click("main form .actions button")
    walk.wait_for_url("**gjort=noted#nasta")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pages_are_clean_by_axe_and_fit_a_phone(walk, service, browser, language):
    context = browser.new_context(storage_state=walk.context.storage_state())
    page = context.new_page()
    try:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[name=language][value={language}]")
        for viewport in (NARROW, USUAL):
            page.set_viewport_size(viewport)
            for path in ("/arbete/dialoger/ny", PATH, WALK, f"{WALK}?gjort=noted", f"{WALK}/1"):
                assert page.goto(service.address + path).status == 200, path
                assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
                assert violations(page, RULES) == [], path
                assert page.evaluate(OVERFLOWING) == [], path
                assert page.evaluate(SMALL_TARGETS) == [], path
        page.goto(service.address + "/arbete/konto")
        page.click("button[name=language][value=sv]")
    finally:
        context.close()
