"""What differs between the kinds of shared folders: how one logs in, how they fail, how a file replaces another."""

import errno
import importlib
import os
from typing import Any

_LASTING = {
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.EBUSY,
    errno.EEXIST,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.ENOTEMPTY,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
}
"""What a server says about one file or folder, as against a connection that is gone."""

_STATUSES = {
    0xC0000022: errno.EACCES,  # STATUS_ACCESS_DENIED
    0xC0000043: errno.EBUSY,  # STATUS_SHARING_VIOLATION
    0xC0000054: errno.EBUSY,  # STATUS_FILE_LOCK_CONFLICT
    0xC000007F: errno.ENOSPC,  # STATUS_DISK_FULL
    0xC0000044: errno.EDQUOT,  # STATUS_QUOTA_EXCEEDED
    0xC00000A2: errno.EROFS,  # STATUS_MEDIA_WRITE_PROTECTED
    0xC00000CC: errno.ENOENT,  # STATUS_BAD_NETWORK_NAME
}
"""What Windows calls it: MS-ERREF 2.3.1."""

_RESPONSES = {
    403: errno.EACCES,
    404: errno.ENOENT,
    405: errno.EACCES,
    409: errno.ENOENT,
    423: errno.EBUSY,
    507: errno.ENOSPC,
}
"""What WebDAV calls it: RFC 4918, section 11."""

_KINDS: dict[type[Exception], int] = {
    FileNotFoundError: errno.ENOENT,
    FileExistsError: errno.EEXIST,
    PermissionError: errno.EACCES,
}
"""What object stores raise, without a number."""


def _failures() -> tuple[type[Exception], ...]:
    """Return what the installed libraries raise: not all of it is an ``OSError``."""
    found: list[type[Exception]] = [OSError, ValueError]  # smbprotocol's word for a refused connection
    for module, name in (
        ("smbprotocol.exceptions", "SMBException"),
        ("smbprotocol.exceptions", "SMBResponseException"),
        ("webdav4.client", "ClientError"),
        ("webdav4.http", "HTTPStatusError"),
        ("httpx", "HTTPError"),
        ("botocore.exceptions", "BotoCoreError"),
    ):
        try:
            found.append(getattr(importlib.import_module(module), name))
        except ImportError:
            continue
    return tuple(found)


FAILURES = _failures()


def options(scheme: str, user: str, password: str) -> dict[str, Any]:
    """Return how universal-pathlib opens that kind of URL for a user."""
    if scheme == "smb":
        # Others may read, write and delete what we have open: an inbox is the villages', not ours to lock.
        return {"username": user or None, "password": password or None, "share_access": "rwd"} | _QUICK
    if scheme.startswith("webdav"):
        return {"auth": (user, password) if user else None}
    if scheme == "s3":
        # what others have put there is to be seen at the next look
        return {"key": user or None, "secret": password or None, "use_listings_cache": False}
    return {}


_QUICK = {"timeout": 20, "register_session_retries": 0}


def about_one_file(failure: Exception) -> OSError | None:
    """Return a failure as the ``OSError`` of one file that it is; None when the connection or the server failed."""
    status = getattr(failure, "ntstatus", None) or getattr(failure, "status", None)
    response = getattr(failure, "status_code", None) or getattr(getattr(failure, "response", None), "status_code", None)
    number = _STATUSES.get(status or 0) or _RESPONSES.get(response or 0) or getattr(failure, "errno", None)
    number = number or _KINDS.get(type(failure))
    if number not in _LASTING:
        return None
    return OSError(number, os.strerror(number), getattr(failure, "filename", None))


def overwrite(files: Any, source: str, target: str) -> None:
    """Let a finished file take another's place in one step, where the protocol has such a step."""
    if _protocol(files) == "smb":
        import smbclient  # noqa: PLC0415

        smbclient.replace(_unc(files, source), _unc(files, target), port=files._port)
    elif _protocol(files) == "webdav":
        files.client.move(source, target, overwrite=True)
    else:
        files.mv(source, target)


def reconnect(files: Any) -> None:
    """Forget a connection that failed; the next call makes a new one."""
    if _protocol(files) == "smb":
        import smbclient  # noqa: PLC0415

        smbclient.delete_session(files.host, port=files._port)
        files._connect()


def _protocol(files: Any) -> str:
    return files.protocol if isinstance(files.protocol, str) else str(files.protocol[0])


def _unc(files: Any, path: str) -> str:
    return f"\\\\{files.host}{path}".replace("/", "\\")
