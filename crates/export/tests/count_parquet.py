"""Prints how many rows pandas, polars or DuckDB finds in each Parquet file of a folder, for the test beside it."""

import json
import pathlib
import sys

library, folder = sys.argv[1], pathlib.Path(sys.argv[2])
if library == "pandas":
    import pandas

    def rows(path):
        return len(pandas.read_parquet(path))

elif library == "polars":
    import polars

    def rows(path):
        return polars.read_parquet(path).height

else:
    import duckdb

    def rows(path):
        return duckdb.connect().execute(f"SELECT count(*) FROM '{path}'").fetchone()[0]


print(json.dumps({path.stem: rows(path) for path in sorted(folder.glob("*.parquet"))}))
