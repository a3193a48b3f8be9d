#!/bin/sh
# ingest in a few lines of awk, for folders of plain text in UTF-8: what the stage contract promises may be replaced.
set -u
while getopts o:s:f:p:j:L:l: flag; do
	case $flag in
	o) lines=$OPTARG ;;
	s) sources=$OPTARG ;;
	f) findings=$OPTARG ;;
	p) period=$OPTARG ;;
	*) ;;
	esac
done
shift $((OPTIND - 1))
echo doc_id,source,sha256,bytes,media_type,encoding,given_period,given_published,given_issuer,given_title >"$sources"
echo doc_id,byte_start,kind,text >"$lines"
echo finding_id,doc_id,report_period,severity,rule,obs_id,growth_id,byte_start,byte_end,message_en,message_vi >"$findings"
for folder in "$@"; do
	find "$folder" -type f -name '*.txt' | LC_ALL=C sort | while read -r file; do
		sha=$(sha256sum <"$file" | cut -c 1-64)
		doc=$(printf %s "$sha" | cut -c 1-16)
		echo "$doc,${file#"$folder"/},$sha,$(wc -c <"$file"),text/plain,UTF-8,${period:-},,," >>"$sources"
		LC_ALL=C awk -v doc="$doc" '
		{
			sub(/\r$/, "")
			text = $0
			gsub(/"/, "\"\"", text)
			print doc "," at + 0 ",para," (text ~ /[",]/ ? "\"" text "\"" : text)
			at += length($0) + 1
		}' "$file" >>"$lines"
	done
done
