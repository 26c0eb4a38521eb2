"""An officer's day in a real browser: a dialogue from the set-up link to the answer that residents read."""

import re
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
import workspace
from conftest import LANGUAGES
from dialogue import Officer, submit
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations

ID = "omradesdialog-hovsjo-2027"
PATH = f"/arbete/dialoger/{ID}"

FINNISH = "Uudistamme puiston.\nKerro mielipiteesi 🌳."
ENGLISH = "We are rebuilding the park."

# The set-up link itself, and what is filled in behind it.
SET_UP = (2, 4)


@pytest.fixture(scope="module")
def officer(service, browser):
    """The first owner, signed in, with a dialogue that is started and not yet translated."""
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    workspace.join(page, workspace.set_up_link(service), "Olga Ägare", "olga@kommun.example")
    officer = Officer(page, service.address)
    officer.clicks, officer.fields = SET_UP
    officer.begin()
    officer.select("#f-district", "hovsjo")
    page.fill("#f-period", "2027")
    officer.fill("#f-closes-on", "2027-03-31")
    officer.fill("#f-background", "Vi bygger om parken.\nBerätta vad du tycker <b>nu</b>.")
    officer.save()
    yield officer
    context.close()


@pytest.fixture(scope="module")
def colleagues(officer, service, browser):
    """A translator and an analyst, whom the officer has invited, each at a browser of their own."""
    contexts, pages = [], {}
    for role, name in (("translator", "Tuula Tulkki"), ("analyst", "Ada Analytiker")):
        link = workspace.invite(officer.page, service.address, role)
        contexts.append(browser.new_context(java_script_enabled=False, locale="sv-SE"))
        pages[role] = contexts[-1].new_page()
        workspace.join(pages[role], link, name, f"{role}@kommun.example", workspace.OTHER_PASSWORD)
    officer.page.goto(service.address + PATH)
    yield pages
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def opened(officer, colleagues, service, tmp_path_factory):
    """The dialogue, translated to Finnish and English by a workbook that was sent to and fro, and open, with a poster."""
    assert officer.page.locator(".next-step").count() == 0, "it can't be opened while Finnish lacks a text"
    page = colleagues["translator"]
    page.goto(service.address + PATH)
    assert page.locator("a[href$='/uppgifter']").count() == 0, "a translator changes translations alone"
    translator = Officer(page, service.address)
    translator.click("#missing + ul a")
    with page.expect_download() as download:
        translator.click("a[href$='/oversattning.xlsx']")
    sent = tmp_path_factory.mktemp("workbook") / "texts.xlsx"
    download.value.save_as(sent)
    translate(sent, "background", FINNISH, ENGLISH)
    translator.fields += 1
    page.set_input_files("#file", sent)
    translator.click("form[enctype] button")
    assert ["Suomi: 1 text togs in" in line or "English: 1 text togs in" in line
            for line in page.locator("main li").all_inner_texts()].count(True) == 2
    translator.click("main a.button")
    officer.clicks += translator.clicks
    officer.fields += translator.fields
    officer.page.reload()
    officer.click(".next-step button")
    assert "Dialogen är öppen" in officer.page.locator(".done").inner_text()
    officer.click("a[href$='/na-ut']")
    officer.click("form[action$='/affisch'] button")
    assert officer.page.locator(".poster .poster-code svg").is_visible()
    return officer


def translate(workbook, key, finnish, english):
    """Fills in one row of a workbook, as somebody does in a spreadsheet program."""
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[0]
    columns = {}
    for row in sheet.iter_rows():
        for cell in row:
            match = re.search(r"\[([a-z-]+)\]", str(cell.value or ""))
            if match and not columns.get(match[1]):
                columns[match[1]] = cell.column
            if cell.column == columns.get("key") and cell.value == key:
                sheet.cell(cell.row, columns["fi"]).value = finnish
                sheet.cell(cell.row, columns["en"]).value = english
    book.save(workbook)


def test_a_templated_dialogue_is_live_within_25_clicks_and_8_fields(opened, service, page):
    print(f"From the set-up link to a live dialogue: {opened.clicks} clicks, {opened.fields} fields.")
    assert opened.clicks <= 25 and opened.fields <= 8

    for language, direction in LANGUAGES.items():
        reply = page.goto(f"{service.address}/{language}/dialog/{ID}")
        assert reply.status == 200
        assert page.locator("html").get_attribute("dir") == direction
        page.locator("main a.button").click()
        assert "Hovsj" in page.locator("h1").inner_text()


def test_what_came_back_in_the_workbook_is_what_residents_read(opened, service, page):
    page.goto(f"{service.address}/fi/dialog/{ID}")

    assert page.locator("main > p", has_text="Kerro mielipiteesi 🌳.").count() == 1


def test_what_isnt_translated_is_shown_in_the_next_language_and_marked(opened, service, page):
    page.goto(f"{service.address}/ar/dialog/{ID}")
    assert page.locator("main span[lang=en][dir=ltr]", has_text=ENGLISH).count() == 1

    page.goto(f"{service.address}/sv-simple/dialog/{ID}")
    assert page.locator("main span[lang=sv][dir=ltr]", has_text="tycker <b>nu</b>").count() == 1
    assert page.locator("main b").count() == 0


def test_residents_are_told_until_a_native_reader_has_signed_the_texts_off(opened, service, page):
    def told(language):
        page.goto(f"{service.address}/{language}/dialog/{ID}")
        return page.locator("main .facts").count() - 1
    assert told("sv") == 0 and told("fi") == 1 and told("en") == 1 and told("ar") == 1

    work = opened.page
    for language in ("fi", "en"):
        work.goto(f"{service.address}{PATH}/oversattning/{language}")
        work.check("input[name=native]")
        work.click("form[action$='/granskad'] button")
        assert work.locator(".done").is_visible()

    # The Arabic page has a text of its own that nobody has read, besides the English one.
    assert told("fi") == 0 and told("en") == 0 and told("ar") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_dialogue_is_clean_by_axe_and_fits_a_phone(opened, service, browser, language):
    context = browser.new_context(storage_state=opened.page.context.storage_state())
    page = context.new_page()
    try:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[name=language][value={language}]")
        paths = [
            "/arbete", "/arbete/dialoger/ny", "/arbete/dialoger/ny?mall=omradesdialog", PATH,
            f"{PATH}/uppgifter", f"{PATH}/texter", f"{PATH}/moten", f"{PATH}/svar",
            f"{PATH}/oversattning/fi", f"{PATH}/oversattning/ar", f"/{language}/dialog/{ID}",
        ]
        for viewport in (NARROW, USUAL):
            page.set_viewport_size(viewport)
            for path in paths:
                assert page.goto(service.address + path).status == 200, path
                assert violations(page, RULES) == [], path
                assert page.evaluate(OVERFLOWING) == [], path
                assert page.evaluate(SMALL_TARGETS) == [], path
        page.goto(service.address + "/arbete/konto")
        page.click("button[name=language][value=sv]")
    finally:
        context.close()


def test_from_sixty_answers_to_the_answer_that_residents_read(opened, colleagues, service, scripted_page):
    # Given sixty residents who answer in three languages
    def answer(number):
        submit(service.address, ID, ["sv", "fi", "ar"][number % 3], {
            "take-part": "fairly-well" if number % 3 else "fairly-badly",
            "gender": "woman" if number % 2 else "man", "age": "30-49", "district": "hovsjo",
        })
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer, range(60)))

    # And an analyst who sees whom the dialogue reaches, and nothing of what they answered
    service.output("mix", ID)
    analyst = colleagues["analyst"]
    analyst.goto(service.address + PATH)
    analyst.click("a[href$='/folj']")
    reached = analyst.locator("section.results").inner_text()
    assert "Svenska" in reached and "Suomi" in reached and "Kvinna" in reached
    assert analyst.locator("section.results table").count() >= 2

    # When the officer closes, publishes and writes what came of it, in every language of the dialogue
    work = opened.page
    work.goto(service.address + PATH)
    work.click(".next-step button")
    assert work.locator(".done").count() == 0, "closing is asked about once more"
    work.check("input[name=confirmed]")
    work.click(".next-step button")
    assert work.locator(".done").is_visible()
    work.click(".next-step a")
    work.click("form.next-step button")
    assert work.locator(".done").is_visible()
    work.goto(service.address + PATH + "/svar")
    work.fill("#f-said", "Fler lampor.")
    work.fill("#f-decided", "Vi sätter upp tio lampor.")
    work.fill("#f-promise-1", "Lampor längs gångvägen.")
    work.fill("#f-promise-1-date", "2027-10-01")
    work.click("main form .actions button")
    for language, word in OUTCOME.items():
        work.goto(f"{service.address}{PATH}/oversattning/{language}")
        for field in ("said", "decided", "promise-1"):
            work.fill(f"#f-{field}", word)
        work.click("main form .actions button")
    work.check("input[name=confirmed]")
    work.click(".next-step button")

    # Then residents read it, in their language, beside the result
    page = scripted_page
    for language, word in ({"sv": "Lampor längs gångvägen."} | OUTCOME).items():
        page.goto(f"{service.address}/{language}/dialog/{ID}")
        assert page.locator(".promises li", has_text=word).count() == 1
        assert violations(page, RULES) == []
    # And whoever scans the poster now is led to it
    page.goto(f"{service.address}/sv/d/{ID}")
    page.click("main a.button")
    assert page.url == f"{service.address}/sv/dialog/{ID}"
    page.goto(f"{service.address}/sv/d/{ID}/resultat")
    assert page.locator("h1").count() == 1
    assert "50" in page.locator("main").inner_text()


OUTCOME = {
    "fi": "Lisää valoja", "en": "More lamps", "ar": "المزيد من الإنارة", "sv-simple": "Fler lampor",
}
