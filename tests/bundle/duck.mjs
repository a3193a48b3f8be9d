// duck.mjs DATA SQL: a statement from a file, run in DATA, gives rows.
// duck.mjs DATA: each Parquet file of a release, read by DuckDB, has the rows of the CSV beside it. Prints ok lines.
import { readFileSync, readdirSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

const data = process.argv[2]
const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
const one = async sql => (await duck.runAndReadAll(sql)).getRows()[0][0]
let passed = 0, failed = 0
if (process.argv[3]) {
  const sql = readFileSync(process.argv[3], 'utf8')
  process.chdir(data)
  const rows = (await duck.runAndReadAll(sql)).getRows().length
  console.log(`${rows > 10 ? 'ok' : 'not ok'} - the README's DuckDB code gives ${rows} rows`)
  console.log(rows > 10 ? '1 passed, 0 failed' : '0 passed, 1 failed')
  process.exit(rows > 10 ? 0 : 1)
}
for (const name of readdirSync(data).filter(n => n.endsWith('.parquet')).sort()) {
  const table = name.slice(0, -8)
  const columns = (await duck.runAndReadAll(`describe select * from read_parquet('${data}/${name}')`)).getRows()
  const cast = columns.map(([c, type]) => `cast("${c}" as ${type}) as "${c}"`).join(', ')
  const csv = `select ${cast} from read_csv('${data}/${table}.csv', header=true, all_varchar=true)`
  const parquet = `select * from read_parquet('${data}/${name}')`
  const different = Number(await one(`select count(*) from ((${csv} except all ${parquet}) union all (${parquet} except all ${csv}))`))
  const rows = Number(await one(`select count(*) from (${csv})`))
  const well = different === 0
  console.log(`${well ? 'ok' : 'not ok'} - DuckDB: ${table} in Parquet is the CSV, ${rows} rows`)
  well ? passed++ : failed++
}
const wide = Number(await one(`select count(*) from read_csv('${data}/series_wide.csv')`))
console.log(`${wide > 0 ? 'ok' : 'not ok'} - DuckDB reads the wide table`)
wide > 0 ? passed++ : failed++
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
