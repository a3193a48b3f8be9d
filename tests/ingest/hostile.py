"""Files that mean harm, each of its own kind; operand: the folder to make."""
import io
import os
import struct
import sys
import tarfile
import zipfile

os.mkdir(sys.argv[1])
os.chdir(sys.argv[1])
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "report.txt"), encoding="utf-8") as stream:
    REPORT = stream.read()


def write(name, content):
    with open(name, "wb") as out:
        out.write(content)


def make_zip(name, members):
    with zipfile.ZipFile(name, "w") as out:
        for member, content in members.items():
            out.writestr(member, content)


packed = io.BytesIO()
with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as one:
    one.writestr("a.txt", REPORT)
data = packed.getvalue()
middle, last = data.index(b"PK\1\2"), data.index(b"PK\5\6")
entry, end = data[middle:last], bytearray(data[last:])
struct.pack_into("<HHLL", end, 8, 500, 500, len(entry) * 500, middle)
write("overlap.zip", data[:middle] + entry * 500 + end)
locked = bytearray(data.replace(REPORT.encode(), b""))
locked[6] |= 1
locked[middle + 8] |= 1
write("locked.zip", locked)

with tarfile.open("names.tar", "w") as tar:
    for i, name in enumerate(["x\ny.txt", "l" * 3000, "\u202ertl\u202c.txt", "sp  ace\t.txt", "C:\\x.txt",
                              "$(id) -o.txt"]):
        content = f"{REPORT}{i}\n".encode()
        info = tarfile.TarInfo(name)
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))

entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
make_zip("bomb.odt", {"mimetype": "application/vnd.oasis.opendocument.text",
                      "content.xml": f"<!DOCTYPE x [{entities}]><x><p>&j;</p></x>"})
make_zip("file.docx", {"word/document.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                                            "<document><p><r><t>&e;</t></r></p></document>"})
write("bomb.html", f"<!DOCTYPE html [{entities}]><html><body><p>{'&j;' * 1000}{REPORT}1</p>".encode())
make_zip("deep.docx", {"word/document.xml": "<document>" + "<tbl><tr><tc>" * 20000})
write("attributes.html", b"<html><p " + b" ".join(b"a%d=1" % i for i in range(200000)) + b">" + REPORT.encode())
write("loop.pdf", b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj
4 0 obj<</Length 5>>stream
/X Do
endstream endobj
5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream
/X Do
endstream endobj
trailer<</Root 1 0 R>>
""")
