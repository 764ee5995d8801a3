"""A pack of sixteen passages, each as long as those of real reports, from eight documents of four authorities."""

from dataclasses import replace
from datetime import date

from tests.packs.make_pack import REPORT, SEARCHED, Texts, keep, make_content, passage

WORDS = (
    "Social workers {n} told inspectors that supervision is held each month and that managers help them to think "
    "about the lives of children, but records of it do not always show what was agreed."
)
NAMES = ("Northshire", "Southshire", "Eastshire", "Westshire")


LONG = (
    "Social workers {n} told inspectors that supervision is held each month and that managers help them to think "
    "about the lives of children, but records of it do not always show what was agreed, who is to do it and by when, "
    "so that decisions drift when a manager or a social worker leaves the service."
)


def sixteen(store, pattern=WORDS):
    """(the pack, the texts it is compared with)."""
    held, kept = [], []
    for number in range(8):
        document = replace(
            REPORT,
            id=f"report-{number}",
            file=f"{NAMES[number % 4].lower()}/childrens-services-inspection-{number}.pdf",
            authority=NAMES[number % 4],
            inspection_end=date(2016 + number, 9, 24),
        )
        two = [pattern.replace("{n}", str(2 * number + place)) for place in range(2)]
        content = make_content(*(("paragraph", words) for words in two))
        held.append((document, content))
        for place, words in enumerate(two):
            found = passage(document, words, content, paragraph=str(40 + place))
            label = ("strength", "mixed", "needs_improvement")[(number + place) % 3]
            kept.append(keep(document, found, "Supervision", label))
    pack_id = store.create("Supervision")
    store.add(
        pack_id, kept, replace(SEARCHED, authorities=NAMES, documents=tuple(d for d, _ in held), silent=())
    )
    store.group(pack_id, "authority", 1)
    return store.pack(pack_id), Texts(*held)
