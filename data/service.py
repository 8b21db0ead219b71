"""What the service offers and to whom: requests, their fields, deployments and downloads."""

from dataclasses import dataclass
from typing import Literal

from data.reference import Filled, Words

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE", "WS"]


@dataclass(frozen=True)
class AccessRight:
    """One row of ``access_rights.csv``: which roles may send a request, and its name in the access log."""

    method: Method
    path: Filled
    roles: Words
    action: str


@dataclass(frozen=True)
class RequestField:
    """One row of ``request_fields.csv``: a field that a request of these roles may hold, and the values allowed."""

    method: Method
    path: Filled
    roles: Words
    field: Filled
    values: Words


@dataclass(frozen=True)
class Deployment:
    """One row of ``deployments.csv``: a flow's name for people, when it runs, and whether it needs the inbox.

    ``joins_equal``: who starts it with the parameters of a run that has not ended gets that run.
    """

    flow: Filled
    name: Filled
    cron: str
    needs_inbox: bool
    joins_equal: bool
    description: Filled


@dataclass(frozen=True)
class ContentType:
    """One row of ``content_types.csv``: the media type of a file's ending."""

    ending: Filled
    content_type: Filled
    source: Filled


@dataclass(frozen=True)
class PublishedTable:
    """One row of ``published_tables.csv``: what a table beside the workbook holds."""

    file: Filled
    content_id: Filled
    content_en: Filled

    def content(self, language: str) -> str:
        return self.content_en if language == "en" else self.content_id
