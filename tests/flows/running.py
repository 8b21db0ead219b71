"""Runs one deployment's flow in a process of its own: ``python -m tests.flows.running FLOW PARAMETERS``."""

import json
import sys

from flows.deployments import deployments
from flows.options import load_settings
from flows.prefect_defaults import set_prefect_defaults


def main(name: str, parameters: str) -> None:
    settings = load_settings()
    set_prefect_defaults(settings.home)
    if name == "deployments":
        told = [
            {
                "name": offered.name,
                "entrypoint": offered.entrypoint,
                "enforced": offered.enforce_parameter_schema,
                "schedules": [str(entry.schedule.cron) for entry in offered.schedules or []],  # type: ignore[union-attr]
                "fields": offered._parameter_openapi_schema.model_dump(),
                "registered": str(offered.apply()),
            }
            for offered in deployments(settings)
        ]
        print(json.dumps(told))
        return
    import flows.deployments as offered_flows  # noqa: PLC0415

    flow = next(flow for flow in offered_flows._FLOWS if flow.name == name)
    print(json.dumps(flow(**json.loads(parameters)), default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
