"""hostile.py KIND N: a table of lines that no report looks like, about N bytes, lines or numbers large.

hostile.py mixed N SEED: N documents of words of the lexicons, numbers and marks in any order.
"""
import csv
import pathlib
import random
import sys

TITLE = "Báo cáo tình hình tháng 8/2023"


def noise(n):
    """Text of characters that may stand in a line, whatever they mean; the same each time."""
    chance = random.Random(7)
    out = []
    size = 0
    while size < n:
        c = chance.choice((chance.randrange(0x20, 0x7F), chance.randrange(0x20, 0x250),
                           chance.randrange(0x1E00, 0x1F00), chance.randrange(0x300, 0x370),
                           chance.randrange(0x20, 0xD800), chance.randrange(0x10000, 0x110000)))
        out.append(chr(c))
        size += len(out[-1].encode())
    return "".join(out)


def repeat(text):
    return lambda n: [TITLE, text * (n // len(text.encode()) + 1)]


KINDS = {
    "digits": repeat("7"),
    "grouped": repeat("7.123.456,8"),
    "brackets": repeat("("),
    "closed": repeat("(5 xã) "),
    "deep": repeat("(5 xã tăng 3% ("),
    "change": repeat("tăng "),
    "versus": repeat("1,2% so với "),
    "growths": repeat("tăng 1,2% so với cùng kỳ, "),
    "semicolons": repeat("5 tỷ đồng; "),
    "one_word": repeat("bưu"),
    "months": repeat("tháng 8, "),
    "stops": repeat(". "),
    "dashes": repeat("A - B: 5 "),
    "slashes": repeat("5/"),
    "respectively": repeat("lần lượt 5%, 6% và 7%, "),
    "scales": repeat("nghìn tỷ "),
    "words": repeat("hai mươi "),
    "tabs": repeat("5\t"),
    "noise": lambda n: [TITLE, noise(n)],
    "numbers": lambda n: [TITLE, "Doanh thu đạt " + ", ".join(str(1000 + i) for i in range(n)) + " tấn."],
    "empty": lambda n: [],
    "blanks": lambda n: [" " * 7] * n,
    "lines": lambda n: [TITLE] + ["Doanh thu bưu chính đạt %d tỷ đồng." % i for i in range(n)],
    "short": lambda n: [TITLE] + ["%d" % i for i in range(n)],
    "headings": lambda n: [TITLE] + ["%d. Bưu chính" % i for i in range(n)],
    "rows": lambda n: [TITLE, "Chỉ tiêu\tĐơn vị\tTháng 8"] + ["Thư\ttấn\t%d" % i for i in range(n)],
}

NUMBERS = ("5", "12,5", "1.250", "2023", "8/2023", "20/8/2023", "49/63", "3", "0", "7,0", "1.234.567,8", "20/8",
           "-3", "+4,5", "2021-2025", "5G", "1.23.4")
JOINTS = (" ",) * 6 + (", ", "; ", ". ", " (", ") ", ": ", " - ", "/", "", "\t", "%", "% ", "\n")


def mixed(count, seed):
    """Rows of documents; the same each time for a seed."""
    chance = random.Random(seed)
    folder = pathlib.Path(__file__).parents[2] / "common" / "lexicon"
    words = []
    for name, column in (("phrase", 0), ("noun", 0), ("measure", 0), ("cue", 0), ("unit", 0), ("scale", 0),
                         ("number_word", 0), ("place", 1), ("date_word", 0)):
        with open(folder / (name + ".csv"), newline="", encoding="utf-8") as f:
            words.append([row[column] for row in csv.reader(f)][1:])
    for doc in range(count):
        text = TITLE + "\n"
        for _ in range(chance.choice((5, 30, 30, 200))):
            text += chance.choice(NUMBERS) if chance.random() < 0.3 else chance.choice(chance.choice(words))
            text += chance.choice(JOINTS)
        at = 0
        for line in text.split("\n"):
            yield [f"{doc:06}", at, chance.choice(("para", "para", "para", "item", "row", "heading")), line]
            at += len(line.encode()) + 1


if __name__ == "__main__":
    if sys.argv[1] == "mixed":
        sys.stdout.reconfigure(encoding="utf-8", newline="")
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(["doc_id", "byte_start", "kind", "text"])
        table.writerows(mixed(int(sys.argv[2]), int(sys.argv[3])))
        sys.exit()
    lines = KINDS[sys.argv[1]](int(sys.argv[2]))
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["doc_id", "byte_start", "kind", "text"])
    at = 0
    for line in lines:
        table.writerow(["d0c", at, "para", line])
        at += len(line.encode()) + 1
