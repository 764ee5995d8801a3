"""A brief in a council's own Word template. The only file that imports docxtpl and jinja2.

`docs/packs.md` lists the placeholders. A template can only place and repeat them: it is filled in a sandbox.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from findings.citation import day
from findings.errors import PackError
from findings.packs.brief import brief_wording as said
from findings.packs.brief.brief_records import NO_AUTHORITY, Authority, Brief, Request, Row
from findings.packs.pack import PROGRESS
from findings.packs.reproducible_zip import without_times
from findings.packs.to_word import properties

NAME = Path("templates") / "brief.docx"  # below the data folder


def template_of(data: Path) -> bytes | None:
    """The council's template below the data folder; None if there is none. Raises PackError if it cannot be read."""
    path = data / NAME
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise PackError(f"{path} cannot be read ({error.strerror}).") from error


def filled(template: bytes, brief: Brief, name: str = NAME.name) -> bytes:
    """The template with the brief in it.

    Raises PackError, naming the file `name`, when it is no Word document or holds a placeholder that there is not.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    sandbox = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(placeholders(brief), jinja_env=sandbox)
        properties(document.docx, brief.title, brief.author, brief.on)
        out = io.BytesIO()
        document.save(out)
    except TemplateError as error:
        why = " ".join(str(error.message).split())
        raise PackError(
            f"The template {name} cannot be filled: {why}. docs/packs.md lists what it can hold."
        ) from error
    except Exception as error:  # python-docx and lxml raise whatever their parts raise on a damaged file
        raise PackError(
            f"The template {name} cannot be used: it is damaged, or not a Word document (.docx). Save it again in Word."
        ) from error
    return without_times(out.getvalue())


def placeholders(brief: Brief) -> dict[str, Any]:
    """What a template can place; every value is text, a list, or yes and no."""
    parts = brief.options.parts
    return {
        "title": brief.title,
        "purpose": brief.purpose,
        "date": day(brief.on),
        "prepared_by": brief.author,
        "summary": brief.summary,
        "rows": [_row(row) for row in brief.rows] if "table" in parts else [],
        "authorities": [_authority(one, parts) for one in brief.authorities],
        "sources": list(brief.sources) if "sources" in parts else [],
        "searched": list(brief.receipts),
        "check": brief.checked,
        "labels_note": said.LABELS_NOTE,
        "numbers_note": said.NUMBERS_NOTE,
        "several": brief.several,
    }


def _row(row: Row) -> dict[str, Any]:
    response = row.response
    return {
        "item": str(row.number),
        "authority": row.authority,
        "inspection": row.inspection,
        "date": row.date,
        "label": row.label_words,
        "under": row.under,
        "before": row.words.before,
        "sentence": row.words.said,
        "after": row.words.after,
        "place": row.place,
        "warnings": list(row.warnings),
        "note": row.note,
        "response": response.response,
        "evidence": response.evidence,
        "owner": response.owner,
        "due": day(response.due) if response.due else "",
        "status": PROGRESS[response.progress],
    }


def _authority(one: Authority, parts: tuple[str, ...]) -> dict[str, Any]:
    shown = "authorities" in parts

    def numbers(label: str) -> str:
        return said.numbered(one.labelled[label]) if shown else ""

    silences = [(found.document, found.silence) for found in one.silences] if "silence" in parts else []
    quiet = [(found, "not_mentioned") for found in one.not_quoted] if "silence" in parts else []
    latest = one.latest[0].document if one.latest and shown else None
    return {
        "name": one.name or NO_AUTHORITY,
        "latest": f"{said.inspection(latest)}: {said.labels_of(one.latest)}" if latest else "",
        "strengths": numbers("strength"),
        "mixed": numbers("mixed"),
        "needs": numbers("needs_improvement"),
        "mentioned": numbers("mentioned"),
        "requests": [_request(request) for request in one.requests] if "asked" in parts else [],
        "not_quoted": said.silences(quiet) if quiet else "",
        "silent": said.silences(silences) if silences else "",
    }


def _request(request: Request) -> dict[str, Any]:
    later = [
        {"place": found.place, "sentence": found.words, "item": str(found.item or "")}
        for found in request.later or ()
    ]
    none = "" if later else said.later_none(request)
    return {"item": str(request.row.number), "date": request.row.date, "later": later, "none": none}
