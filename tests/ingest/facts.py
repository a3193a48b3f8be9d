"""The tables of a folder without the columns that name the document's bytes, so that two can be compared."""
import csv
import sys

IDENTITY = {"doc_id", "obs_id", "growth_id"}
for table in "observations", "growth", "ledger":
    with open(f"{sys.argv[1]}/{table}.csv", encoding="utf-8", newline="") as rows, \
            open(f"{sys.argv[1]}/{table}", "w", encoding="utf-8") as out:
        for row in csv.DictReader(rows):
            print("\t".join(f"{name}={cell}" for name, cell in row.items() if name not in IDENTITY), file=out)
