"""Beginnings of a file, some forty of them and all of its first bytes; operands: the file, a folder."""
import os
import sys

name, folder = sys.argv[1:]
with open(name, "rb") as stream:
    content = stream.read()
os.mkdir(folder)
lengths = set(range(1, 24)) | set(range(1, len(content), max(1, len(content) // 40)))
for n in sorted(lengths | {len(content) - 1}):
    with open(f"{folder}/{n:06}.{os.path.basename(name)}", "wb") as stream:
        stream.write(content[:n])
