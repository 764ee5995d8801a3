"""The sentences of the Help page and of signing in. Pure; what a document says is never in here."""

from __future__ import annotations

from findings.settings import EMBED

TITLE = "Help"
ON_THIS_PAGE = "On this page"

ABOUT_TITLE = "About"
ABOUT = (
    "This service searches published inspection reports and letters, and councils' own statements about them. "
    "You can find passages on a topic, get answers in sentences of the documents, and see what each inspection said "
    "over time.",
    "A question about many reports, such as which councils hold a grade or were told to improve something, is answered "
    "in a table from every document that the filters leave. You can change how a question is answered.",
    "Every quotation is copied word for word from a document and shown with its date, page and section. No sentence of "
    "an answer is written by a computer.",
)
USING_TITLE = "Finding what you need"
USING = (
    "Type a topic or a question in the box. A question is answered on the Ask page, and a topic ‘over time’ is shown "
    "on the Over time page; from both you can go back to the passages. Your words and filters go along when you "
    "choose another page.",
    "The filters in use stand above the results. Press one to take it away. ‘Start again’ clears everything.",
    "Next to each passage you can open its page, keep it in your evidence pack, copy it with its citation, or say that "
    "its label is wrong.",
    "The labels and notes of an evidence pack are saved when you leave the box. A pack that somebody else sent you is "
    "changed only after you agree.",
    "Pictures of a topic over time and of the themes can be downloaded for slides, with their date and source.",
)
NO_INDEX = "There is nothing to search at the moment. See ‘Help for administrators’."

MATCHING_TITLE = "How matching works"
MATCHING = (
    "Your words are compared with every passage in two ways: by meaning, so that a passage can match without any of "
    "your words, and by the words themselves. "
    "Other names used in children's services are searched too, for example ‘local authority designated officer’ for "
    "‘LADO’, and a local authority, a year or a type of inspection that you type becomes a filter that you can remove. "
    "Passages that may not be about your topic are listed separately under ‘Possible matches’."
)

LABELS_TITLE = "What the labels mean"
LABELS_NOTE = (
    "Labels are this tool's reading of a passage. They are not Ofsted grades and can be wrong, so read the passage. "
    "Ofsted grades appear only where a document prints them."
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

SILENCE_TITLE = "What ‘Not mentioned’ means"
SILENCE = (
    "‘Not mentioned’ means that we found no passage on the topic in that document. It does not tell you how good or "
    "poor the work was. A short visit looks at only a few things. Where the document says what the visit looked at, we "
    "quote it.",
    "On the Recommendations page, ‘Not found in later documents’ does not tell you whether the work was done.",
)

LIMITS_TITLE = "Limits"
LIMITS = (
    "Only the documents listed on the Documents page are searched.",
    "A document that is a picture of text, such as a scan, can be searched only if text recognition (OCR) is "
    "installed. If it is not, the document is listed with the reason.",
    "A search in everyday words finds less than a search in the words inspectors use.",
    "Dates, authorities and types of inspection are read from the documents. If we cannot find one, we leave it out "
    "and do not guess.",
    "A bullet that is not a full sentence is shown with its heading, such as ‘What needs to improve’. "
    "Read the passage around each sentence of an answer before you use it.",
    "If you ask what needs to improve, or what works well, an answer shows only sentences that this tool reads that "
    "way. It can be wrong, so search for the topic as well.",
    "Check the original document before you quote from it in a formal submission.",
)

ADDING_TITLE = "Adding and removing documents"
ADDING = (
    "On the Documents page, ‘Add documents’ takes PDF, Word, OpenDocument, rich text, PowerPoint and Excel files, "
    "pictures of pages (.png, .jpg, .tiff), and e-mails (.eml, .msg) with what is attached to them. We read each file "
    "and show you the local authority, type and date, so that you can correct them. Nothing is added until you press "
    "the button.",
    "A scanned page is a picture of text. It is read by text recognition (OCR) if an administrator has installed "
    "that. OCR makes mistakes: a passage read by it says so and gives the certainty of its least certain word. "
    "Compare it with the page before you quote it.",
    "A document in Welsh is searched by words only, not by meaning.",
    "An update takes from a few seconds to a few minutes. You can still search, and you can close the page.",
    "If a date, authority or type is wrong, open the document and choose ‘Correct these facts’. You see what was found "
    "and where. A date in figures is read with the day first.",
    "To remove a document, open it and choose ‘Remove this document’. It still appears in searches until the next "
    "update, and you can undo it until then.",
)
ADDING_OFF = "Only an administrator can add and remove documents."

PRIVACY_TITLE = "What happens to your searches"
PRIVACY = (
    "Everything runs on the computer that hosts this service. Nothing is sent to any other company, and no usage "
    "statistics are collected.",
    "Your search is part of the page address, so it stays in the history of your browser. "
    "Do not enter names or other personal details.",
    "Evidence packs, with your notes, and documents that you add are kept on the same computer until someone "
    "removes them. Anyone who can use this service and has the link to a pack can see and change it. "
    "Reports that a label or an answer is wrong are kept there with your search words and are not sent anywhere. "
    "What you save is kept on the same computer until you delete it. What you save for everyone can also be in "
    "feeds and e-mails that an administrator has set up.",
    "Cookies, which are sent only to this service, remember the packs you opened, the authority you chose, which "
    "searches were saved in this browser, when you were last here, and, until you close the browser, which documents "
    "you have chosen and not added yet.",
)
LOG_OFF = "No log of requests is kept."
LOG = (
    "For each request, a log for administrators records the time, what kind of request it was (for example a search), "
    "how long it took, how many results there were and, if something went wrong, a reference. {queries}"
)
LOG_WITH_QUERIES = "An administrator has chosen to record what you type as well."
LOG_WITHOUT_QUERIES = "It does not record what you type."

ACCESS_TITLE = "Accessibility statement"
ACCESS = (
    "This service should meet the Web Content Accessibility Guidelines version 2.2 at level AA. You can use all of it "
    "with a keyboard, at 400% zoom and at a width of 320 pixels. We never use colour alone to give information.",
    "We test every page with an automated tool (axe) before each release. Automated tests find only some problems.",
)
ACCESS_KNOWN_TITLE = "Known problems"
ACCESS_KNOWN = (
    "You cannot reach the points of the chart on the Over time page with the keyboard. "
    "The list below the chart gives the same information.",
    "The boxes for adding files on the Documents and Evidence pack pages have an element with two roles. They work "
    "with the keyboard.",
    "Some decorative icons of menus and buttons may be read out, and the button that enlarges a picture does not "
    "say what it enlarges.",
    "Parts of each page, such as the navigation and the dialogs, come from Streamlit, the library this service is "
    "built with. We cannot change all of their structure.",
)
ACCESS_REPORT = "Report a problem that is not listed here to"

REPORT_TITLE = "Report a wrong citation"
REPORT = (
    "Tell us if a quotation differs from the original, or if its date, page or document is wrong. Include the citation "
    "and the address of the page you were on."
)
REPORT_TO = "Report it to"
REPORT_LABEL = (
    "If a label or an answer is wrong, say so with the link beside it. The report is kept on this server for the "
    "people who improve this tool."
)
NO_CONTACT = "whoever runs this service in your organisation"

ADMIN_TITLE = "For administrators"
ADMIN_PAGE = "Help for administrators"
TO_ADMINISTRATORS = "Help for administrators"
TO_READERS = "Help for everyone"
ADMIN_COMMANDS_TITLE = "Commands"
ADMIN_SETTINGS_TITLE = "Settings"
ADMIN_STATE = "What is wrong now:"
ADMIN_REBUILD = (
    "Run these commands in the folder of the program. The first builds the search index, or brings it up to date after "
    "documents have changed. The index in use stays in use until the new one is ready. If the index is damaged "
    "or was made by another version, delete the folder ‘index’ and run the first command again."
)
ADMIN_COMMANDS = (
    (EMBED, "build the index from the documents, or bring it up to date"),
    (f"{EMBED} --if-stale", "the same, but do nothing if the index is up to date"),
    ("python -m findings documents", "list what is in the index and what could not be read"),
    ("python -m findings verify", "check every stored passage against its document"),
    (
        "python -m findings brief TOPIC --out brief.docx",
        "write a brief on a topic, or with --pack ID of a pack",
    ),
    ("python -m findings import-plan PACK plan.xlsx", "take an action plan back into its pack"),
    ("python -m findings doctor", "look at everything that is needed, with what to do"),
    (
        "python -m findings wrong --out wrong.jsonl",
        "labels and answers that people reported, as labelled lines",
    ),
    ("python -m findings packs", "list the evidence packs"),
    (
        "python -m findings export PACK --out pack.docx",
        "write a pack to a file, with its quotations checked again",
    ),
)
ADMIN_FAULT = (
    "If someone reports a reference, such as 7F3A2C, look for it in the program's own log, which has the details of "
    "the fault. The log of requests has its time."
)
ADMIN_ADDED = (
    "Documents added in the app are in the sub-folder ‘uploads’ of the folder of documents, each with a small file of "
    "corrections beside it. Documents removed in the app are in the sub-folder ‘trash’ of the data folder until you "
    "delete them. If an update fails, the file ‘build.log’ in the data folder tells you why."
)
ADMIN_SETTINGS = "Settings are environment variables:"
SETTINGS_COLUMNS = ("Name", "What it sets")
SETTINGS = (
    ("FINDINGS_CORPUS", "the folder of documents"),
    ("FINDINGS_INDEX", "the folder of the search index"),
    ("FINDINGS_DATA", "the folder of evidence packs, of the log of requests and of removed documents"),
    ("FINDINGS_UPLOADS", "off: nobody can add or remove documents in the app"),
    ("FINDINGS_CONTACT", "where to report a wrong citation: an email or web address"),
    ("FINDINGS_SIGN_IN", "1: people must sign in (docs/sign-in.md)"),
    ("FINDINGS_JOURNAL", "the file of the log of requests; off: none is kept"),
    ("FINDINGS_JOURNAL_QUERIES", "1: the log also keeps what was typed"),
)

SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
SIGN_IN_TITLE = "Signing in"
SIGNED_IN = "You are signed in."
SIGNED_IN_COUNCIL = "You also see the documents of {council}, which other councils do not see."
SIGN_IN_NEEDED = "Sign in to search inspection documents."
SIGN_IN_BROKEN = "You cannot sign in at the moment."
SIGN_IN_BROKEN_FIX = "Try again later. The reason is in the program's log, which an administrator can read."


def signed_in(council: str) -> str:
    """Whether somebody is signed in, and whose documents they see beside those that all see; "" for nobody's."""
    name = council.replace("-", " ").title()
    return f"{SIGNED_IN} {SIGNED_IN_COUNCIL.format(council=name)}" if council else SIGNED_IN


def log(kept: bool, with_queries: bool) -> str:
    """What the log of requests holds."""
    if not kept:
        return LOG_OFF
    return LOG.format(queries=LOG_WITH_QUERIES if with_queries else LOG_WITHOUT_QUERIES)
