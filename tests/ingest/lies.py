"""Archives that are not what they say, each of its own kind; operand: the folder to make."""
import gzip
import io
import os
import struct
import sys
import tarfile
import zipfile
import zlib

os.mkdir(sys.argv[1])
os.chdir(sys.argv[1])
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "report.txt"), "rb") as stream:
    REPORT = stream.read()
DEFLATED, STORED = 8, 0


def write(name, content):
    with open(name, "wb") as out:
        out.write(content)


def deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def local(name, method, crc, packed, size):
    return b"PK\3\4" + struct.pack("<HHHHHLLLHH", 20, 0, method, 0, 33, crc, packed, size, len(name), 0) + name


def central(name, method, crc, packed, size, at, extra=b""):
    return (b"PK\1\2" + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, method, 0, 33, crc, packed, size, len(name),
                                    len(extra), 0, 0, 0, 0, at) + name + extra)


def end(count, size, at):
    return b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, count, count, size, at, 0)


def repeated(name, kind, member, count):
    """A tar of one entry, a great many times."""
    info = tarfile.TarInfo(member)
    info.type = kind
    with gzip.open(name, "wb", 1) as out:
        for _ in range(count // 1000):
            out.write(info.tobuf(tarfile.USTAR_FORMAT) * 1000)
        out.write(bytes(1024))


def fifield(name, count):
    """Every member holds those behind it, their heads stored and the last one's bytes shared."""
    plain = b"Doanh thu 5.000 t\n" * 60000
    kernel = deflate(plain)
    files, blob = [], b""
    for i in reversed(range(count)):
        member = b"%03d.txt" % i
        if blob:
            plain = blob[:30 + len(member)] + plain
            data = struct.pack("<BHH", 0, 30 + len(member), 30 + len(member) ^ 0xFFFF) + blob
        else:
            data = kernel
        told = DEFLATED, zlib.crc32(plain), len(data), len(plain)
        blob = local(member, *told) + data
        files.insert(0, (member, *told))
    entries, at = b"", 0
    for file in files:
        entries += central(*file, at)
        at += 30 + len(file[0]) + 5
    write(name, blob + entries + end(count, len(entries), len(blob)))


def two(name, packed=0, size=0, at=0, extra=b""):
    """Two members, of which the directory tells the first one's sizes or place wrongly."""
    text, other = REPORT + name.encode(), REPORT + b"2" + name.encode()
    data, crc = deflate(text), zlib.crc32(text)
    first = local(b"a.txt", DEFLATED, crc, len(data), len(text)) + data
    second = local(b"b.txt", STORED, zlib.crc32(other), len(other), len(other)) + other
    sizes = (0xFFFFFFFF, 0xFFFFFFFF) if extra else (len(data) + packed, len(text) + size)
    entries = (central(b"a.txt", DEFLATED, crc, *sizes, at, extra) +
               central(b"b.txt", STORED, zlib.crc32(other), len(other), len(other), len(first)))
    write(name, first + second + entries + end(2, len(entries), len(first + second)))


repeated("folders.tar.gz", tarfile.DIRTYPE, "d/", 1000000)
repeated("hidden.tar.gz", tarfile.REGTYPE, ".x", 1000000)
fifield("fifield.zip", 300)
two("size-small.zip", packed=-50, size=-300)
two("size-large.zip", packed=5000, size=10**9)
two("size-wide.zip", extra=struct.pack("<HHQQQ", 1, 24, 2**63 - 1, 2**62, 0))
two("offset.zip", at=10**8)
two("where.zip")
with open("where.zip", "r+b") as lying:
    data = bytearray(lying.read())
    struct.pack_into("<LL", data, data.rindex(b"PK\5\6") + 12, 2**31, 2**31 + 5)
    lying.seek(0)
    lying.write(data)

# A million members, the archive's own count of them in the wide form.
members = [b"%06d" % i for i in range(1000000)]
heads = b"".join(local(m, STORED, 0, 0, 0) for m in members)
entries = b"".join(central(m, STORED, 0, 0, 0, 36 * i) for i, m in enumerate(members))
write("million.zip", heads + entries + b"PK\6\6" +
      struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 10**6, 10**6, len(entries), len(heads)) +
      b"PK\6\7" + struct.pack("<LQL", 0, len(heads + entries), 1) +
      b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0))

info = tarfile.TarInfo("big.txt")
info.size = 2**40
write("lie.tar", info.tobuf() + REPORT + bytes(2000))
with tarfile.open("holes.tar", "w", format=tarfile.PAX_FORMAT) as tar:
    holes = b"1\n%d\n%d\n" % (2**40 - len(REPORT), len(REPORT))
    holes += bytes(-len(holes) % 512)
    info = tarfile.TarInfo("GNUSparseFile.0/s.txt")
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "s.txt",
                        "GNU.sparse.realsize": str(2**40)}
    info.size = len(holes + REPORT)
    tar.addfile(info, io.BytesIO(holes + REPORT))

with zipfile.ZipFile("names.zip", "w") as names:
    for name in "/etc/passwd", "../x.txt", "a/../../b.txt", "..\\w.txt", "./ok.txt":
        names.writestr(zipfile.ZipInfo(name), REPORT + name.encode())
    for name, mode in (("link.txt", 0o120777), ("device", 0o060777)):
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, mode << 16
        names.writestr(info, "/etc/passwd")
