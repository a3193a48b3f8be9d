// fixtures.mjs TABLES.def FOLDER: months and tables as publish takes them, with every value that a
// writer may trip over: extremes, NULLs in all patterns, one value for all rows, no rows, no repeats.
import { mkdirSync, writeFileSync } from 'node:fs'
import { readTables } from './csv.mjs'

const [definition, folder] = process.argv.slice(2)
const tables = readTables(definition)

let state = 20220831
const below = n => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0
  return Math.floor((state / 4294967296) * n)
}
const hex = n => Array.from({ length: n }, () => '0123456789abcdef'[below(16)]).join('')
const digits = n => Array.from({ length: n }, () => below(10)).join('').replace(/^0+(?=.)/, '')
const pick = list => list[below(list.length)]

const texts = ['Doanh thu dịch vụ bưu chính', 'a,b', 'says "63"', 'two\nlines', ' blanks ', '=1+1', 'tổng số thuê bao 𝔻', 'ÿ'.repeat(80), 'z'.repeat(1000), '\u{10FFFF}'.repeat(20), '0', 'NULL']
const values = {
  string: () => (below(3) ? pick(texts) : hex(16)),
  int32: () => pick(['0', '-1', '2147483647', '-2147483648', digits(5)]),
  int64: () => pick(['0', '9223372036854775807', '-9223372036854775808', digits(12), '-' + digits(3)]),
  dec: () => pick(['0', '-0.000001', '99999999999999999999999999999999.999999', '-99999999999999999999999999999999.999999', '1.5', '20730000', digits(18) + '.' + digits(6), '-' + digits(9) + '.10', '3.000000000']),
  date: () => pick(['1970-01-01', '1969-12-31', '2022-08-31', '2024-02-29', '9999-12-31', '1000-01-01']),
  boolean: () => pick(['true', 'false']),
}

const field = s => (/[",\r\n]/.test(s) || s !== s.trim() ? `"${s.replaceAll('"', '""')}"` : s)
const write = (name, header, rows) =>
  writeFileSync(name, [header, ...rows].map(r => r.map(field).join(',') + '\n').join(''))

// How the cells of column c come, by row: a pattern of its own for each column.
function cell(type, c, row, rows) {
  switch (c % 6) {
    case 0: return values[type]()
    case 1: return below(4) ? values[type]() : ''
    case 2: return ''                                        // all NULL
    case 3: return row < rows / 2 ? '' : values[type]()      // whole pages of NULL, then none
    case 4: return row % 50 ? '' : values[type]()            // few values
    default: return type === 'string' ? 'one' : type === 'date' ? '2022-08-31' : type === 'boolean' ? 'true' : '7'
  }
}

function rowsOf(table, month, count, shift) {
  return Array.from({ length: count }, (_, row) =>
    tables[table].map(([column, type], c) => {
      if (column === 'report_period' && month) return month
      if (column === 'obs_id' || column === 'doc_id') return hex(16)
      if (column === 'byte_start') return String(row * 37)
      return cell(type, c + shift, row, count)
    }))
}

const months = { '2022-06': [0, 0], '2022-07': [1, 1], '2022-08': [45000, 0], '2022-09': [700, 2], '2022-10': [700, 3], '2022-11': [9, 4], '2022-12': [2049, 5] }
for (const [month, [count, shift]] of Object.entries(months)) {
  mkdirSync(`${folder}/months/${month}`, { recursive: true })
  for (const table of ['documents', 'observations', 'growth', 'findings'])
    write(`${folder}/months/${month}/${table}.csv`, tables[table].map(c => c[0]),
          rowsOf(table, month, table === 'observations' ? count : Math.min(count, 3000), shift))
}
mkdirSync(`${folder}/tables`, { recursive: true })
for (const table of ['indicators', 'revisions'])
  write(`${folder}/tables/${table}.csv`, tables[table].map(c => c[0]), rowsOf(table, null, 500, 1))
