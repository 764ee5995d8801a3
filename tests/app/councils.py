"""Five councils on a few lines each: an index in which every form of answer has something to say."""

from __future__ import annotations

from itertools import product
from pathlib import Path

# (authority, kind, last day of the visit, overall grade, what the report says).
REPORTS = (
    (
        "Halton",
        "ilacs",
        "2020-03-13",
        "Requires improvement to be good",
        (
            "Supervision of social workers is irregular, and managers do not record it well.",
            "Children who go missing wait too long for a return home interview.",
            "There were 210 children on a child protection plan in March 2020.",
        ),
    ),
    (
        "Halton",
        "focused-visit",
        "2022-11-24",
        "",
        ("The front door is quicker: contacts are screened on the day on which they arrive.",),
    ),
    (
        "Halton",
        "ilacs",
        "2024-05-24",
        "Inadequate",
        (
            "Supervision of social workers is now regular and reflective, and staff value it highly.",
            "Children who go missing are offered a prompt and thorough return home interview.",
            "There were 188 children on a child protection plan in May 2024.",
        ),
    ),
    (
        "Warrington",
        "ilacs",
        "2019-06-14",
        "Good",
        (
            "Supervision of social workers is strong: it is regular, reflective and well recorded.",
            "There were 160 children on a child protection plan in June 2019.",
        ),
    ),
    (
        "Warrington",
        "ilacs",
        "2024-06-14",
        "Outstanding",
        ("Return home interviews are completed quickly and inform planning for children very well.",),
    ),
    (
        "Brent",
        "ilacs",
        "2018-02-09",
        "Inadequate",
        (
            "Supervision of social workers is poor and too often does not take place at all.",
            "There were 232 children on a child protection plan in February 2018.",
        ),
    ),
    (
        "Brent",
        "ilacs",
        "2023-03-03",
        "Good",
        ("Supervision of social workers has improved and is now effective in most teams.",),
    ),
    (
        "Kingston upon Hull",
        "ilacs",
        "2019-01-25",
        "Inadequate",
        ("Return home interviews are weak: too few are completed, and the delay is too long.",),
    ),
)
# What the reports of some list as needing to improve.
ASKED = {
    ("Halton", "2020-03-13"): (
        "the timeliness of return home interviews when children go missing",
        "the frequency of supervision of social workers",
    ),
    ("Kingston upon Hull", "2019-01-25"): ("the number of return home interviews that are completed",),
}
TEAMS = ("duty", "assessment", "court", "fostering", "adoption", "leaving care", "disability", "early help")
WAYS = (
    "Supervision of social workers in the {} team takes place each month and is recorded on the child's file.",
    "In the {} team, managers use supervision of social workers to talk through what each family needs next.",
    "Newly qualified staff of the {} team say that supervision of social workers helps them to cope with pressure.",
    "Audits show that supervision of social workers in the {} team leads to decisions that are followed up.",
    "Supervision of social workers in the {} team was missed in summer, when two managers had left.",
    "Leaders of the {} team read the notes of supervision of social workers and challenge what is unclear.",
    "Group supervision of social workers lets the {} team learn from one another's difficult cases.",
)


def report(authority: str, day: str, grade: str, said: tuple[str, ...]) -> str:
    """A report in Markdown."""
    lines = [f"# Inspection of {authority} children's services", f"Inspection dates: {day}"]
    if grade:
        lines += ["| Judgement | Grade |\n|---|---|", f"| Overall effectiveness | {grade} |"]
        lines[-2:] = ["\n".join(lines[-2:])]
    if points := ASKED.get((authority, day)):
        lines += ["## What needs to improve", "\n".join(f"- {point}" for point in points)]
    return "\n\n".join([*lines, "## Main findings", *said]) + "\n"


def write_councils(folder: Path) -> None:
    """The reports with their facts, and one visit whose fifty-six paragraphs are all about supervision."""
    folder.mkdir()
    facts = []
    visit = tuple(way.format(team) for way, team in product(WAYS, TEAMS))
    for authority, kind, day, grade, said in (
        *REPORTS,
        ("Sheffield", "focused-visit", "2021-07-07", "", visit),
    ):
        name = f"{authority.lower().replace(' ', '-')}-{day}.md"
        (folder / name).write_text(report(authority, day, grade, said), encoding="utf-8")
        facts.append(f"{name}:\n  authority: {authority}\n  kind: {kind}\n  inspection_end: {day}\n")
    (folder / "documents.yml").write_text("".join(facts), encoding="utf-8")
