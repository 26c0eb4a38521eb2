"""Screenshots of the main pages of a running service, for people to look at.

python screenshots.py http://127.0.0.1:8080 FOLDER
"""

import sys
from pathlib import Path

from journeys import about_path, answer_section, begin, press, section
from playwright.sync_api import sync_playwright
from service import CLOSED_ROUND, OPEN_ROUNDS, browser_options

LANGUAGES = ["sv", "fi", "ar"]
WIDTHS = [360, 1280]


def stops(page, address, language):
    """Goes from page to page and says the name of each; sends one answer on the way."""
    for name, path in {
        "1-start": f"/{language}/",
        "2-about": about_path("medborgardialog", language),
        "7-results-index": f"/{language}/resultat",
        "8-results": f"/{language}/d/{CLOSED_ROUND}/resultat",
        "9-goal": f"/{language}/mal/N",
        "10-privacy": f"/{language}/d/{OPEN_ROUNDS['medborgardialog']}/integritet",
    }.items():
        page.goto(address + path)
        yield name
    begin(page, address, "medborgardialog", language)
    yield "3-section"
    page.locator("#i-years-in-area").fill("500")
    press(page, "next")
    yield "4-errors"
    turn = 0
    while section(page) != "review":
        answer_section(page, first_turn=turn)
        turn += 1
    yield "5-review"
    press(page, "send")
    yield "6-thanks"


def main(address, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_options())
        for width in WIDTHS:
            for language in LANGUAGES:
                page = browser.new_page(viewport={"width": width, "height": 800})
                for name in stops(page, address, language):
                    page.screenshot(path=folder / f"{name}-{language}-{width}.png", full_page=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Usage: python screenshots.py ADDRESS FOLDER")
    main(sys.argv[1].rstrip("/"), sys.argv[2])
