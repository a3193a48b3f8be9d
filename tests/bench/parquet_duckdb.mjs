// parquet_duckdb.mjs TABLES.def ROWS.csv OURS.parquet DUCKDB.parquet: DuckDB on one thread reads the CSV into a table
// and writes that table as GZIP Parquet. Prints `load SECONDS`, `copy SECONDS` (CPU), `memory KIB`, and `same true`
// where both Parquet files hold the same rows.
import { rmSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { readTables } from './csv.mjs'

const [definition, csv, ours, theirs] = process.argv.slice(2)
const database = `${theirs}.db`
rmSync(database, { force: true })
const duck = await (await DuckDBInstance.create(database, { threads: '1' })).connect()
const types = { string: 'VARCHAR', int32: 'INTEGER', int64: 'BIGINT', dec: 'DECIMAL(38,6)', date: 'DATE', boolean: 'BOOLEAN' }
const columns = readTables(definition).observations.map(([name, type]) => `'${name}': '${types[type]}'`).join(', ')

async function timed(name, query) {
  const before = process.cpuUsage()
  await duck.run(query)
  const { user, system } = process.cpuUsage(before)
  console.log(name, ((user + system) / 1e6).toFixed(2))
}

await timed('load', `create table o as select * from read_csv('${csv}', header=true, delim=',', quote='"', escape='"', columns={${columns}})`)
await timed('copy', `copy o to '${theirs}' (format parquet, compression gzip)`)
console.log('memory', process.resourceUsage().maxRSS)
const sum = async file => String((await duck.runAndReadAll(`select count(*), bit_xor(hash(o)), sum(obs_value) from read_parquet('${file}') o`)).getRows()[0])
console.log('same', (await sum(ours)) === (await sum(theirs)))
rmSync(database, { force: true })
