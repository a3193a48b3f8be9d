// Thrift's compact protocol into { fieldNumber: value }, for the tests: binaries as bytes, numbers as Number.
// Returns [structure, the place behind it].
export function readStruct(bytes, at) {
  const varint = () => {
    let n = 0, scale = 1, b
    do { b = bytes[at++]; n += (b & 127) * scale; scale *= 128 } while (b & 128)
    return n
  }
  const zigzag = () => { const n = varint(); return n % 2 ? -(n + 1) / 2 : n / 2 }
  const value = kind => {
    switch (kind) {
      case 1: case 2: return kind === 1
      case 3: return (bytes[at++] << 24) >> 24
      case 4: case 5: case 6: return zigzag()
      case 8: { const n = varint(); return bytes.subarray(at, (at += n)) }
      case 9: return list()
      case 12: return structure()
      default: throw new Error(`type ${kind} at ${at}`)
    }
  }
  const list = () => {
    const b = bytes[at++], count = b >> 4 === 15 ? varint() : b >> 4
    return Array.from({ length: count }, () => ((b & 15) <= 2 ? bytes[at++] === 1 : value(b & 15)))
  }
  const structure = () => {
    const fields = {}
    for (let last = 0, b; (b = bytes[at++]) !== 0;) {
      last = b >> 4 ? last + (b >> 4) : zigzag()
      fields[last] = value(b & 15)
    }
    return fields
  }
  const result = structure()
  if (at > bytes.length) throw new Error('ends too early')
  return [result, at]
}
