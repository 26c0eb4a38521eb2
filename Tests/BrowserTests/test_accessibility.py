"""Every page in every language: WCAG 2.2 A and AA by axe, narrow screens, large targets, dark and forced colours."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import LANGUAGES
from walks import WALKS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

NARROW = {"width": 320, "height": 640}
USUAL = {"width": 1280, "height": 900}

# A control is as large as its label, when it lies in one. A link inside a sentence is as large as its text
# (WCAG 2.2, 2.5.8); what is out of sight until it has the focus is measured where it stands.
SMALL_TARGETS = """() => {
    const inSentence = element => {
        if (element.localName !== 'a' || !getComputedStyle(element).display.startsWith('inline')) return false
        const block = element.closest('p, li, td, dd, figcaption')
        return block !== null && block.innerText.trim().length > element.innerText.trim().length
    }
    const small = []
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
    for (const element of document.querySelectorAll(all)) {
        if (element.getAttribute('aria-hidden') === 'true' || inSentence(element)) continue
        const target = element.closest('label') || element
        const {width, height} = target.getBoundingClientRect()
        if (width === 0 && height === 0) continue
        if (width < 24 || height < 24) {
            small.push(`${element.outerHTML.slice(0, 120)} is ${width.toFixed(1)} × ${height.toFixed(1)}`)
        }
    }
    return small
}"""

LIGHT_PAPER = "rgb(251, 250, 247)"

# Forced colours take away backgrounds and shadows: a button needs a border, a choice more than its colour.
SHAPELESS = """() => {
    const has = (element, side) => parseFloat(getComputedStyle(element)[side]) > 0
    const buttons = [...document.querySelectorAll('main .button, main .quiet, .option')]
        .filter(element => !has(element, 'borderTopWidth'))
    const chosen = [...document.querySelectorAll('.option:has(:checked)')]
        .filter(element => getComputedStyle(element).outlineStyle === 'none')
    return buttons.concat(chosen).map(element => `without shape: ${element.outerHTML.slice(0, 120)}`)
}"""

OVERFLOWING = """() => {
    const root = document.documentElement
    if (root.scrollWidth <= window.innerWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(element => {
        const box = element.getBoundingClientRect()
        return box.width > 0 && (box.right > window.innerWidth + 1 || box.left < -1)
    })
    return [`${root.scrollWidth} px wide, because of ` +
        wide.slice(0, 4).map(element => element.outerHTML.slice(0, 120)).join(' | ')]
}"""


def violations(page, rules):
    """What axe finds, a line for each rule with the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    lines = []
    for violation in found:
        nodes = violation["nodes"]
        lines.append(
            f"{violation['id']} ({len(nodes)}): {nodes[0]['html'][:200]} – {nodes[0]['failureSummary'][:300]}"
        )
    return lines


def faults_of(walk, page, address, language, inspect):
    """Every fault on every page of a walk, so that one run tells them all."""
    faults = []
    for name in WALKS[walk](page, address, language):
        # Articles repeat one another: what is folded in the first ones stands for the others.
        page.evaluate(
            """document.querySelectorAll('details').forEach(folded => {
                const article = folded.closest('article')
                const place = [...document.querySelectorAll('article')].indexOf(article)
                folded.open = place < 3
            })"""
        )
        faults += [f"{name}: {fault}" for fault in inspect(page)]
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", WALKS)
def test_axe_finds_nothing(open_page, address, walk, language):
    page = open_page(viewport=USUAL)

    faults = faults_of(walk, page, address, language, lambda page: violations(page, RULES))

    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", WALKS)
def test_nothing_scrolls_sideways_on_a_narrow_screen_and_targets_are_large(
    open_page, address, walk, language
):
    page = open_page(viewport=NARROW)

    faults = faults_of(
        walk, page, address, language,
        lambda page: page.evaluate(OVERFLOWING) + page.evaluate(SMALL_TARGETS),
    )

    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("walk", WALKS)
def test_axe_finds_nothing_in_the_dark(open_page, address, walk):
    page = open_page(viewport=USUAL, color_scheme="dark")

    faults = faults_of(walk, page, address, "sv", lambda page: violations(page, RULES))

    assert faults == [], "\n".join(faults)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != LIGHT_PAPER


@pytest.mark.parametrize("walk", WALKS)
def test_forced_colours_hide_nothing(open_page, address, walk):
    page = open_page(viewport=USUAL, forced_colors="active")

    faults = faults_of(
        walk, page, address, "sv",
        lambda page: violations(page, RULES) + page.evaluate(SHAPELESS),
    )

    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("walk", WALKS)
def test_each_page_has_one_heading_one_main_part_and_a_title(page, address, walk):
    titles = {}
    for name in WALKS[walk](page, address, "sv"):
        assert page.locator("h1").count() == 1, name
        assert page.locator("main").count() == 1, name
        titles[name] = page.title()

    assert all(title.strip() for title in titles.values()), titles
