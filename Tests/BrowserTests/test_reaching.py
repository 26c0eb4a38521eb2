"""How residents are reached: posters whose codes are read back, a shared screen, interviews, and paper."""

import re
import subprocess

import pytest
import workspace
from conftest import LANGUAGES
from dialogue import Officer, submit
from test_accessibility import NARROW, OVERFLOWING, RULES, SMALL_TARGETS, USUAL, violations

AREA, SITES = "omradesdialog-hovsjo-2027", "anlaggning-2027"
A4, A5 = (595, 842), (420, 595)


@pytest.fixture(scope="module")
def officer(service, browser):
    """An owner with two dialogues that are open: of an area, and of sites with a link each."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    workspace.join(page, workspace.set_up_link(service), "Olga Ägare", "olga@kommun.example")
    for template, district in (("omradesdialog", "hovsjo"), ("anlaggning", None)):
        officer = Officer(page, service.address)
        page.goto(service.address + "/arbete")
        officer.begin(template)
        if district:
            officer.select("#f-district", district)
        page.fill("#f-period", "2027")
        page.fill("#f-closes-on", "2027-12-31")
        page.fill("#f-background", "Vi vill veta.")
        officer.save()
        dialogue = re.search(r"/arbete/dialoger/([^?]+)", page.url)[1]
        page.goto(f"{service.address}/arbete/dialoger/{dialogue}/oversattning/fi")
        page.fill("#f-background", "Haluamme tietää.")
        officer.save()
        page.click(".next-step button")
        assert page.locator(".done").is_visible(), dialogue
    yield page
    context.close()


def read_codes(picture):
    """What zbar, a program of its own, reads in a picture."""
    done = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True)
    return done.stdout.split()


def sheets(page):
    """The sheets of a page as it is printed: width and height in points."""
    pdf = page.pdf(prefer_css_page_size=True)
    return [
        tuple(round(float(number)) for number in match)
        for match in re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    ]


@pytest.mark.parametrize("languages, size, sheet", [
    (["sv"], "a4", A4), (["ar"], "a5", A5), (["sv", "fi", "en", "ar"], "a4", A4),
    (["sv", "sv-simple", "fi", "en", "ar"], "a5", A5),
])
def test_a_posters_code_is_read_back_from_the_page_and_it_is_one_sheet(
    officer, service, tmp_path, languages, size, sheet
):
    page = officer
    page.set_viewport_size(USUAL)
    page.goto(f"{service.address}/arbete/dialoger/{AREA}/na-ut")
    for box in page.locator("input[name=sprak]").all():
        box.set_checked(box.get_attribute("value") in languages)
    page.check(f"input[name=storlek][value={size}]")
    page.click("form[action$=affisch] button")

    assert page.locator(".poster section").count() == len(languages)
    for language in languages:
        section = page.locator(f".poster section[lang={language}]")
        assert section.get_attribute("dir") == LANGUAGES[language]
    page.screenshot(path=tmp_path / "poster.png", full_page=True)
    assert read_codes(tmp_path / "poster.png") == [f"{service.address}/d/{AREA}"]
    assert sheets(page) == [sheet]


def test_each_site_has_a_code_of_its_own_that_leads_to_its_questions(officer, service, tmp_path):
    page = officer
    page.goto(f"{service.address}/arbete/dialoger/{SITES}/na-ut")
    links = [field.input_value() for field in page.locator("#links ~ .field input").all()]
    assert len(links) == 5 and len(set(links)) == 5
    for value in [place.get_attribute("value") for place in page.locator("#place option").all()][:2]:
        page.goto(f"{service.address}/arbete/dialoger/{SITES}/na-ut/affisch?plats={value}")
        page.screenshot(path=tmp_path / "poster.png", full_page=True)
        assert read_codes(tmp_path / "poster.png") == [f"{service.address}/d/{SITES}?site={value}"]
        page.goto(f"{service.address}/d/{SITES}?site={value}")
        assert page.locator(f"main a.button[href*='site={value}']").count() >= 1


def test_a_downloaded_code_is_read_back(officer, service, tmp_path):
    page = officer
    page.goto(f"{service.address}/arbete/dialoger/{AREA}/na-ut")
    with page.expect_download() as download:
        page.click("a[download]")
    svg = (tmp_path / "qr.svg")
    download.value.save_as(svg)
    page.set_content(f"<img width=600 alt='' src=\"data:image/svg+xml,{svg.read_text().replace('#', '%23').replace(chr(34), chr(39)).strip()}\">")
    page.screenshot(path=tmp_path / "qr.png")
    assert read_codes(tmp_path / "qr.png") == [f"{service.address}/d/{AREA}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_clean_by_axe_and_fits_a_phone(officer, service, browser, language):
    context = browser.new_context(storage_state=officer.context.storage_state())
    page = context.new_page()
    base = f"/arbete/dialoger/{AREA}"
    try:
        page.goto(service.address + "/arbete/konto")
        page.click(f"button[name=language][value={language}]")
        for viewport in (NARROW, USUAL):
            page.set_viewport_size(viewport)
            for path in (
                f"{base}/na-ut", f"{base}/na-ut/affisch?sprak={language}&sprak=fi", f"{base}/papper?sprak={language}",
                f"{base}/papper/skriv-in", f"{base}/folj", f"/{language}/d/{AREA}?satt=kiosk",
                f"/{language}/d/{AREA}/svara?satt=kiosk", f"/{language}/d/{AREA}/svara?satt=intervju",
                f"/{language}/d/{AREA}/tack?satt=kiosk", f"/{language}/d/{AREA}/tack?satt=intervju",
            ):
                assert page.goto(service.address + path).status == 200, path
                assert violations(page, RULES) == [], path
                assert page.evaluate(OVERFLOWING) == [], path
                assert page.evaluate(SMALL_TARGETS) == [], path
        page.goto(service.address + "/arbete/konto")
        page.click("button[name=language][value=sv]")
    finally:
        context.close()


def hurry(page, seconds=0.3, wait=0.6):
    """Makes a shared screen impatient, so that no test waits for minutes; a touch lets it count anew."""
    page.evaluate(
        "([seconds, wait]) => { const idle = document.getElementById('idle').dataset;"
        " idle.seconds = seconds; if (Number(idle.wait) > 0) idle.wait = wait }", [seconds, wait])
    page.keyboard.press("Shift")


def test_a_shared_screen_asks_and_then_starts_over_without_what_was_filled_in(officer, service, open_page):
    page = open_page(locale="fi-FI")
    page.goto(f"{service.address}/d/{AREA}?satt=kiosk")
    assert page.url.endswith(f"/fi/d/{AREA}?satt=kiosk")
    page.click("main a.button")
    page.fill("textarea", "Minun salaisuuteni")
    hurry(page, wait=60)
    page.locator("dialog[open]").wait_for()
    page.evaluate("document.getElementById('idle').dataset.seconds = 90")
    page.click("dialog button")
    assert page.input_value("textarea") == "Minun salaisuuteni", "whoever is there goes on"

    hurry(page)
    page.wait_for_url(f"{service.address}/fi/d/{AREA}?satt=kiosk")
    page.go_back()
    page.wait_for_load_state()
    assert "salaisuuteni" not in page.content()
    assert page.locator("textarea").count() == 0 or page.input_value("textarea") == ""


def test_after_sending_the_shared_screen_is_the_next_persons(officer, service, open_page):
    page = open_page(locale="sv-SE")
    page.goto(f"{service.address}/sv/d/{AREA}/svara?satt=kiosk")
    go_to_the_end(page)
    assert page.locator("h1").inner_text() != "" and "/tack?satt=kiosk" in page.url
    hurry(page)
    page.wait_for_url(f"{service.address}/sv/d/{AREA}?satt=kiosk")


def go_to_the_end(page):
    for _ in range(12):
        if "/tack" in page.url:
            return
        send = page.locator("main button[value=send]")
        (send if send.count() else page.locator("main button[value=next]")).first.click()
    raise AssertionError("the page of thanks didn't come")


def test_an_interviewer_has_questions_read_aloud_and_goes_on_with_the_next_person(officer, service, open_page):
    page = open_page(locale="ar")
    page.add_init_script(
        "window.said = []; Object.defineProperty(window, 'speechSynthesis', {value: {"
        "cancel() {}, speak(utterance) { window.said.push([utterance.lang, utterance.text]); utterance.onend?.() }}})")
    page.goto(f"{service.address}/ar/d/{AREA}/svara?satt=intervju")
    page.locator(".read-aloud").nth(1).click()
    language, text = page.evaluate("window.said[0]")
    question = page.locator(".question").nth(1)
    assert language == "ar"
    assert question.locator("legend").inner_text().strip() in text
    assert question.locator(".option span").first.inner_text().strip() in text

    go_to_the_end(page)
    page.click("main a.button")
    assert page.url == f"{service.address}/ar/d/{AREA}/svara?satt=intervju"


def test_a_shared_screen_and_an_interview_need_no_script(officer, service, page):
    for mode in ("kiosk", "intervju"):
        page.goto(f"{service.address}/sv/d/{AREA}/svara?satt={mode}")
        go_to_the_end(page)
        assert page.locator("main a.button").count() == 1


def test_papers_are_typed_in_by_keyboard_alone(officer, service):
    page = officer
    page.set_viewport_size(USUAL)
    page.goto(f"{service.address}/arbete/dialoger/{AREA}/papper/skriv-in")
    for _ in range(2):
        page.locator("#q-years-in-area").focus()
        for typed in ("12", "1", "1 2 3", "7"):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(".done").is_visible()
    page.fill("#q-matters-most", "77")
    page.press("#q-matters-most", "Enter")
    page.locator(".problems").wait_for()
    assert page.input_value("#q-matters-most") == "77"
    assert page.locator(".problems a[href='#q-matters-most']").count() == 1


def test_the_paper_has_every_question_with_the_keys_that_are_typed_in(officer, service):
    page = officer
    page.goto(f"{service.address}/arbete/dialoger/{AREA}/papper?sprak=fi")
    printed = page.locator(".paper-question").count()
    keys = page.locator(".paper-question").nth(1).locator("b").all_inner_texts()
    assert page.locator("html").get_attribute("lang") == "fi"
    assert set(sheets(page)) == {A4}
    page.goto(f"{service.address}/arbete/dialoger/{AREA}/papper/skriv-in")
    assert page.locator(".paper-field").count() == printed
    assert [part.split(" = ")[0] for part in page.locator("#h-q-matters-most").inner_text().split(" · ")] == keys


def test_who_is_reached_is_seen_while_the_dialogue_is_open(officer, service):
    for number in range(70):
        submit(service.address, AREA, ["sv", "fi", "ar"][number % 3], {
            "gender": "woman" if number % 4 else "man", "age": "30-49", "district": "hovsjo",
        })
    service.output("mix", AREA)
    page = officer
    page.goto(f"{service.address}/arbete/dialoger/{AREA}/folj")
    page.set_viewport_size(USUAL)
    who = page.locator("section.results").inner_text()
    assert "Svenska" in who and "Suomi" in who and "på egen skärm" in who
    assert page.locator("section.results table").count() >= 2, "by gender and by age"
    assert page.locator("section.results caption", has_text="stadsdel").count() == 0, "only Hovsjö was asked"
    assert page.locator("#pages ~ table tbody tr").count() == 6
