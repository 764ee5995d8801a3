"""A file that takes a moment to make: who only hears the page is told when it is begun and when it is done."""

import pytest

from tests.app.browser import Tab

pytestmark = pytest.mark.browser

# A button as Streamlit draws one: it cannot be pressed while its file is made.
BUTTON = """() => {
  const place = document.createElement("div"), button = document.createElement("button");
  place.dataset.testid = "stDownloadButton";
  button.textContent = "A file";
  button.onclick = () => { button.disabled = true; window.made = () => { button.disabled = false; }; };
  place.append(button);
  document.querySelector("h1").append(place);
}"""


@pytest.fixture
def tab(tabs, fake_site) -> Tab:
    return tabs(fake_site)


def test_a_file_that_takes_a_moment_is_announced(tab):
    tab.open("/help")
    tab.page.evaluate(BUTTON)
    tab.page.get_by_role("button", name="A file").click()
    told = tab.page.locator('[role="status"].unseen')
    told.get_by_text("Making the file").wait_for()
    tab.page.evaluate("window.made()")
    told.get_by_text("The file is made").wait_for()
