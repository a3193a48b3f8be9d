"""Every letter of Vietnamese, small and capital, in syllables that bear it."""
import unicodedata

TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
RHYMES = ["a", "ăn", "ân", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
words = [unicodedata.normalize("NFC", ("l" if rhyme == "y" else "b") + rhyme[0] + tone + rhyme[1:])
         for rhyme in RHYMES for tone in TONES] + ["đi"]
for form in words, [word.upper() for word in words]:
    print("Báo cáo: " + " ".join(form) + ".")
