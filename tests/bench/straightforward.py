"""What the audit is measured against: ``uv run python tests/bench/straightforward.py INBOX``.

What one writes first: every sheet by ``pandas.read_excel`` with openpyxl, and one Great Expectations checkpoint for
each village: filled names, sound identifiers, known codes on every day. It finds less than the audit does (no aliases,
no register, no versions, no repairs, no cells) and writes one CSV.
"""

import sys
import time
import warnings
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    import great_expectations as gx
    import great_expectations.expectations as gxe
    import pandas as pd

CODES = ["H", "T", "PSW", "DL", "S", "I", "C", "CLTN", "TB", "L", "TK"]
DAYS = [str(day) for day in range(1, 32)]


def main() -> None:
    inbox = Path(sys.argv[1])
    began = time.perf_counter()
    villages = {folder.name: read_village(folder) for folder in sorted(inbox.glob("[0-9]*"))}
    read = time.perf_counter()
    failures = check_villages(villages)
    pd.DataFrame(failures).to_csv(sys.stderr, index=False)
    done = time.perf_counter()
    print(f"{read - began:.2f} {done - read:.2f}")


def read_village(folder: Path) -> "pd.DataFrame":
    """Return the attendance rows of a village's grids."""
    found = []
    for path in sorted(folder.glob("*.xls[xm]")):
        try:
            names = pd.ExcelFile(path, engine="openpyxl").sheet_names
            sheets = [pd.read_excel(path, sheet_name=name, header=None, engine="openpyxl") for name in names]
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a file, the script goes on
            print(f"{path}: {error}", file=sys.stderr)
            continue
        found += [table for table in map(attendance, sheets) if table is not None]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def attendance(sheet: "pd.DataFrame") -> "pd.DataFrame | None":
    """Return the table below the row that holds the headings; None where there is none."""
    for row in range(min(30, len(sheet))):
        headings = [str(value).removesuffix(".0") for value in sheet.iloc[row]]
        if {"Nama", "NIP/NIK", *DAYS} <= set(headings):
            table = sheet.iloc[row + 1 :].set_axis(headings, axis=1)
            return table.loc[:, ["Nama", "NIP/NIK", *DAYS]].dropna(how="all").astype("object")
    return None


def check_villages(villages: "dict[str, pd.DataFrame]") -> list[dict[str, Any]]:
    """Run one checkpoint for each village; return the failed expectations."""
    context = gx.get_context(mode="ephemeral")
    expectations = [
        gxe.ExpectTableRowCountToBeBetween(min_value=1),
        gxe.ExpectColumnValuesToNotBeNull(column="Nama"),
        gxe.ExpectColumnValuesToNotBeNull(column="NIP/NIK"),
        gxe.ExpectColumnValuesToBeUnique(column="NIP/NIK"),
        gxe.ExpectColumnValuesToMatchRegex(column="NIP/NIK", regex=r"\A[0-9]{16}([0-9]{2})?\Z"),
        *(gxe.ExpectColumnValuesToBeInSet(column=day, value_set=CODES) for day in DAYS),
    ]
    suite = context.suites.add(gx.ExpectationSuite(name="village", expectations=expectations))
    source = context.data_sources.add_pandas("villages")
    failures = []
    for name, rows in villages.items():
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
        definition = context.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=suite))
        checkpoint = gx.Checkpoint(name=name, validation_definitions=[definition], result_format="COMPLETE")
        outcome = checkpoint.run(batch_parameters={"dataframe": rows.reindex(columns=["Nama", "NIP/NIK", *DAYS])})
        for validated in outcome.run_results.values():
            failures += [
                {"village": name, "expectation": result.expectation_config.type}
                for result in validated.results
                if not result.success
            ]
    return failures


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # openpyxl warns of every validation list
    main()
