"""Archives that hold themselves, after Russ Cox's "Zip files all the way down"; operand: the folder to write to.

Deflate is spoken here in words of five bytes: stored(n), which gives the n bytes behind it, and again(n), which
gives the last n bytes once more. All the bytes but for sums are fixed, and a sum is linear in its own bits.
"""
import os
import struct
import sys
import zlib


def stored(n):
    return struct.pack("<BHH", 0, n, n ^ 0xFFFF)


class Bits:
    def __init__(self):
        self.bits = ""

    def number(self, value, width):
        self.bits += format(value, f"0{width}b")[::-1] if width else ""

    def code(self, value, width):
        self.bits += format(value, f"0{width}b")

    def begin(self, last):
        self.number(int(last), 1)
        self.number(1, 2)

    def end(self):
        self.code(0, 7)

    def copy(self, n, distance):
        base, extra, symbol = 3, 0, 257
        while n >= base + (1 << extra):
            base += 1 << extra
            symbol += 1
            extra = max(0, (symbol - 261) // 4)
        self.code(symbol - 256, 7)
        self.number(n - base, extra)
        base, extra, symbol = 1, 0, 0
        while distance >= base + (1 << extra):
            base += 1 << extra
            symbol += 1
            extra = max(0, (symbol - 2) // 2)
        self.code(symbol, 5)
        self.number(distance - base, extra)

    def bytes(self):
        bits = self.bits + "0" * (-len(self.bits) % 8)
        return bytes(int(bits[i:i + 8][::-1], 2) for i in range(0, len(bits), 8))


def again(parts, last=False, empty=False):
    b = Bits()
    b.begin(last)
    for n in parts:
        b.copy(n, sum(parts))
    b.end()
    if empty:
        b.begin(last)
        b.end()
    assert last or len(b.bits) == 40
    return b.bytes()


def quine(make, back):
    """make(sum, size, packed): what stands before and behind the packed bytes."""
    def whole(crc):
        size, body = 0, b""
        for _ in range(3):  # until the sizes that are told are those that are
            head, tail = make(crc, size, len(body))
            four = again([10, 10])
            rest = next(n for n in range(len(tail), 258) if len(tail) + len(again([n], True)) == n)
            end = again([rest], True)
            words = [stored(len(head) + 5), head, stored(len(head) + 5), back, stored(5), back, stored(5), stored(5),
                     stored(20), back, stored(5), stored(5), stored(20), four, stored(20), four, stored(20), four,
                     stored(20), four, stored(20), four, stored(0), stored(0), stored(rest), four, stored(0),
                     stored(0), stored(rest), end, tail, end]
            body = b"".join(words)
            size = len(head) + len(body) + len(tail)
        return head + body + tail
    zero = zlib.crc32(whole(0))
    rows = [(zlib.crc32(whole(1 << i)) ^ zero ^ 1 << i, 1 << i) for i in range(32)]
    crc, left = 0, zero
    for bit in range(32):  # Gauss
        pivot = next((r for r in rows if r[0] >> bit & 1), None)
        if pivot is None:
            assert not left >> bit & 1, "no such sum: change a name"
            continue
        rows = [(r[0] ^ pivot[0], r[1] ^ pivot[1]) if r[0] >> bit & 1 else r for r in rows if r is not pivot]
        if left >> bit & 1:
            left, crc = left ^ pivot[0], crc ^ pivot[1]
    data = whole(crc)
    assert zlib.crc32(data) == crc
    return data


def gzip(crc, size, _):
    return b"\x1f\x8b\x08\x08" + bytes(6) + b"r.gz\0", struct.pack("<LL", crc, size)


def zipped(crc, size, packed):
    name = b"an archive that holds itself.z"[:30]
    fields = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc, packed, size, len(name), 0)
    entry = b"PK\1\2" + struct.pack("<H", 20) + fields + bytes(14) + name
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(entry), 30 + len(name) + packed, 0)
    return b"PK\3\4" + fields + name, entry + end


if __name__ == "__main__":
    for name, make, back in (("quine.gz", gzip, again([10, 10])), ("quine.zip", zipped, again([65], empty=True))):
        data = quine(make, back)
        with open(os.path.join(sys.argv[1], name), "wb") as out:
            out.write(data)
