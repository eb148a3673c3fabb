"""Prints what pyarrow finds in a folder of Parquet files, for the test beside it."""

import json
import pathlib
import sys

import pyarrow.compute as pc
import pyarrow.parquet as pq

tables = {path.stem: pq.read_table(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.parquet"))}
tasks, deadlines = tables["tasks"], tables["task_deadlines"]
kinds = {
    name: {field.name: str(field.type).replace("element:", "item:") for field in table.schema}
    for name, table in tables.items()
}
print(
    json.dumps(
        {
            "rows": {name: table.num_rows for name, table in tables.items()},
            "kinds": kinds,
            "amounts": pc.sum(tasks["amount_vnd"]).as_py(),
            "leads": pc.sum(pc.list_value_length(tasks["lead"])).as_py(),
            "last_day": str(pc.max(deadlines["end_date"]).as_py()),
        }
    )
)
