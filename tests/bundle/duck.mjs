// duck.mjs DATA: each Parquet file of a release, read by DuckDB, has the rows of the CSV beside it. Prints ok lines.
import { readdirSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

const data = process.argv[2]
const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
const one = async sql => (await duck.runAndReadAll(sql)).getRows()[0][0]
let passed = 0, failed = 0
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
