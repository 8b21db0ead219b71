"""A server proves that it belongs to a home before a command tells it anything."""

import secrets

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.status import HTTP_400_BAD_REQUEST

from flows.access.keys import server_proof

PROOF = "/bukti"
_CHALLENGE_BYTES = 32


def new_challenge() -> str:
    """Return what a server is to prove itself with."""
    return secrets.token_hex(_CHALLENGE_BYTES)


def proof_route(key: bytes) -> Route:
    """Return the route that answers a challenge."""

    def prove(request: Request) -> Response:
        challenge, server = request.query_params.get("tantangan", ""), request.scope.get("server")
        if len(challenge) != 2 * _CHALLENGE_BYTES or not challenge.isalnum() or not server:
            return Response(status_code=HTTP_400_BAD_REQUEST)
        return PlainTextResponse(server_proof(key, challenge, server[1]))

    return Route(PROOF, prove, methods=["GET"])
