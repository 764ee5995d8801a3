"""Draws the pictures of the README: the app over the index of the shipped corpus, and a pack as a Word file.

Run it from anywhere: python docs/screenshots.py (needs index/ and chromium; another browser by the variable CHROMIUM;
for the pack LibreOffice's soffice, without which that picture stays as it is).
"""

import io
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

import findings  # noqa: E402
from findings.packs import snapshot  # noqa: E402
from findings.packs.check import check  # noqa: E402
from findings.packs.pack_store import PackStore  # noqa: E402
from findings.packs.to_word import word_bytes  # noqa: E402
from findings.reading.pdf.image import page_image  # noqa: E402
from findings.records import Filters  # noqa: E402
from findings.settings import read_settings  # noqa: E402
from tests.app.browser import FLAGS, Tab, chromium, serving  # noqa: E402

# Picture: (address to open, words of its status line, height in pixels).
PICTURES = {
    "search.png": ("/?q=LADO+arrangements+over+time", "passages in", 1460),
    "over-time.png": ("/over-time?topic=LADO+arrangements&la=Halton", "council statement", 1640),
    "documents.png": ("/documents", "documents", 760),
}


PACK = "evidence-pack.png"
PACK_PAGES = (1, 2)
TOPIC = "LADO arrangements"


def pack(folder: Path) -> bool:
    """What inspections said on a topic, kept in a pack, as the first pages of its Word file; False without soffice."""
    office = shutil.which("soffice")
    if not office:
        return False
    library = findings.open_library(read_settings().index)
    timeline = library.over_time(TOPIC, Filters(authorities=("Halton",)))
    store = PackStore(folder / "data")
    pack_id = store.create(f"{TOPIC} in Halton")
    searched = snapshot.searched("over_time", library.receipt(timeline.plan), timeline.inspections)
    store.add(pack_id, snapshot.kept_views(timeline.inspections, TOPIC, library.stance), searched)
    (folder / "pack.docx").write_bytes(word_bytes(check(store.pack(pack_id), library), date.today()))
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "pack.docx"], cwd=folder, check=True, capture_output=True, timeout=300)
    pages = [Image.open(io.BytesIO(page_image(folder / "pack.pdf", page, scale=1.2))) for page in PACK_PAGES]
    gap = 12
    wide = sum(page.width + gap for page in pages) + gap
    both = Image.new("RGB", (wide, pages[0].height + 2 * gap), "#6b7580")
    at = gap
    for page in pages:
        both.paste(page, (at, gap))
        at += page.width + gap
    both.save(ROOT / "docs" / PACK, optimize=True)
    return True


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
        print(f"docs/{PACK}" if pack(Path(folder)) else f"docs/{PACK} stays: there is no soffice")
    return 0


if __name__ == "__main__":
    sys.exit(main())
