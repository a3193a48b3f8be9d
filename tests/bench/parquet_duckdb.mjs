// parquet_duckdb.mjs TABLES.def ROWS.csv OURS.parquet DUCKDB.parquet: DuckDB on one thread writes, out of a table in
// memory, the same rows as GZIP Parquet. Prints `copy SECONDS` (CPU), `memory KIB`, and `same true` where both Parquet
// files hold the rows of the CSV, cell by cell as text.
import { DuckDBInstance } from '@duckdb/node-api'
import { readTables } from './csv.mjs'

const [definition, csv, ours, theirs] = process.argv.slice(2)
const options = { threads: '1', temp_directory: `${theirs}.tmp` }
const duck = await (await DuckDBInstance.create(':memory:', options)).connect()
const columns = readTables(definition).observations

await duck.run(`create table o as from read_parquet('${ours}')`)
const before = process.cpuUsage()
await duck.run(`copy o to '${theirs}' (format parquet, compression gzip)`)
const { user, system } = process.cpuUsage(before)
console.log('copy', ((user + system) / 1e6).toFixed(2))
console.log('memory', process.resourceUsage().maxRSS)
await duck.run('drop table o')

// The rows' number and a sum over their cells as the CSV has them: decimals without zeros at the end.
async function sum(source, typed) {
  const cells = columns.map(([name, type]) => {
    const cell = typed ? `cast(${name} as varchar)` : name
    return typed && type === 'dec' ? `rtrim(rtrim(${cell}, '0'), '.')` : cell
  })
  const query = `select count(*), sum(hash(${cells.join(', ')})) from ${source}`
  return String((await duck.runAndReadAll(query)).getRows()[0])
}
const want = await sum(`read_csv('${csv}', header=true, delim=',', quote='"', escape='"', all_varchar=true)`, false)
const got = [await sum(`read_parquet('${ours}')`, true), await sum(`read_parquet('${theirs}')`, true)]
console.log('same', got.every(s => s === want))
