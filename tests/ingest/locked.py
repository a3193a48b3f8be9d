"""Documents with a password, as offices leave them; operands: a DOC to lock, the folder to make."""
import os
import sys
import zipfile

doc, folder = sys.argv[1:]
with open(doc, "rb") as stream:
    data = bytearray(stream.read())
head = next(at for at in range(512, len(data), 512) if data[at:at + 2] == b"\xec\xa5")
data[head + 11] |= 1
os.mkdir(folder)
os.chdir(folder)
with open("a.doc", "wb") as out:
    out.write(data)
# Word keeps a locked DOCX as one stream of a container of the old kind.
with open("a.docx", "wb") as out:
    out.write(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + "EncryptedPackage".encode("utf-16le") + bytes(2016))
TYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = ("<manifest:manifest xmlns:manifest='urn:m'><manifest:file-entry manifest:full-path='{}'>"
            "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>")
for name, part in (("a.odt", "content.xml"), ("whole.odt", "encrypted-package")):
    with zipfile.ZipFile(name, "w") as out:
        out.writestr("mimetype", TYPE)
        out.writestr(part, os.urandom(2000))
        out.writestr("META-INF/manifest.xml", MANIFEST.format(part))
