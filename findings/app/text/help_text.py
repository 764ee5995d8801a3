"""The sentences of the Help page and of signing in. Pure; what a document says is never in here."""

from __future__ import annotations

TITLE = "Help"
ON_THIS_PAGE = "On this page"

ABOUT_TITLE = "About"
ABOUT = (
    "This service searches published inspection reports and letters, and councils' own statements about them. "
    "It finds passages on a topic, answers questions in sentences of the documents, and shows what each inspection "
    "said over time.",
    "Everything shown as a quotation is cut from the stored text of a document, word for word, with its date, page "
    "and section. No sentence of an answer is written by a computer.",
)
NO_INDEX = "There is nothing to search at the moment. See ‘For administrators’ below."

MATCHING_TITLE = "How matching works"
MATCHING = (
    "Your words are compared with every passage in two ways: by meaning, so that a passage can match without any of "
    "your words, and by the words themselves. "
    "Short forms and other names used in this sector are added, for example ‘local authority designated officer’ for "
    "‘LADO’; a local authority, a year or a type of inspection in your question becomes a filter that you can "
    "remove. "
    "Passages with little evidence of being on your topic stand apart under ‘Possible matches’."
)

LABELS_TITLE = "What the labels mean"
LABELS_NOTE = (
    "Labels are this tool's reading of a passage, made from its words. They are not Ofsted grades, and they can be "
    "wrong: read the passage. Ofsted grades appear only where a document prints them."
)
LABELS_COLUMNS = ("Label", "What it means")
# By the code of a label (findings/app/components/labels.py), in the order in which labels are always shown.
LABELS = {
    "strength": "The passage describes something working well",
    "mixed": "Both working well and needing improvement",
    "needs_improvement": "Something that should be better",
    "mentioned": "The topic is described without a clear view",
    "not_mentioned": "No passage found in this document",
    "out_of_scope": "No passage found, and the document says that this visit looked at other things",
    "unreadable": "No usable text",
}

SILENCE_TITLE = "What silence means"
SILENCE = (
    "‘Not mentioned’ means that we found no passage on the topic in that document. It does not mean that the topic "
    "was good, poor or absent. A short visit looks at few things, and what it looked at is quoted where the document "
    "says so.",
    "‘Not found in later documents’ on the Recommendations page means the same. It does not say whether the work was "
    "done.",
)

LIMITS_TITLE = "Limits"
LIMITS = (
    "Only the documents listed on the Documents page are searched.",
    "A document that is a picture of text, such as a scan, cannot be searched. It is listed with the reason.",
    "Plain descriptions in everyday words find less than the words inspectors use.",
    "Dates, authorities and types of inspection are read from the documents and can be missing. "
    "What was not found is left out, not guessed.",
    "An answer shows sentences that fit the question. One that does not make sense alone, or would mislead, is shown "
    "with the heading or sentence it stands under, such as ‘What needs to improve’. "
    "Read the passage around each before you use it.",
    "If you ask what needs to improve, or what works well, an answer shows only sentences that this tool reads that "
    "way. It can read one wrongly: search the topic too.",
    "Check the original document before you quote from it in a formal submission.",
)

ADDING_TITLE = "Adding and removing documents"
ADDING = (
    "On the Documents page, ‘Add documents’ takes PDF and Word (.docx) files. Each is read first, and the local "
    "authority, type and date found in it are shown for you to correct. Nothing is added before you press the button.",
    "Indexing takes from a few seconds to some minutes. Searches work as before until it is done, and you can close "
    "the page: it goes on without you.",
    "A document is removed at the foot of its own page. It is found until the documents are indexed the next time; "
    "until then you can undo it.",
)
ADDING_OFF = "Documents are added and removed by an administrator."

PRIVACY_TITLE = "What happens to your searches"
PRIVACY = (
    "Searching and reading happen on the computer that runs this service. Nothing is sent to any other company, and "
    "no usage statistics are collected.",
    "Your search is part of the page address, so it stays in the history of your browser. "
    "Do not enter names or other personal details.",
    "Evidence packs, with your notes, and documents that you add are kept on the same computer until someone "
    "removes them. Whoever has the link to a pack, and may use this service, can see and change it. Your browser "
    "remembers the packs you opened in one cookie, which goes to this service only.",
)
LOG_OFF = "No log of requests is kept."
LOG = (
    "A log for administrators keeps, for each request, the time, its kind (for example a search), how long it took, "
    "how many results there were and, when something goes wrong, a reference. {queries}"
)
LOG_WITH_QUERIES = "An administrator has chosen to keep what was typed as well."
LOG_WITHOUT_QUERIES = "What you type is not kept in it."

ACCESS_TITLE = "Accessibility statement"
ACCESS = (
    "This service should meet the Web Content Accessibility Guidelines version 2.2 at level AA. You can use all of it "
    "with a keyboard, at 400% zoom and at a width of 320 pixels. Colour is never the only sign of anything.",
    "Every page is checked by an automated tool (axe) before a version is released. Automated checks find only some "
    "problems.",
)
ACCESS_KNOWN_TITLE = "Known problems"
ACCESS_KNOWN = (
    "The marks of the chart on the Over time page cannot be reached with the keyboard. "
    "The list below the chart gives the same information.",
    "The box for adding files on the Documents page has an inner element whose role is stated twice. "
    "It works with the keyboard.",
    "Some decorative icons of menus and buttons may be read out, and the button that enlarges a picture does not "
    "say what it enlarges.",
    "Parts of each page, such as the navigation and the dialogs, are drawn by Streamlit, the library this service is "
    "built with. We cannot change all of their structure.",
)
ACCESS_REPORT = "Report a problem that is not listed here to"

REPORT_TITLE = "Report a wrong citation"
REPORT = (
    "If a quotation differs from the original, or its date, page or document is wrong, report it. Give the address of "
    "the page you were on and the citation."
)
REPORT_TO = "Report it to"
NO_CONTACT = "whoever runs this service in your organisation"

ADMIN_TITLE = "For administrators"
ADMIN_STATE = "What is wrong now:"
ADMIN_REBUILD = (
    "To build the search index, or to bring it up to date after documents have changed, run this in the folder of the "
    "program. The index in use stays in use until the new one is ready. Deleting the folder ‘index’ and running it "
    "again mends an index that is damaged or was made by another version."
)
ADMIN_COMMANDS = (
    ("python embed.py", "build the index from the documents, or bring it up to date"),
    ("python embed.py --if-stale", "the same, but quietly nothing when the index is up to date"),
    ("python -m findings documents", "what is in the index, and what could not be read"),
    ("python -m findings verify", "cut every stored passage again from its document and compare"),
    ("python -m findings packs", "list the evidence packs"),
    (
        "python -m findings export PACK --out pack.docx",
        "write a pack as a file, its quotations compared again",
    ),
)
ADMIN_FAULT = (
    "A reference shown to a person, such as 7F3A2C, stands in the program's own log with all details of the fault, "
    "and in the log of requests with its time."
)
ADMIN_ADDED = (
    "Documents added in the app stand in the sub-folder ‘uploads’ of the folder of documents, each with a small file "
    "of what was corrected beside it. Documents removed in the app stand in the sub-folder ‘trash’ of the data folder "
    "until you delete them there. The file ‘build.log’ there tells why indexing failed."
)
ADMIN_SETTINGS = "Settings are environment variables:"
SETTINGS_COLUMNS = ("Name", "What it sets")
SETTINGS = (
    ("FINDINGS_CORPUS", "the folder of documents"),
    ("FINDINGS_INDEX", "the folder of the search index"),
    ("FINDINGS_DATA", "the folder of evidence packs, of the log of requests and of removed documents"),
    ("FINDINGS_UPLOADS", "off: nobody can add or remove documents in the app"),
    ("FINDINGS_CONTACT", "where a wrong citation is reported: an e-mail or web address"),
    ("FINDINGS_SIGN_IN", "1: people must sign in (docs/sign-in.md)"),
    ("FINDINGS_JOURNAL", "the file of the log of requests; off: none is kept"),
    ("FINDINGS_JOURNAL_QUERIES", "1: the log also keeps what was typed"),
)

SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
SIGN_IN_TITLE = "Signing in"
SIGNED_IN = "You are signed in."
SIGN_IN_NEEDED = "Sign in to search inspection documents."
SIGN_IN_BROKEN = "Signing in does not work at the moment."
SIGN_IN_BROKEN_FIX = "Try again later. An administrator finds the reason in the log of the program."


def log(kept: bool, with_queries: bool) -> str:
    """What the log of requests holds."""
    if not kept:
        return LOG_OFF
    return LOG.format(queries=LOG_WITH_QUERIES if with_queries else LOG_WITHOUT_QUERIES)
