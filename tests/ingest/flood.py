"""A small PDF whose one page shows a great deal of text; operands: its name,
and how many lines."""
import sys
import zlib

line = b"BT /F1 6 Tf 20 %d Td (" + b"Doanh thu " * 40 + b") Tj ET\n"
content = zlib.compress(b"".join(line % (y % 800) for y in range(int(sys.argv[2]))))
objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
           b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
           b"<</Filter/FlateDecode/Length %d>>stream\n" % len(content) + content + b"\nendstream",
           b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
out, places = b"%PDF-1.4\n", []
for number, body in enumerate(objects, 1):
    places.append(len(out))
    out += b"%d 0 obj" % number + body + b"endobj\n"
start = len(out)
out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
out += b"".join(b"%010d 00000 n \n" % p for p in places)
out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
open(sys.argv[1], "wb").write(out)
