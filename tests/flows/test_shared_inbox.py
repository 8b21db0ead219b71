"""An audit of villages' folders on a Windows share: the same as of local ones, and nobody reads the password."""

import shutil
from pathlib import Path

import pytest

from tests import samba
from tests.flows.conftest import audit_arguments, netralitas

pytestmark = pytest.mark.process


@pytest.fixture
def shared_sample(samba_server: samba.Server, sample_inbox: Path) -> str:
    """Put the sample on a share; return its URL."""
    shutil.copytree(sample_inbox, samba_server.folder / "audit", dirs_exist_ok=True)
    return f"{samba_server.url()}/audit"


def test_an_audit_of_a_share_is_that_of_a_local_folder(
    samba_server: samba.Server, shared_sample: str, sample_inbox: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    user = {"NETRALITAS_INBOX_USER": samba.USER, "NETRALITAS_INBOX_PASSWORD_FILE": str(samba_server.place / "password")}
    shared = netralitas(*audit_arguments(shared_sample), home=home, **user)
    assert shared.code == 0, shared.stderr
    local = netralitas(*audit_arguments(sample_inbox), home=tmp_path / "other")
    figures = ("expected", "received", "findings")
    assert [shared.result[name] for name in figures] == [local.result[name] for name in figures]
    replies = list(samba_server.folder.glob("audit/*/balasan/*.xlsx"))
    assert len(replies) >= shared.result["expected"]
    for path in home.rglob("*"):
        if path.is_file():
            assert samba.PASSWORD.encode() not in path.read_bytes(), path
