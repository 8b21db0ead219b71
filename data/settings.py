"""Settings of an installation: environment variables that begin with ``NETRALITAS_``, or a ``.env`` file."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where an installation keeps its things and how it works.

    ``home`` holds everything that must be backed up (archive, audits, Prefect's database).
    ``inbox`` is the folder with a folder for each village, ``area`` the regency, that the deployments are about.
    ``inbox_user`` and ``inbox_password_file`` (a file with the password alone) open an inbox on a shared folder.
    ``jobs`` is the number of worker processes for reading and writing (0: one a core).
    ``server`` is the API of this installation's Prefect server, used when it answers (empty: never).
    ``ledger`` is the URL of the ledger's database (empty: SQLite in ``home``).
    ``cluster`` is the address of a Dask scheduler (``tcp://…``); it needs the extra ``cluster``.
    ``contact`` is whom villages may ask, as their replies and forms print it (name, telephone; empty: a neutral line).
    ``prefect_database`` is the URL of Prefect's database (``postgresql+asyncpg://…``; empty: SQLite under ``home``).
    """

    model_config = SettingsConfigDict(env_prefix="NETRALITAS_", env_file=".env", extra="ignore")

    home: Path = Field(default=Path("var"))
    inbox: str = ""
    inbox_user: str = ""
    inbox_password_file: Path | None = None
    area: str = "35.03"
    jobs: int = Field(default=0, ge=0, le=256)
    server: str = "http://127.0.0.1:4200/api"
    ledger: str = ""
    cluster: str = ""
    prefect_database: str = ""
    contact: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
