# Reads a release's data/ with base R: Rscript read.R DATA. Prints rows, sum of the values, series, months.
folder <- commandArgs(trailingOnly = TRUE)[1]
observations <- read.csv(file.path(folder, "observations.csv"), encoding = "UTF-8",
                         colClasses = c(obs_id = "character", doc_id = "character"))
wide <- read.csv(file.path(folder, "series_wide.csv"), encoding = "UTF-8", check.names = FALSE)
months <- grep("^[0-9]{4}-[0-9]{2}$", names(wide))
stopifnot(is.numeric(observations$obs_value), all(sapply(wide[months], function(v) is.numeric(v) || all(is.na(v)))))
cat(nrow(observations), format(sum(observations$obs_value), digits = 12), nrow(wide), length(months), "\n")
