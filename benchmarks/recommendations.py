"""What was asked for, report by report, against counts made by hand; and how often later documents return to it.

    python -m benchmarks.recommendations INDEX

INDEX is built from the published reports. The counts were made on the printed pages (text of pypdf, read by eye, no
rule of this library involved), over every template. A point with bullets that complete its sentence counts once.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from findings.library import open_library
from findings.recommendations.collect import recommendations

# How a file's name ends -> (template, points, priority points of them), counted by hand.
COUNTED: Mapping[str, tuple[str, int, int]] = {
    "sheffield/childrens-services-inspection-21-february-2014.pdf": ("SIF, early 2014", 15, 0),
    "rochdale/childrens-services-inspection-05-december-2014.pdf": ("SIF, 2014-15, subheadings", 37, 16),
    "halton/childrens-services-inspection-03-february-2015.pdf": ("SIF, 2014-15, subheadings", 28, 5),
    "barnsley/childrens-services-inspection-08-august-2014.pdf": ("SIF, strengths below the list", 32, 0),
    "cheshire-east/childrens-services-inspection-15-september-2015.pdf": ("SIF, bullets in points", 25, 0),
    "wandsworth/childrens-services-inspection-16-february-2016.pdf": ("SIF, children's summary", 22, 0),
    "tameside/childrens-services-inspection-09-december-2016.pdf": ("SIF, two lists", 20, 0),
    "torbay/childrens-services-inspection-24-august-2018.pdf": ("re-inspection", 16, 0),
    "barnsley/childrens-services-inspection-19-november-2018.pdf": ("ILACS A", 4, 0),
    "blackpool/childrens-services-inspection-17-january-2019.pdf": ("ILACS A", 12, 0),
    "sefton/childrens-services-inspection-09-may-2022.pdf": ("ILACS B", 14, 0),
    "bromley/childrens-services-inspection-12-january-2024.pdf": ("ILACS B", 1, 0),
    "thurrock/childrens-services-inspection-29-october-2024.pdf": ("ILACS B, no list", 0, 0),
    "durham/joint-area-child-protection-inspection-24-august-2018.pdf": ("JTAI 2016-20", 43, 1),
    "sefton/joint-area-child-protection-inspection-18-december-2019.pdf": ("JTAI 2016-20", 38, 4),
    "cheshire-east/joint-area-child-protection-inspection-26-september-2022.pdf": ("JTAI 2022 on", 13, 1),
    "torbay/joint-area-child-protection-inspection-30-january-2024.pdf": ("JTAI 2022 on", 8, 1),
    "halton/area-send-full-inspection-26-january-2024.pdf": ("Area SEND, table of bodies", 9, 5),
    "barking-and-dagenham/area-send-full-inspection-06-september-2024.pdf": (
        "Area SEND, rows with bullets",
        3,
        0,
    ),
    "darlington/area-send-full-inspection-04-february-2025.pdf": ("Area SEND, rows with bullets", 4, 0),
    "haringey/joint-area-review-progress-inspection-pdf-03-july-2009.pdf": ("joint review 2009", 11, 0),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    library = open_library(parser.parse_args().index)
    documents = library.documents()
    started = time.perf_counter()
    found = recommendations(library.generation)
    seconds = time.perf_counter() - started
    points = Counter(r.document.file for r in found)
    priority = Counter(r.document.file for r in found if r.priority)
    wrong = 0
    for document in sorted(documents, key=lambda d: (d.kind, d.file)):
        if document.status != "ready":
            continue
        counts = (points[document.file], priority[document.file])
        counted = next((COUNTED[end] for end in COUNTED if document.file.endswith(end)), None)
        check = ""
        if counted:
            check = (
                f"  by hand {counted[1:]} {'equal' if counts == counted[1:] else 'DIFFERENT'} ({counted[0]})"
            )
            wrong += counts != counted[1:]
        print(
            f"{document.kind:14} {document.file[-72:]:72} {counts[0]:3} points, {counts[1]:2} priority{check}"
        )
    for recommendation in found:
        text = library.content(recommendation.document.id).text
        assert text[recommendation.start : recommendation.end] == recommendation.text, recommendation.id
    silent = ", ".join(
        document.file for document in documents if document.status == "ready" and not points[document.file]
    )
    print(
        f"{len(found)} points of {len(points)} documents in {seconds:.1f} s, all word for word; {wrong} counts differ"
    )
    print(f"no list found in: {silent or 'none'}")
    print(", ".join(f"{status} {count}" for status, count in Counter(r.status for r in found).most_common()))


if __name__ == "__main__":
    main()
