"""Every exception that this project raises, in one tree.

::

    NetralitasError
    ├── InputError          what was given to us is wrong: a finding or exit code 2, never a crash
    │   ├── UnreadableFile  a village's file cannot be read (S03); carries the cause's code
    │   └── UsageError        an option, a code or a period that cannot be; exit code 2
    └── InternalError            a bug or the environment: stops loudly, exit code 1
        ├── SchemaError     a table does not have the columns and types of tables.csv
        ├── RuleError      a rule raised instead of judging
        ├── ReconciliationError     counts that must agree do not (audit.json)
        └── EnvironmentUnavailable     a folder of ours cannot be written, or a server of ours does not answer

Whoever raises a ``InputError`` says what, where, why it matters and how to mend it, in plain words.
"""


class NetralitasError(Exception):
    """Root of the tree; never raised itself."""


class InputError(NetralitasError):
    """What was given to us is wrong."""


class UnreadableFile(InputError):
    """A file that cannot be read as a workbook.

    ``cause`` is a code of ``data/reference/causes.csv`` (rule S03), whose sentence the village reads.
    """

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class UsageError(InputError):
    """An option, code or period that cannot be; its text is the whole sentence for the user."""


class InternalError(NetralitasError):
    """A bug or the environment: the user's files are safe and nothing half-written stays behind."""


class SchemaError(InternalError):
    """A table does not have the columns and types that ``tables.csv`` promises."""


class RuleError(InternalError):
    """A rule raised an exception instead of judging its rows."""


class ReconciliationError(InternalError):
    """Counts that must agree do not."""


class EnvironmentUnavailable(InternalError):
    """A folder of ours cannot be written, or a server of ours does not answer."""
