# shellcheck shell=sh
# --help of the driver and of each command, --version.

VERSION=1.0.0

show_version() {
	out "solieu $VERSION"
	exit 0
}

common_flags() {
	cat <<-'END'

		Common flags:
		  -c FILE             configuration (default: pipeline.conf here, else that of the source tree)
		  --input PATH        where reports lie; repeatable
		  --out DIR           where everything generated goes (default: out)
		  --jobs N            programs at a time (default: one for each processor)
		  --lexicon-extra DIR a folder of lexicons of your own; repeatable
		  --corrections FILE  corrections to readings
		  --quiet             no table, no progress
		  --help, --version
		Every key of pipeline.conf is a flag: LIMIT_TEXT_BYTES=… is --limit-text-bytes …
		Exit codes: 0 done; 1 done, but reports were rejected or wait; 2 the caller's mistake;
		3 system failure, a rerun may help; 75 another run holds the lock.
	END
}

usage_main() {
	cat <<-'END'
		usage: solieu COMMAND [FLAG…] [OPERAND…]

		  run [REPORT…]       read new or changed reports, publish what they change
		  backfill FROM [TO]  rework report months, and the later ones that rest on them
		  release PERIOD      the bundle an analyst is handed
		  status              what is held, missing, waiting or late
		  explain [FILE|-]    show in the text what was read, and what was left and why
		  asof MONTH          the dataset as the reports up to a month told it
		  history SERIES      one series through its vintages
		  diff V1 V2          two vintages compared
		  forget DOC          take a report out again
		  check               configuration, lexicons and corrections, without running anything

		solieu COMMAND --help tells more.
	END
	common_flags
}

usage_run() {
	cat <<-'END'
		usage: solieu run [FLAG…] [REPORT…]

		Reads reports (files, folders, archives; default: INPUT of pipeline.conf) that are new or
		changed, and publishes the months that they change. Silent, but for a table on a terminal;
		with nothing new only a line in out/log is written.

		  --period YYYY-MM    the month that the reports given are about, where their text does not say
		  --dry-run           print what would be read, change nothing
		  --summary           print the table though standard output is no terminal
		  --json              print the summary of the run as one line of JSON
	END
	common_flags
}

usage_backfill() {
	cat <<-'END'
		usage: solieu backfill [FLAG…] FROM [TO]

		Reworks the report months FROM to TO (default: FROM alone) and the later months whose growth
		rests on them. Prints the plan, works it off, publishes once, and tells what changed in which
		series. Stopped at any point, the same command continues.

		  --reprocess missing months that reports are held of, but that were never computed (default)
		  --reprocess failed  these, and reports that were rejected or wait, read once more
		  --reprocess stale   reports read with other lexicons or corrections
		  --reprocess all     every report of these months
		  --dry-run           print the plan and stop
	END
	common_flags
}

usage_release() {
	cat <<-'END'
		usage: solieu release [FLAG…] PERIOD
		       solieu release [FLAG…] --from MONTH --to MONTH

		Packs the published dataset of PERIOD (2022-08, 2022-Q3, 2022-S1, 2022) for an analyst: one archive
		out/releases/solieu-PERIOD.zip, listed in index.csv and index.html beside it. It holds the tables as
		CSV, Parquet and XLSX, SDMX-CSV, the report as a page, codebook, quality, changes and the texts, and
		checks itself: sha256sum -c manifest-sha256.txt.

		  --since FILE        tell changes against observations.csv of an earlier release, not against the
		                      reports up to the month before
		  --tar               tar.gz instead of zip
	END
	common_flags
}

usage_status() {
	cat <<-'END'
		usage: solieu status [--json] [FLAG…]

		Tells the last success, each month held, months missing between them, reports that wait
		and what they lack, and which report should have come by now (RELEASE_CALENDAR).
	END
	common_flags
}

usage_explain() {
	cat <<-'END'
		usage: solieu explain [FLAG…] [FILE|-]

		Shows in the text what was read: subjects, values, periods and growth, each in a colour of its own,
		and what was left and why. --json for programs; --html for one page on which hovering a figure
		shows its row. Files are read as run reads them; - or no file is standard input.

		  --period YYYY-MM    the month that the reports are about, where their text does not say
		  --json, --html      the form
	END
	common_flags
}

usage_asof() {
	cat <<-'END'
		usage: solieu asof [FLAG…] MONTH

		Prints the observations as the reports up to MONTH told them, newest vintage of each.
		Further flags go to the query program: -F text|json|csv.
	END
	common_flags
}

usage_history() {
	cat <<-'END'
		usage: solieu history [FLAG…] SERIES

		Prints one series, or all of an indicator, through its vintages.
		Further flags go to the query program: -F text|json|csv.
	END
	common_flags
}

usage_diff() {
	cat <<-'END'
		usage: solieu diff [FLAG…] V1 V2

		Compares what the reports up to two months told: added, removed, revised, reflagged.
		Further flags go to the query program: -F text|json|csv.
	END
	common_flags
}

usage_forget() {
	cat <<-'END'
		usage: solieu forget [FLAG…] DOC…

		Takes reports out of the dataset again, by doc_id, and publishes what that changes. The log
		says so. Reports that still lie in the input are not read again while they stay unchanged.

		  --dry-run           print what would be taken out, change nothing
	END
	common_flags
}

usage_check() {
	cat <<-'END'
		usage: solieu check [--uncatalogued] [FLAG…]

		Checks the configuration, the lexicons and the corrections, and runs nothing.

		  --uncatalogued      rows to paste into indicator.csv and indicator_wording.csv of a
		                      folder of LEXICON_EXTRA, for what is held and has no indicator
	END
	common_flags
}

# The help of the first command named among the words, else of all.
usage_of() {
	for word in "$@"; do
		case " $COMMANDS " in
		*" $word "*)
			tell "usage_$word"
			exit 0
			;;
		esac
	done
	tell usage_main
	exit 0
}
