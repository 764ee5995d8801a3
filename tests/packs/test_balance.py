"""Strengths that were kept are not left without what says something different."""

from dataclasses import replace

from findings.packs.balance import other_way
from findings.packs.check import check
from findings.records import Hit, InspectionView, Plan, Stance, Timeline
from tests.packs.make_pack import ASKED, COUNTED, LETTER, REPORT, STRENGTH, TEXTS

LATER = replace(LETTER, id="later", inspection_end=LETTER.inspection_end.replace(year=2024))
COUNCIL = replace(LETTER, id="council", authority=None)


def at(place, document):
    """A hit at "<document id>:<start>-<end>"."""
    start, end = (int(number) for number in place.partition(":")[2].split("-"))
    return Hit(1, 1.0, replace(STRENGTH.passage, id=place, start=start, end=end), document, (0, 1))


def view(document, *labelled):
    """An inspection with passages at these places and labels."""
    return InspectionView(document, tuple((at(place, document), Stance(label)) for place, label in labelled))


TIMELINE = Timeline(
    Plan("q", "q"),
    (
        view(REPORT, ("report:1-2", "needs_improvement")),  # earlier
        view(LETTER, ("letter:1-2", "mixed"), (STRENGTH.key, "mixed"), ("letter:3-4", "strength")),
        view(LATER, ("later:1-2", "needs_improvement"), ("later:3-4", "mentioned")),
        InspectionView(
            replace(LATER, id="unsure"),
            ((Hit(1, 0.4, STRENGTH.passage, LATER, (0, 1), possible=True), Stance("mixed")),),
        ),
    ),
)


READ = {hit.passage.id: stance for view in TIMELINE.inspections for hit, stance in view.passages}


def offered(store, *kept, change=None):
    pack_id = store.create("a")
    store.add(pack_id, kept)
    if change:
        item = store.pack(pack_id).items[0]
        store.annotate(pack_id, item.id, "", change, 1)
    asked = []

    def over_time(topic, authority):
        asked.append((topic, authority))
        return TIMELINE

    found = other_way(check(store.pack(pack_id), TEXTS), over_time, lambda passage: READ[passage.id])
    return asked, {heading: [offer.hit.passage.id for offer in offers] for heading, offers in found.items()}


def test_the_same_and_later_documents_only_and_not_what_is_held(store):
    asked, found = offered(store, STRENGTH)
    assert asked == [("LADO arrangements", "Northshire")]
    assert found == {"LADO arrangements": ["letter:1-2", "later:1-2"]}


def test_only_strengths_ask_for_it(store):
    assert offered(store, ASKED) == ([], {})
    assert offered(store, STRENGTH, change="mixed") == ([], {})
    assert offered(store, ASKED, change="strength")[1] == {
        "LADO arrangements": ["letter:1-2", STRENGTH.key, "later:1-2"]
    }


def test_nothing_is_claimed_without_a_topic_or_an_authority(store):
    assert offered(store, replace(STRENGTH, topic="")) == ([], {})
    assert offered(store, replace(STRENGTH, document=COUNCIL)) == ([], {})
    assert offered(store, COUNTED) == ([], {})
