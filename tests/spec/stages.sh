# shellcheck shell=sh disable=SC2154
# What reads reports for run.sh and eval.sh; $bin holds the stages.

# read_folder REPORTS: its reports through the three stages, tables in REPORTS.out
read_folder() {
	out=$1.out
	mkdir -p "$out"
	"$bin/ingest" -o "$out/lines.csv" -s "$out/sources.csv" -f "$out/findings-ingest.csv" "$1" &&
		"$bin/extract" -s "$out/sources.csv" -d "$out/documents.csv" -f "$out/findings-extract.csv" \
			-o "$out/mentions.csv" "$out/lines.csv" &&
		"$bin/normalize" -d "$out/documents.csv" -g "$out/growth.csv" -L "$out/ledger.csv" \
			-f "$out/findings-normalize.csv" -o "$out/observations.csv" "$out/mentions.csv"
}
