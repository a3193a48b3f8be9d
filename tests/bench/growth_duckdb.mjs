// growth_duckdb.mjs lag|range IN OUT: month-on-month and year-on-year change by window functions of DuckDB on
// one thread, CSV in and out. `range` compares exactly one and twelve months back, as growth does;
// `lag` takes the rows before, which is cheaper and wrong at gaps.
import { DuckDBInstance } from "@duckdb/node-api";

const [how, input, output] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await instance.connect();
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const before = (months) =>
	how === "lag"
		? `lag(obs_value, ${months}) OVER (PARTITION BY series ORDER BY month)`
		: `first_value(obs_value) OVER (PARTITION BY series ORDER BY month
			RANGE BETWEEN ${months} PRECEDING AND ${months} PRECEDING)`;
const change = (months) => `round((obs_value / nullif(${before(months)}, 0) - 1) * 100, 6)`;
await connection.run(`
	COPY (
		SELECT series, time_period, obs_value, ${change(1)} AS mom, ${change(12)} AS yoy
		FROM (SELECT *, CAST(time_period[1:4] AS INTEGER) * 12 + CAST(time_period[6:7] AS INTEGER) AS month
			FROM read_csv(${quote(input)}, header = true, columns =
				{'series': 'VARCHAR', 'time_period': 'VARCHAR', 'obs_value': 'DECIMAL(18,2)'}))
		ORDER BY series, month
	) TO ${quote(output)} (FORMAT csv, HEADER true)`);
