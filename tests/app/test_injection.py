"""What a document, its side file or an address says is shown as words: it never becomes markup, a link or a script."""

from dataclasses import replace

import pytest

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:alert(3)) ![b](http://evil.example/p.png) "
    ":red[c] $\\int$ `d` </div>--> \u202ereversed"
)
ACTS = ("<script>alert", "<img src=x", 'href="javascript:', "</div>-->")
# In what Streamlit reads as Markdown these would act as well.
MARKDOWN_ACTS = (*ACTS, "[a](", "![b](", ":red[c]", "$\\int$", "`d`")


def labels(screen):
    kinds = (
        "button checkbox expander link_button multiselect page_link radio selectbox text_input toggle".split()
    )
    return [str(getattr(found.proto, "label", "")) for kind in kinds for found in screen.app.get(kind)]


def assert_nothing_acts(screen):
    for act in ACTS:
        assert act not in screen.html
    for text in (*(found.value for found in screen.app.markdown), *labels(screen)):
        assert not [act for act in MARKDOWN_ACTS if act in text], text


@pytest.fixture
def hostile(screen, monkeypatch):
    """The fake library with every fact of its documents hostile."""
    facts = {"title": HOSTILE, "authority": f"North {HOSTILE}", "lead_inspector": HOSTILE, "message": HOSTILE}
    facts |= {"file": f"{HOSTILE}.pdf", "source": 'https://x/"onmouseover="alert(1)', "kind": "other"}
    held = {document.id: replace(document, **facts) for document in screen.library.documents()}
    search = screen.library.search

    def hostile_search(query, k=10, *filters, **more):
        found = search(query, k, *filters, **more)
        hits = (replace(hit, document=held[hit.document.id]) for hit in found.hits)
        return replace(found, hits=tuple(hits))

    monkeypatch.setattr(screen.library, "documents", lambda: tuple(held.values()))
    monkeypatch.setattr(screen.library, "document", held.__getitem__)
    monkeypatch.setattr(screen.library, "search", hostile_search)
    return screen


def test_facts_of_documents_are_words_in_results(hostile):
    hostile.open("q=LADO")
    assert "&lt;script&gt;alert(1)" in hostile.html
    assert_nothing_acts(hostile)


def test_facts_of_documents_are_words_in_the_list(hostile):
    hostile.open(page="documents")
    assert "&lt;script&gt;alert(1)" in hostile.html
    assert_nothing_acts(hostile)


def test_facts_of_documents_are_words_in_the_reader(hostile):
    hostile.open("doc=letter&page=1", page="documents")
    assert "&lt;script&gt;alert(1)" in hostile.html
    assert '"onmouseover="' not in hostile.html
    assert_nothing_acts(hostile)


@pytest.mark.parametrize("page", ["", "ask", "over_time", "recommendations", "documents"])
def test_what_stands_in_an_address_is_words(screen, page):
    screen.open(page=page)
    for name in ("q", "topic", "la", "type", "from", "to", "ignore", "sort", "doc", "p", "page"):
        screen.app.query_params[name] = HOSTILE
    screen.app.run()
    assert not screen.app.exception
    assert_nothing_acts(screen)
    assert "\u202e" not in screen.html  # it would turn our own words around


@pytest.mark.parametrize(
    "doc", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "letter\0", "x" * 20_000]
)
def test_an_address_reaches_no_other_file(screen, doc):
    screen.open(page="documents")
    screen.app.query_params["doc"] = doc
    screen.app.run()
    assert not screen.app.exception
    assert "root:" not in screen.html
    assert "<h1>" in screen.html  # a page is drawn, not a fault
