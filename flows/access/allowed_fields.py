"""What a body may say: ``request_fields.csv`` lists each field of the requests that change something.

A field that is not listed does not get through, whatever Prefect would do with it; a listed one must have one of the
values of its row. Where several roles ask, the narrowest list counts: a machine's own processes have none.
Nobody but the installation may let the server look up its secrets or fill in templates (Prefect's ``__prefect_kind``).
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from starlette.routing import compile_path

from data.reference import limit, load
from data.service import RequestField
from flows.access.accounts import LOCAL_ROLE

_LOOKED_UP = "__prefect_kind"
_PLAIN = "none"
# A NIP has 18 digits and a NIK 16, however they are spaced; a SHA-256 or a run's id is no identifier of a person.
_IDENTIFIER = re.compile(r"[0-9]([ .\-]?[0-9]){14}")
_DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class FieldNotAllowed(Exception):
    """A field has a value that the asking role may not send; its argument is the field's name."""


@dataclass(frozen=True)
class _Field:
    method: str
    path: "re.Pattern[str]"
    roles: frozenset[str]
    name: str
    values: frozenset[str]


def allowed_body(method: str, path: str, roles: Collection[str], body: bytes, schemas: Collection[str]) -> bytes:
    """Return the part of a body that may get through.

    ``schemas``: the deployments' parameter schemas as ``canonical`` JSON. Raises ``FieldNotAllowed``.
    """
    if LOCAL_ROLE in roles or not body:
        return body
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FieldNotAllowed("JSON") from error
    for text, name in _texts(told):
        if name == _LOOKED_UP and text != _PLAIN:
            raise FieldNotAllowed(_LOOKED_UP)
        if len(text) > limit("body_text_characters") and name != "schema":
            raise FieldNotAllowed(name)
    fields = [
        field for field in _fields() if field.method == method and field.path.match(path) and field.roles & set(roles)
    ]
    if not fields:
        return body
    if not isinstance(told, dict):
        raise FieldNotAllowed("JSON")
    kept: dict[str, object] = {}
    for field in fields:
        _keep(field, told, kept, schemas)
    return json.dumps(kept).encode()


def canonical(schema: object) -> str:
    """Return JSON that two equal schemas share."""
    return json.dumps(schema, sort_keys=True)


def _keep(field: _Field, told: dict[str, object], kept: dict[str, object], schemas: Collection[str]) -> None:
    value: object = told
    for part in field.name.split("."):
        if not isinstance(value, dict) or part not in value:
            return
        value = value[part]
    if value is None:
        return
    if not _is_allowed(value, field.values, schemas):
        raise FieldNotAllowed(field.name)
    *outer, last = field.name.split(".")
    for part in outer:
        inner = kept.setdefault(part, {})
        assert isinstance(inner, dict)  # noqa: S101 - the list names no field both as a value and as an object
        kept = inner
    kept[last] = value


def _is_allowed(value: object, allowed: frozenset[str], schemas: Collection[str]) -> bool:
    if "schema" in allowed:
        return canonical(value) in schemas
    if "any" in allowed:
        return True
    if "words" in allowed:
        return not any(_names_a_person(text) for text, _ in _texts(value))
    if isinstance(value, bool):
        return str(value).lower() in allowed
    return isinstance(value, str) and value.upper() in allowed


def _names_a_person(text: str) -> bool:
    return not _DIGEST.fullmatch(text) and bool(_IDENTIFIER.search(text))


def _texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in a JSON value with the name of its field; also each number, which could be an identifier."""
    waiting: list[tuple[object, str]] = [(value, name)]
    while waiting:
        current, of = waiting.pop()
        if isinstance(current, dict):
            waiting += [(inner, "schema" if of == "schema" else str(key)) for key, inner in current.items()]
            yield from ((str(key), of) for key in current if of != "schema")
        elif isinstance(current, list):
            waiting += [(inner, of) for inner in current]
        elif isinstance(current, str) or (isinstance(current, int) and not isinstance(current, bool)):
            yield str(current), of


@cache
def _fields() -> list[_Field]:
    return [
        _Field(
            row.method,
            compile_path(row.path)[0],
            frozenset(row.roles),
            row.field,
            frozenset(row.values),
        )
        for row in load("request_fields", RequestField)
    ]
