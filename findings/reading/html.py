"""Web pages: the article without menus, banners and scripts. The only file that imports selectolax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

from findings.errors import ReadingError
from findings.reading.headings import split_grade
from findings.reading.marks import number_at, raised, without_hidden
from findings.reading.raw import RawBlock, RawDocument

_NOT_TEXT = (
    "script style noscript template svg iframe nav header footer aside form button select dialog figure[role=none] "
    "[hidden] [aria-hidden=true] [role=navigation] [role=banner] [role=contentinfo] [role=search] [role=alert]"
)
_COOKIES = re.compile(r"cookie|skip-?link|breadcrumb|pagination|share-?links|social-media", re.I)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS,
    *("p", "li", "tr", "dt", "dd", "blockquote", "pre", "caption", "figcaption", "address", "summary"),
    *(
        "div",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "dl",
        "body",
        "details",
    ),
    *("figure", "hr", "center", "fieldset"),
}
_LEAVES = {"p", "dt", "dd", "pre", "caption", "figcaption", "address", "summary", "blockquote", *_HEADINGS}


def read_html(text: str, name: str) -> RawDocument:
    """The blocks of a web page, `line` counting its blocks from 1; the page's own title in `metadata`.

    Raises:
        ReadingError: elements within elements beyond all measure.
    """
    tree = LexborHTMLParser(text)
    title = tree.css_first("title")
    for node in [found for rule in _NOT_TEXT.split() for found in tree.css(rule)]:
        if not _holds_article(node):
            node.decompose()
    for node in tree.css("div, p, a, section, ul"):
        marks = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _COOKIES.search(marks) and len(node.text().split()) < 150:
            node.decompose()
    root = tree.css_first("main") or tree.css_first("[role=main]") or tree.css_first("article") or tree.body
    try:
        found = [] if root is None else list(_blocks(root))
    except RecursionError as error:
        raise ReadingError(
            f"‘{name}’ is nested too deeply for a web page. Save it as PDF and try again."
        ) from error
    blocks = tuple(_numbered(block, line) for line, block in enumerate(_titled(found), 1))
    metadata = {"title": _squeezed(title.text())} if title is not None and title.text().strip() else {}
    return RawDocument(blocks, pages=None, metadata=metadata)


def _titled(blocks: list[RawBlock]) -> list[RawBlock]:
    """The only heading of the first level is the page's title."""
    top = [block for block in blocks if block.kind == "heading" and block.level == 1]
    if len(top) != 1:
        return blocks
    return [replace(block, kind="title") if block is top[0] else block for block in blocks]


def _holds_article(node: Node) -> bool:
    return node.tag in ("header", "form") and node.css_first("main, article, h1") is not None


def _blocks(node: Node) -> Iterator[RawBlock]:
    """The blocks within an element in order; loose text between block elements is a paragraph."""
    loose: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag == "-text" or child.tag not in _BLOCKS:
            if child.tag != "-text" and _has_block(child):
                yield from _flushed(loose)
                yield from _blocks(child)
            else:
                loose.append(_inline(child))
            continue
        yield from _flushed(loose)
        yield from _block(child)
    yield from _flushed(loose)


def _block(node: Node) -> Iterator[RawBlock]:
    if node.tag in _HEADINGS:
        text = _squeezed(_inline(node))
        if text:
            yield RawBlock("heading", text, level=_HEADINGS[node.tag], grade=split_grade(text)[1])
    elif node.tag in ("ul", "ol"):
        yield from _list(node, 1)
    elif node.tag == "tr":
        cells = [_squeezed(_inline(cell)) for cell in node.iter() if cell.tag in ("td", "th")]
        cells = [cell for cell in cells if cell]
        if cells:
            yield RawBlock("row" if len(cells) > 1 else "paragraph", "\t".join(cells))
    elif node.tag in _LEAVES and not _has_block(node):
        yield from _flushed([_inline(node)])
    else:
        yield from _blocks(node)


def _list(node: Node, level: int) -> Iterator[RawBlock]:
    """Bullets and numbered items; a numbered item keeps the number that the page shows."""
    start = node.attributes.get("start") or "1"
    number = int(start) if start.lstrip("-").isdigit() else 1
    for item in node.iter():
        if item.tag in ("ul", "ol"):
            yield from _list(item, level + 1)
        if item.tag != "li":
            continue
        own: list[str] = []
        nested: list[Node] = []
        for child in item.iter(include_text=True):
            if child.tag in ("ul", "ol"):
                nested.append(child)
            else:
                own.append(_spaced(child))
        text = _squeezed("".join(own))
        value = item.attributes.get("value") or ""
        number = int(value) if value.isdigit() else number
        if text and node.tag == "ol" and level == 1 and not node.attributes.get("type"):
            yield RawBlock("paragraph", f"{number}. {text}", body=len(str(number)) + 2, number=str(number))
        elif text:
            yield RawBlock("bullet", f"• {text}", body=2, level=min(level, 2))
        number += 1
        for each in nested:
            yield from _list(each, level + 1)


def _flushed(loose: list[str]) -> Iterator[RawBlock]:
    text = _squeezed("".join(loose))
    loose.clear()
    if text:
        yield RawBlock("paragraph", text)


def _numbered(block: RawBlock, line: int) -> RawBlock:
    """The block with its place, and with the number printed in its text."""
    number, body = block.number, block.body
    if block.kind == "paragraph" and number is None and (found := number_at(block.text)):
        number, body = found
    return replace(block, body=body, number=number, line=line)


def _has_block(node: Node) -> bool:
    return any(child.tag in _BLOCKS for child in node.traverse() if child.mem_id != node.mem_id)


def _inline(node: Node) -> str:
    """The words within an element; a raised figure stays raised, a line break is a space."""
    if node.tag == "-text":
        return node.text(deep=False) or ""
    if node.tag == "br":
        return " "
    if node.tag == "sup":
        figure = re.sub(r"[\[\]\s]", "", node.text())
        return raised(figure) if figure.isdigit() else node.text()
    return "".join(_spaced(child) for child in node.iter(include_text=True))


def _spaced(node: Node) -> str:
    """Block elements within a cell or an item are parted by a space."""
    return f" {_inline(node)} " if node.tag in _BLOCKS else _inline(node)


def _squeezed(text: str) -> str:
    return " ".join(without_hidden(text).split())
