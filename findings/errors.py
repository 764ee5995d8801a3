"""The one family of errors a user may see: what is wrong, which file or value, what to do.

Every message is one line. Only the command line and the screens catch these.
"""


class FindingsError(Exception):
    """Anything that is the input's or the environment's fault, said in one line."""


class SettingsError(FindingsError):
    """A setting that cannot be used; the message names it and what to give."""


class ReadingError(FindingsError):
    """A file that cannot be read as a document; the message names what is wrong and what to do."""


class FactsError(FindingsError):
    """A side file (documents.yml or <name>.yml) that cannot be used."""


class TemplateError(FindingsError):
    """A template that cannot be used; the message names its file and line."""


class EncoderError(FindingsError):
    """The encoder's weights are missing, damaged or not what was asked for."""


class BuildError(FindingsError):
    """The index could not be built; the one in use is untouched."""


class AddingError(FindingsError):
    """A document that could not be added to the corpus or removed from it; what was there is untouched."""


class IndexMissing(FindingsError):
    """There is no index where one was looked for."""


class IndexDamaged(FindingsError):
    """An index is there but cannot be used: damaged, older, or made with another encoder."""


class QueryError(FindingsError):
    """A query or filter that cannot be searched."""


class PackError(FindingsError):
    """An evidence pack that cannot be used as asked; what was kept is untouched."""


class PackMissing(PackError):
    """There is no evidence pack under that id."""


class PackChanged(PackError):
    """Somebody else changed the same thing first; nothing of theirs was overwritten."""


class PackStoreError(PackError):
    """The file of the evidence packs cannot be read or written."""


class SavedError(FindingsError):
    """A saved search that cannot be used as asked; what was saved is untouched."""


class SavedStoreError(SavedError):
    """The file of the saved searches cannot be read or written."""


class MailError(FindingsError):
    """The digest could not be sent; what was not sent is tried again the next time."""


class WatchError(FindingsError):
    """The folder of the documents cannot be watched."""
