"""A text in another encoding, or as a wrong reading of one left it; operands: how, and the file."""
import sys
import unicodedata

how, name = sys.argv[1:]
with open(name, encoding="utf-8") as stream:
    text = stream.read()

TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
WHOLE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def vni_letter(letter):
    low = letter.lower()
    if ord(letter) < 0x80:
        return letter
    if low in WHOLE:
        out = WHOLE[low]
    else:
        base, *marks = unicodedata.normalize("NFD", low)
        tone = "".join(m for m in marks if m in TONES)
        if "\u0302" in marks:
            out = base + CIRCUMFLEX[tone]
        elif "\u0306" in marks:
            out = base + BREVE[tone]
        elif "\u031b" in marks:
            out = WHOLE[unicodedata.normalize("NFC", base + "\u031b")] + TONES[tone]
        else:
            out = base + TONES[tone]
    return out if letter == low else out.upper()


def as_1252(data):
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)


def tcvn(line):
    import subprocess
    return subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=line.encode(),
                          stdout=subprocess.PIPE, check=True).stdout


if how == "vni":
    out = "".join(map(vni_letter, text)).encode("cp1252")
elif how == "vni-utf8":
    out = "".join(map(vni_letter, text)).encode()
elif how == "tcvn-utf8":
    out = as_1252(tcvn(text)).encode()
elif how == "nfd":
    out = unicodedata.normalize("NFD", text).encode()
elif how == "nfd-mojibake":
    out = as_1252(unicodedata.normalize("NFD", text).encode()).encode()
elif how == "mojibake":
    out = as_1252(text.encode()).encode()
elif how == "twice":
    out = as_1252(as_1252(text.encode()).encode()).encode()
elif how == "cp1258-marks":  # every tone a character of its own
    out = b""
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        tones = [m for m in marks if m in TONES]
        kept = "".join(m for m in marks if m not in TONES)
        out += unicodedata.normalize("NFC", base + kept).encode("cp1258") + "".join(tones).encode("cp1258")
elif how == "mixed":  # the odd lines in the font of TCVN3
    out = "".join(as_1252(tcvn(line)) if i % 2 else line
                  for i, line in enumerate(text.splitlines(True))).encode()
sys.stdout.buffer.write(out)
