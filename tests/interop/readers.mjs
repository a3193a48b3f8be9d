// readers.mjs TABLES.def DATA: every Parquet file of a published dataset, read by DuckDB, hyparquet and
// parquet-wasm, is the CSV beside it: rows, order, types, NULLs. What the footer and the page index say
// is checked against the rows; the page checksums against the bytes. Prints ok lines.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { tableFromIPC } from 'apache-arrow'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { crc32 } from './crc32.mjs'
import { canonical, readCsvGz, readTables } from './csv.mjs'
import { readStruct } from './thrift.mjs'

const wasm = createRequire(import.meta.url)('parquet-wasm')
const [definition, data] = process.argv.slice(2)
const tables = readTables(definition)
const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
const duckTypes = { string: 'VARCHAR', int32: 'INTEGER', int64: 'BIGINT', dec: 'DECIMAL(38,6)', date: 'DATE', boolean: 'BOOLEAN' }

let passed = 0, failed = 0
function check(well, text, detail) {
  console.log(`${well ? 'ok' : 'not ok'} - ${text}`)
  if (!well && detail) console.log(`# ${detail}`)
  well ? passed++ : failed++
}

function filesOf(folder) {
  return readdirSync(folder).sort().flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesOf(path) : [path]
  })
}

// The first place where two tables of canonical texts differ; undefined where they do not.
function difference(columns, want, got, same = (a, b) => a === b) {
  if (want.length !== got.length) return `${want.length} rows in the CSV, ${got.length} read`
  for (let r = 0; r < want.length; r++)
    for (let c = 0; c < columns.length; c++)
      if (!same(want[r][c], got[r][c], columns[c][1]))
        return `row ${r + 1}, ${columns[c][0]}: ${JSON.stringify(want[r][c])} in the CSV, ${JSON.stringify(got[r][c])} read`
}

async function duckRows(columns, source) {
  const list = columns.map(([name]) => `cast("${name}" as varchar)`).join(', ')
  const rows = (await duck.runAndReadAll(`select ${list} from ${source}`)).getRows()
  return rows.map(row => row.map((v, c) => (v === null ? null : canonical(columns[c][1], v))))
}

async function withDuckDB(name, columns, want) {
  const described = (await duck.runAndReadAll(`describe select * from read_parquet('${name}', hive_partitioning=false)`)).getRows()
  const types = described.map(row => `${row[0]} ${row[1]}`).join()
  const expected = columns.map(([column, type]) => `${column} ${duckTypes[type]}`).join()
  return types !== expected ? `types ${types}` : difference(columns, want, await duckRows(columns, `read_parquet('${name}', hive_partitioning=false)`))
}

function fromJs(type, v) {
  if (v === null || v === undefined) return null
  if (type === 'date') return v.toISOString().slice(0, 10)
  return String(v)
}

// It hands decimals out as doubles: equal up to a double's precision.
function sameOrClose(a, b, type) {
  if (type !== 'dec' || a === null || b === null) return a === b
  return Math.abs(Number(a) - Number(b)) <= Math.abs(Number(a)) * 1e-14
}

function slice(name) {
  const bytes = readFileSync(name)
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}

async function withHyparquet(name, columns, want) {
  const rows = await parquetReadObjects({ file: slice(name), compressors })
  const got = rows.map(row => columns.map(([column, type]) => fromJs(type, row[column])))
  return difference(columns, want, got, sameOrClose)
}

function decimalText(words) {
  let n = 0n
  for (let i = 3; i >= 0; i--) n = (n << 32n) | BigInt(words[i])
  n = BigInt.asIntN(128, n)
  const minus = n < 0n
  const digits = (minus ? -n : n).toString().padStart(7, '0')
  return canonical('dec', `${minus ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`)
}

function fromArrow(type, v) {
  if (v === null) return null
  if (type === 'dec') return decimalText(v)
  if (type === 'date') return new Date(Number(v)).toISOString().slice(0, 10)
  return String(v)
}

const arrowTypes = { string: /^Utf8(View)?$/, int32: /^Int32$/, int64: /^Int64$/, dec: /^Decimal\[38e\+6\]$/, date: /^Date32<DAY>$/, boolean: /^Bool$/ }

function withParquetWasm(name, columns, want) {
  const table = tableFromIPC(wasm.readParquet(new Uint8Array(readFileSync(name))).intoIPCStream())
  for (const [c, [column, type]] of columns.entries()) {
    const f = table.schema.fields[c]
    if (f?.name !== column || !arrowTypes[type].test(String(f.type))) return `column ${c}: ${f?.name} ${f?.type}`
  }
  const vectors = columns.map((_, c) => table.getChildAt(c))
  const got = want.map((_, r) => columns.map(([, type], c) => fromArrow(type, vectors[c].get(r))))
  return table.numRows !== want.length ? `${table.numRows} rows` : difference(columns, want, got)
}

// The pages of a chunk follow each other without gaps, and their checksums are right. Of the data pages [offset, rows].
function pagesOf(bytes, meta) {
  let at = meta[11] ?? meta[9]
  const end = at + meta[7], pages = []
  while (at < end) {
    const [header, body] = readStruct(bytes, at)
    if (crc32(bytes.subarray(body, body + header[3])) !== header[4] >>> 0) throw new Error(`wrong checksum of the page at ${at}`)
    if (header[1] === 0) pages.push([at, header[5][1]])
    at = body + header[3]
  }
  if (at !== end) throw new Error(`pages end at ${at}, not ${end}`)
  return pages
}

const order = {
  string: (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
  boolean: (a, b) => (a === b ? 0 : a === 'false' ? -1 : 1),
  date: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
}
const scaled = t => { const [w, p = ''] = t.replace('-', '').split('.'); const n = BigInt(w + p.padEnd(6, '0')); return t.startsWith('-') ? -n : n }
const compare = type => order[type] ?? ((a, b) => { const x = scaled(a), y = scaled(b); return x < y ? -1 : x > y ? 1 : 0 })

// The bytes of a bound as text that `compare` takes.
function bound(type, raw) {
  const b = Buffer.from(raw)
  if (type === 'string') return new TextDecoder('utf-8', { fatal: true }).decode(b)
  if (type === 'int32') return String(b.readInt32LE())
  if (type === 'int64') return String(b.readBigInt64LE())
  if (type === 'boolean') return String(b[0] === 1)
  if (type === 'date') return new Date(b.readInt32LE() * 86400000).toISOString().slice(0, 10)
  return decimalText([12, 8, 4, 0].map(i => b.readUInt32BE(i)))
}

// What is said of some rows of a column is true, and tight where the values are short.
function extent(type, cells, nulls, least, greatest) {
  const present = cells.filter(v => v !== null)
  if (Number(nulls) !== cells.length - present.length) return `${nulls} NULLs told`
  if (!present.length) return least === undefined && greatest === undefined ? undefined : 'bounds of nothing'
  const by = compare(type), low = present.reduce((a, b) => (by(b, a) < 0 ? b : a)), high = present.reduce((a, b) => (by(b, a) > 0 ? b : a))
  const short = v => type !== 'string' || Buffer.byteLength(v) <= 64
  if (short(low) ? by(least, low) !== 0 : by(least, low) > 0) return `least ${least}, is ${low}`
  if (short(high) ? by(greatest, high) !== 0 : by(greatest, high) < 0) return `greatest ${greatest}, is ${high}`
}

const ASCENDING = 1, DESCENDING = 2

// ColumnIndex and OffsetIndex against the pages and the rows.
function pageIndex(bytes, chunk, type, cells) {
  const [index] = readStruct(bytes, chunk[6]), [{ 1: places }] = readStruct(bytes, chunk[4]), by = compare(type)
  const pages = pagesOf(bytes, chunk[3])
  if (pages.map(p => p[0]).join() !== places.map(p => p[1]).join()) return 'offset index'
  let first = 0, before
  for (const [i, [, count]] of pages.entries()) {
    const part = cells.slice(first, first + count), none = part.every(v => v === null)
    if (places[i][3] !== first || count > 20000 || index[1][i] !== none) return `page ${i}: rows`
    const low = none ? undefined : bound(type, index[2][i]), high = none ? undefined : bound(type, index[3][i])
    if (none && (index[2][i].length || index[3][i].length)) return `page ${i}: bounds of nothing`
    const why = extent(type, part, index[5][i], low, high)
    if (why) return `page ${i}: ${why}`
    if (before && !none) {
      if (index[4] === ASCENDING && (by(before[0], low) > 0 || by(before[1], high) > 0)) return `page ${i}: not ascending`
      if (index[4] === DESCENDING && (by(before[0], low) < 0 || by(before[1], high) < 0)) return `page ${i}: not descending`
    }
    before = none ? before : [low, high]
    first += count
  }
  return first === cells.length ? undefined : `${first} rows in the pages`
}

// What the rows are said to be sorted by: the first column without NULLs that ascends, with more than one value.
function sorted(columns, rows, told) {
  const first = columns.findIndex(([, type], c) => {
    const cells = rows.map(r => r[c]), by = compare(type)
    return !cells.includes(null) && cells.some(v => by(v, cells[0]) !== 0) && cells.every((v, i) => i === 0 || by(cells[i - 1], v) <= 0)
  })
  const want = first < 0 ? undefined : JSON.stringify([{ 1: first, 2: false, 3: false }])
  return JSON.stringify(told) === want ? undefined : `said to be sorted by ${JSON.stringify(told)}, is by ${want}`
}

const GZIP = 2
const text = v => Buffer.from(v).toString()

function withFooter(name, columns, want) {
  const bytes = readFileSync(name), length = bytes.readUInt32LE(bytes.length - 8)
  const [m, end] = readStruct(bytes, bytes.length - 8 - length)
  if (end !== bytes.length - 8 || text(bytes.subarray(0, 4)) + text(bytes.subarray(-4)) !== 'PAR1PAR1') return 'frame of the file'
  const codebook = JSON.parse(text(m[5].find(k => text(k[1]) === 'solieu.codebook')[2]))
  if (codebook.columns.map(c => `${c.name} ${c.type}`).join() !== columns.map(c => c.join(' ')).join()) return 'codebook'
  if (!/^solieu version \d+\.\d+\.\d+ \(build .+\)$/.test(text(m[6]))) return text(m[6])
  if (m[7].length !== columns.length || m[3] !== want.length) return 'column orders or number of rows'
  let first = 0
  for (const group of m[4]) {
    const rows = want.slice(first, (first += group[3]))
    const order = sorted(columns, rows, group[4])
    if (order) return order
    for (const [c, chunk] of group[1].entries()) {
      const [column, type] = columns[c], cells = rows.map(r => r[c]), s = chunk[3][12]
      const why = (chunk[3][4] !== GZIP && 'codec') || pageIndex(bytes, chunk, type, cells) ||
        extent(type, cells, s[3], s[6] && bound(type, s[6]), s[5] && bound(type, s[5])) ||
        (s[5] && cells.includes(bound(type, s[5])) !== s[7] && 'is_max_value_exact') ||
        (s[6] && cells.includes(bound(type, s[6])) !== s[8] && 'is_min_value_exact')
      if (why) return `${column}: ${why}`
    }
  }
  if (first !== want.length) return 'rows of the row groups'
}

const named = path => path.slice(data.length + 1)
for (const name of filesOf(join(data, 'parquet'))) {
  const table = basename(name, '.parquet'), columns = tables[table]
  const twin = join(data, 'csv', named(dirname(name)).slice('parquet/'.length), `${table}.csv.gz`)
  const [header, ...rows] = readCsvGz(twin)
  const want = rows.map(row => row.map((cell, c) => canonical(columns[c][1], cell)))
  check(header.join() === columns.map(c => c[0]).join(), `${named(twin)}: header`)
  for (const [reader, read] of [['DuckDB', withDuckDB], ['hyparquet', withHyparquet], ['parquet-wasm', withParquetWasm], ['footer, page index, checksums', withFooter]]) {
    const why = await Promise.resolve().then(() => read(name, columns, want)).catch(e => e.stack ?? String(e))
    check(!why, `${named(name)}: ${reader}`, why)
  }
}

// The folders of a partitioned table, each as one table, are the same.
for (const table of readdirSync(join(data, 'parquet')).sort()) {
  if (!readdirSync(join(data, 'parquet', table)).some(n => n.startsWith('vintage='))) continue
  const types = tables[table].map(([name, type]) => `'${name}': '${duckTypes[type]}'`).join(', ')
  const parquet = `(select * from read_parquet('${data}/parquet/${table}/**/*.parquet', hive_partitioning=true))`
  const csv = `(select * from read_csv('${data}/csv/${table}/**/*.csv.gz', hive_partitioning=true, header=true, delim=',', quote='"', escape='"', columns={${types}}))`
  const count = async query => Number((await duck.runAndReadAll(query)).getRows()[0][0])
  const either = await count(`select count(*) from (((${parquet} except all ${csv})) union all ((${csv} except all ${parquet})))`)
  const outside = await count(`select count(*) from ${parquet} where cast(vintage as varchar) is distinct from report_period`)
  const total = await count(`select count(*) from ${parquet}`)
  check(either === 0 && outside === 0, `${table}: both folders open as one Hive table (${total} rows)`, `${either} rows differ, ${outside} in another month`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed || !passed ? 1 : 0
