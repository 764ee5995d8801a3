"""How pages look, as far as it can be measured: what stands in line, what is cut off, what can be seen in the dark."""

import pytest

from tests.app.browser import DARK_GROUND

pytestmark = pytest.mark.browser

LEFT = "box => box.getBoundingClientRect().left"
RIGHT = "boxes => boxes.filter(box => box.offsetParent).map(box => box.getBoundingClientRect().right)"


@pytest.fixture
def tab(tabs, fake_site):
    return tabs(fake_site)


@pytest.mark.parametrize("width", [1280, 1000, 820, 768, 390, 320])
def test_the_products_name_stands_in_line_with_the_page_and_no_page_of_the_menu_is_cut_off(tab, width):
    tab.open("/").page.set_viewport_size({"width": width, "height": 900})
    bar = tab.page.locator('[data-testid="stToolbar"] > div')
    bar.wait_for()
    tab.page.wait_for_timeout(500)  # the menu follows the width
    name = "box => getComputedStyle(box, '::before').content"
    assert bar.evaluate(name) == '"Findings"'  # it is the first thing in the bar
    assert abs(bar.evaluate(LEFT) - tab.page.locator("h1").evaluate(LEFT)) <= 1
    menu = (
        '[data-testid="stTopNavLink"], [data-testid="stTopNavSection"], [data-testid="stExpandSidebarButton"]'
    )
    assert max(tab.page.locator(menu).evaluate_all(RIGHT)) <= width - 16


def test_what_can_be_done_with_a_passage_stands_on_one_line(tab):
    tab.open("/?q=LADO").status("3 passages")
    row = tab.page.locator("#card-1 .passage-actions")
    middles = [
        box["y"] + box["height"] / 2
        for name in ("Open page 1", "Add to evidence pack", "Copy quotation", "This label is wrong")
        if (box := row.get_by_label(name).bounding_box())
    ]
    assert len(middles) == 4
    assert max(middles) - min(middles) <= 2


@pytest.mark.parametrize(
    ("question", "answer", "after"),
    [("LADO", "Answered from", "Sources"), ("abstain", "We could not answer this", "Closest passages")],
)
def test_that_an_answer_is_wrong_can_be_said_beside_it(tab, question, answer, after):
    tab.open(f"/ask?q={question}").status(answer)
    button = tab.page.get_by_role("button", name="This answer is wrong")
    heading = tab.page.get_by_role("heading", name=after, exact=True)
    assert button.bounding_box()["y"] < heading.bounding_box()["y"]


def test_the_chart_can_be_read_in_the_dark(tab):
    tab.scheme(color_scheme="dark")
    tab.open("/over-time?topic=LADO").status("6 inspections")
    chart = tab.page.locator('[data-testid="stVegaLiteChart"] svg')
    chart.wait_for()
    ground = luminance(DARK_GROUND)
    words = chart.locator("text").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    marks = chart.locator(".mark-symbol path[stroke]").evaluate_all(
        "all => all.map(one => getComputedStyle(one).stroke)"
    )
    assert len(words) > 7
    assert len(marks) == 6
    assert min((luminance(colour) + 0.05) / (ground + 0.05) for colour in words) >= 4.5
    assert min((luminance(colour) + 0.05) / (ground + 0.05) for colour in marks) >= 3
    assert chart.evaluate("one => getComputedStyle(one).backgroundColor") == DARK_GROUND


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_years_that_do_not_fit_begin_with_the_latest(tab, width):
    tab.open("/over-time?topic=crowd").page.set_viewport_size({"width": width, "height": 900})
    grid = tab.page.locator(".grid-scroll")
    grid.wait_for()
    grid.evaluate("box => { box.style.maxWidth = '190px'; }")
    assert grid.evaluate("box => box.scrollWidth > box.clientWidth")
    latest = tab.page.locator("table.grid thead th").last.evaluate("box => box.getBoundingClientRect().right")
    assert latest <= grid.evaluate("box => box.getBoundingClientRect().right") + 1


@pytest.mark.parametrize("width", [390, 320])
def test_a_name_or_a_command_is_broken_only_between_its_words(tab, width):
    tab.open("/help?for=administrators").page.set_viewport_size({"width": width, "height": 900})
    names = tab.page.locator("table.pairs code span")
    cell = tab.page.locator("table.pairs tbody th").first.evaluate("box => box.clientWidth")
    assert names.count() > 20
    assert max(names.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")) <= cell
    short = tab.page.locator("table.pairs code span", has_text="--out").first
    assert short.evaluate("one => one.offsetHeight") < 40  # one line


def luminance(colour):
    """Of "rgb(20, 25, 31)", as WCAG defines it."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
