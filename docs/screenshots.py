"""Draws the pictures of the README: the app over the index of the shipped corpus, in a real browser.

Run it from anywhere: python docs/screenshots.py (needs index/ and chromium; another browser by the variable CHROMIUM).
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.screens.browser import FLAGS, Tab, chromium, serving  # noqa: E402

# Picture: (address to open, words of its status line, height in pixels).
PICTURES = {
    "search.png": ("/?q=LADO+arrangements+over+time", "passages in", 1460),
    "over-time.png": ("/over-time?topic=LADO+arrangements&la=Halton", "council statement", 1640),
    "documents.png": ("/documents", "documents", 760),
}


def main() -> int:
    browser_path = chromium()
    if not browser_path:
        print("There is no chromium: install it, or name one in CHROMIUM.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        with serving("app.py", Path(folder) / "log") as address:
            for name, (path, words, height) in PICTURES.items():
                tab = Tab(browser, address)
                tab.page.set_viewport_size({"width": 1280, "height": height})
                tab.open(path).status(words)
                if tab.page.locator('[data-testid="stVegaLiteChart"]').count():
                    tab.page.locator('[role="graphics-document"] svg, svg.marks').first.wait_for()
                tab.page.screenshot(path=ROOT / "docs" / name)
                tab.close()
                print(f"docs/{name}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
