"""Lines of lines.csv stand where they say in DOC.txt, and make it up; operand: the folder of both."""
import csv
import sys

folder = sys.argv[1]
texts = {}
with open(folder + "/lines.csv", encoding="utf-8", newline="") as stream:
    for row in csv.DictReader(stream):
        texts.setdefault(row["doc_id"], []).append((int(row["byte_start"]), row["text"].encode()))
for doc_id, lines in texts.items():
    with open(f"{folder}/txt/{doc_id}.txt", "rb") as stream:
        text = stream.read()
    assert b"\n".join(line for _, line in lines) == text, doc_id
    for start, line in lines:
        assert text[start:start + len(line)] == line, (doc_id, start)
assert texts
