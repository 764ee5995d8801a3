"""What documents, their facts and names, packs and addresses say stays words in a real browser: it is read, never run.

Real files, a real build and the real search, every text of which tries to act as HTML, Markdown, a directive of
Streamlit, a formula or a way out of a folder.
"""

import contextlib
import csv
import io

import docx
import pytest
from playwright.sync_api import Error as PlaywrightError

import findings
from findings.packs.pack_store import PackStore
from findings.saved.saved_question import Question
from findings.saved.saved_store import SavedStore
from tests.app.browser import serving
from tests.app.small_corpus import Site, build
from tests.uploads import make_files

pytestmark = [pytest.mark.browser, pytest.mark.model]

ACTS = (
    '<script>window.acted = 1</script><img src=x onerror="window.acted = 2"><iframe src=//evil.example></iframe>'
    "</p></blockquote></div>--> [link](javascript:window.acted=3) ![picture](http://evil.example/p.png)"
)
DIRECTIVES = ":red[alarm] :material/home: :smile: $\\int x$ `code` **bold** <http://evil.example> ~~struck~~"
TURNED = "\u202edesrever\u202c \u2067also\u2069"
HOSTILE = f"{ACTS} {DIRECTIVES} {TURNED}"
# As it is read: without the signs that turn the direction of writing.
READ = f"{ACTS} {DIRECTIVES} desrever also"
# What must not be found in the page, whoever drew it.
ACTED = """() => [
  ...document.querySelectorAll('[data-testid="stMain"] :is(iframe, object, embed, img[src="x"], .katex, del, s)'),
  ...document.querySelectorAll(':is([href^="javascript"], [href*="//evil"], [src*="//evil"], [action*="//evil"])'),
  ...[...document.querySelectorAll('[data-testid="stMain"] *')].filter(
    one => [...one.attributes].some(attribute => attribute.name.startsWith("on"))),
].map(one => one.outerHTML.slice(0, 200)).concat(window.acted === undefined ? [] : [`acted ${window.acted}`])"""
NAME = "[a](javascript:alert(1)) :red[b] $x$ <img src=x onerror=alert(1)>.docx"


def letter():
    """A letter every part of which tries to act."""
    document = docx.Document()
    for words, style in (
        ("8 March 2024", None),
        ("Focused visit to Northshire children's services", "Title"),
        (f"Inspection of Northshire {HOSTILE}", None),
        ("What needs to improve", "Heading 1"),
        ("The local authority should improve:", None),
        (f"supervision of social workers {HOSTILE}", "List Bullet"),
        (f"Supervision {HOSTILE}", "Heading 1"),
        (f"Supervision of social workers is regular {HOSTILE}", None),
        ('=HYPERLINK("http://evil.example","Supervision of social workers is recorded")', None),
    ):
        document.add_paragraph(words, style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def site(chrome, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    corpus, index, data = folder / "corpus", folder / "index", folder / "data"
    corpus.mkdir()
    (corpus / NAME).write_bytes(letter())
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    facts = f'title: "{quoted}"\nauthority: "Northshire {quoted}"\nlead_inspector: "{quoted}"\n'
    side = (corpus / NAME).with_suffix(".yml")
    side.write_text(facts + "kind: focused-visit\ninspection_end: 2024-02-07\n", encoding="utf-8")
    (corpus / f"no <b>pdf {DIRECTIVES}.pdf".replace("/", "")).write_bytes(b"%PDF-1.4\nnothing")
    build(corpus, index)
    kept = {"FINDINGS_INDEX": str(index), "FINDINGS_DATA": str(data)}
    with serving("app.py", folder / "log", HF_HUB_OFFLINE="1", **kept) as address:
        yield Site(address, corpus, index, data)


@pytest.fixture
def tab(tabs, site):
    made = tabs(site.address)
    made.page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    return made


def unharmed(tab, *words):
    """Nothing of it acts, the page is whole, and these words can be read as they stand."""
    assert tab.page.evaluate(ACTED) == []
    assert tab.page.locator("h1").count() == 1
    assert tab.page.get_by_text("something went wrong").count() == 0
    assert tab.page.locator(".stException").count() == 0
    # The joiner that keeps ":word:" from becoming a picture is not seen.
    said = " ".join(tab.page.locator('[data-testid="stMain"]').inner_text().replace("\u2060", "").split())
    for each in words:
        assert " ".join(each.split()) in said, each
    # A sign that turns the direction would turn our own words around as well.
    assert not set(said) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert tab.overflow() == 0


VIEWS = {
    "search": "/?q=supervision+of+social+workers",
    "ask": "/ask?q=Is+supervision+of+social+workers+regular%3F",
    "over time": "/over-time?topic=supervision+of+social+workers",
    "recommendations": "/recommendations",
    "documents": "/documents",
}


@pytest.mark.parametrize("name", VIEWS)
def test_what_a_document_says_is_words_on_every_page(tab, name):
    tab.open(VIEWS[name])
    tab.page.get_by_text("window.acted").first.wait_for()
    unharmed(tab, READ)
    for width in (1280, 390):
        tab.wide(width)
        tab.picture(f"hostile {name}")
        assert tab.overflow() == 0


def test_what_a_document_says_is_words_in_the_reader(tab, site):
    [document] = [one for one in findings.open_library(site.index).documents() if one.status == "ready"]
    tab.open(f"/documents?doc={document.id}").page.get_by_text("window.acted").first.wait_for()
    unharmed(tab, READ)
    tab.picture("hostile reader")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download the original").click()
    assert "/" not in download.value.suggested_filename
    assert download.value.path().read_bytes() == (site.corpus / NAME).read_bytes()


def test_a_pack_of_hostile_words_is_read_and_taken_away_as_words(tab, site):
    tab.open("/?q=supervision+of+social+workers").status("passages in")
    for number in range(2):
        tab.page.get_by_role("button", name="Add to evidence pack").first.click()
        tab.page.locator(".kept", has_text=f"Your pack has {number + 1}").wait_for()
    [line] = PackStore(site.data).every_line()
    PackStore(site.data).describe(line.id, HOSTILE[:120], HOSTILE, HOSTILE[:120], 1)
    tab.open(f"/evidence-pack?pack={line.id}").page.get_by_text("window.acted").first.wait_for()
    unharmed(tab, READ)
    tab.picture("hostile evidence pack")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename.removesuffix(".csv").replace("-", "").isalnum()
    text = download.value.path().read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells) or not any(
        "HYPERLINK" in cell for cell in cells
    )
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_names_of_what_is_saved_are_words(tab, site):
    asked = Question("search", "supervision of social workers")
    SavedStore(site.data).save(asked, HOSTILE[:120], "somebody", for_all=True)
    tab.open("/saved").page.get_by_text("supervision of social workers").first.wait_for()
    unharmed(tab)
    tab.picture("hostile saved")
    tab.open("/?q=supervision+of+social+workers").page.locator(".kept", has_text="Saved as").wait_for()
    unharmed(tab)


def test_names_and_words_of_files_that_are_added_are_words(tab, site):
    tab.open("/documents?view=add")
    given = [
        {"name": f"{HOSTILE[:150]}.pdf", "mimeType": "application/pdf", "buffer": b"no pdf"},
        {"name": "../../../tmp/way out.docx", "mimeType": "application/pdf", "buffer": make_files.word()},
        {"name": NAME, "mimeType": "text/plain", "buffer": letter()},
    ]
    tab.page.set_input_files('[data-testid="stFileUploader"] input', given)
    tab.status("2 documents can be added and 1 cannot")
    unharmed(tab, ":red[b] $x$")
    tab.picture("hostile upload")
    assert not list(site.corpus.parent.rglob("*way out*")) or all(
        site.data in path.parents for path in site.corpus.parent.rglob("*way out*")
    )


PARAMETERS = (
    "q",
    "topic",
    "la",
    "type",
    "from",
    "to",
    "ignore",
    "sort",
    "order",
    "label",
    "doc",
    "p",
    "page",
)
PAGES = ("/", "/ask", "/over-time", "/recommendations", "/documents", "/saved", "/evidence-pack", "/help")


@pytest.mark.parametrize("path", PAGES)
def test_what_stands_in_an_address_is_words(tab, path):
    hostile = "".join(f"%{byte:02x}" for byte in f"{HOSTILE}\x00\x07\r\n".encode())
    tab.open(f"{path}?" + "&".join(f"{name}={hostile}" for name in (*PARAMETERS, "pack", "view", "status")))
    unharmed(tab)


@pytest.mark.parametrize(
    "path",
    [
        *(f"/documents?doc={doc}" for doc in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd")),
        *(f"/evidence-pack?pack={pack}" for pack in ("../packs.db", "..%2f..%2fetc%2fpasswd", "p%00")),
        "/documents?doc=x&p=../../etc/passwd&page=99999999999999999999",
    ],
)
def test_an_address_leads_out_of_no_folder(tab, path):
    tab.open(path)
    unharmed(tab)
    assert "root:" not in tab.page.content()


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/media/..%2f..%2fetc%2fpasswd"]
)
def test_a_path_leads_out_of_no_folder(tab, site, path):
    answer = tab.page.request.get(site.address + path)
    assert "root:" not in answer.text()


def test_long_addresses_are_refused_or_drawn_and_the_app_goes_on(tab, site):
    for path in PAGES:
        tab.open(f"{path}?" + "&".join(f"{name}={'x' * 4000}" for name in ("q", "doc", "pack", "la")))
        unharmed(tab)
    for path in ("/", "/documents", "/evidence-pack"):
        with contextlib.suppress(PlaywrightError):  # the line may be cut before all of it was sent
            answer = tab.page.request.get(f"{site.address}{path}?q={'x' * 100_000}")
            assert answer.status in (200, 400, 414, 431)
    tab.open("/?q=supervision").status("passages in")


def test_a_long_address_that_came_about_within_the_page_is_told(tab):
    tab.open("/")
    tab.page.evaluate(
        "history.replaceState({}, '', '/?q=' + 'x'.repeat(100_000) + '&la=' + 'y'.repeat(100_000))"
    )
    tab.page.get_by_role("button", name="Filters").or_(tab.page.get_by_text("Filters")).first.click()
    tab.search("supervision")
    tab.ready()
    unharmed(tab)
    tab.open("/?q=supervision").status("passages in")
