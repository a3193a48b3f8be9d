// CSV as RFC 4180 has it, for the tests: a reader that shares no code with the project.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export function parseCsv(text) {
  const rows = []
  let row = [], cell = '', quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') { cell += '"'; i++ } else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',') { row.push(cell); cell = '' }
    else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = '' }
    else cell += c
  }
  if (quoted || cell || row.length) throw new Error('the last row is not whole')
  return rows
}

export function readCsvGz(name) {
  const bytes = readFileSync(name)
  if (bytes.readUInt32LE(4) !== 0 || bytes[3] !== 0) throw new Error(`${name}: gzip header with a time or a name`)
  return parseCsv(new TextDecoder('utf-8', { fatal: true }).decode(gunzipSync(bytes)))
}

// { table: [[column, type], …] }, from the project's one declaration of its tables
export function readTables(name) {
  const tables = {}
  for (const m of readFileSync(name, 'utf8').matchAll(/^COLUMN\((\w+), (\w+), (\w+),/gm))
    (tables[m[1]] ??= []).push([m[2], m[3]])
  return tables
}

// One text for one value: decimals without trailing zeros, integers without a plus.
export function canonical(type, text) {
  if (text === '') return null
  if (type === 'int32' || type === 'int64') return String(BigInt(text))
  if (type !== 'dec') return text
  let [whole, part = ''] = text.replace(/^\+/, '').split('.')
  part = part.replace(/0+$/, '')
  const digits = part ? `${whole}.${part}` : whole
  return digits === '-0' ? '0' : digits
}
