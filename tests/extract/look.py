"""Looks at what extract wrote.

  look.py offsets LINES MENTIONS   each mention stands at its bytes of the document's text, numbers run
                                   from 1, links name mentions that are there
  look.py apart MENTIONS           a hash of the rows of each document, by document
"""
import csv
import hashlib
import sys

csv.field_size_limit(1 << 30)


def read(name):
    with open(name, newline="", encoding="utf-8") as f:
        yield from csv.DictReader(f)


def offsets(lines, mentions):
    text, found, count = {}, {}, 0
    for row in read(lines):
        text.setdefault(row["doc_id"], []).append(row["text"].encode())
    text = {doc: b"\n".join(parts) for doc, parts in text.items()}
    rows = list(read(mentions))
    for row in rows:
        doc = found.setdefault(row["doc_id"], [])
        doc.append(row)
        if int(row["mention"]) != len(doc):
            print("number", row["doc_id"], row["mention"])
    for row in rows:
        count += 1
        begin, end = int(row["byte_start"]), int(row["byte_end"])
        if text[row["doc_id"]][begin:end] != row["printed"].encode():
            print("bytes", row["doc_id"], row["mention"], row["printed"],
                  "not", text[row["doc_id"]][begin:end].decode("utf-8", "replace"))
        for link in ("level", "base"):
            if row[link] and not (1 <= int(row[link]) <= len(found[row["doc_id"]]) and
                                  found[row["doc_id"]][int(row[link]) - 1]["outcome"] == "level"):
                print("link", row["doc_id"], row["mention"], link, row[link])
    print("many" if count > 100 else count, "mentions at their bytes")


def apart(mentions):
    rows = {}
    for row in read(mentions):
        rows.setdefault(row["doc_id"], hashlib.sha256()).update(repr(row).encode())
    for doc in sorted(rows):
        print(doc, rows[doc].hexdigest())


if __name__ == "__main__":
    {"offsets": offsets, "apart": apart}[sys.argv[1]](*sys.argv[2:])
