"""A zip whose members are named in UTF-8 (flagged) and in windows-1258; operand: its name."""
import struct
import sys
import zlib

TEXT = open(__file__.rsplit("/", 1)[0] + "/report.txt", "rb").read()
members = [("Báo cáo tháng 8.txt".encode("cp1258"), 0, TEXT + b"1\n"),
           ("Số liệu.txt".encode(), 0x800, TEXT + b"other words 2\n")]
out, directory = b"", b""
for name, flags, data in members:
    common = struct.pack("<HHHHHIIIHH", 20, flags, 0, 0, 0x21, zlib.crc32(data), len(data), len(data),
                         len(name), 0)
    directory += b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name
    out += b"PK\3\4" + common + name + data
end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), 0)
open(sys.argv[1], "wb").write(out + directory + end)
