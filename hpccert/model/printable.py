"""A text -> the characters of it that a printed paper cannot show.

How the table was made: the fonts embedded in the `typst` wheel (0.15) were cut out of its library and their character
maps read with fontTools. A character is claimed when the monospaced font has it (DejaVu Sans Mono, code has no other)
and, in each of regular, bold and italic, the first of Libertinus Serif, New Computer Modern Math and DejaVu Sans Mono
that is asked for it has it. Only Latin, phonetic signs, Greek, Cyrillic, punctuation, arrows, operators, technical
signs, boxes, shapes and a few dingbats were considered. Combining marks (write the composed letter), right-to-left
scripts, controls, invisible characters and all spaces but the plain and the no-break one are left out on purpose.
`tests/render/test_typeset.py` prints all that is claimed and finds no missing glyph.
"""

from functools import cache

CLAIMED = """
20-7E A0-AC AE-1C3 1CD-1E3 1E6-1F0 1F4-1F6 1F8-1F9 1FC-221 224-241 243-245 24C-24D 250-2AF 374-377 37A-37F
384-38A 38C 38E-3A1 3A3-3CE 3D0-3E1 3F0-45F 462-463 472-473 490-49B 4A2-4A5 4AA-4B3 4BA-4BB 4C0-4C4 4C7-4C8
4CB-4CC 4CF-4F9 1E00-1E13 1E18-1E2D 1E30-1E4D 1E54-1E63 1E68-1E79 1E7C-1E99 1E9B 1E9F-1EA1 1EAC-1EAD 1EB0-1EB1
1EB6-1EB9 1EBC-1EBD 1EC6-1EC7 1ECA-1ECD 1ED8-1EDD 1EE0-1EE5 1EE8-1EEB 1EEE-1EF5 1EF8-1EF9 1F00-1F15 1F18-1F1D
1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF
1FF2-1FF4 1FF6-1FFE 2010-2023 2026 2030-2037 2039-203A 203C-203F 2045-2049 204B 2070-2071 2074-208E 2090-209C
20A0-20B5 20B8-20BA 20BD 2102 2105 210D-210F 2115-2117 2119-211A 211D 2122 2124 2126 212A-212B 212E 2148
2150-2151 2153-215F 2189 2190-2213 2215 2217-2220 2223 2227-222D 2234-223D 2241-2269 226D-228B 228D-22A5
22B2-22B5 22B8 22C2-22C6 22CD-22D1 22DA-22E9 22EF 2300-2306 2308-2315 2318-2319 231C-2321 2325-2328 232B
2335-237A 237D 2380-2383 2388-238B 2395 239B-23AE 23CE-23CF 2500-25FF 2713 2717 2720 2726 272A 2736 273D 275A
2767 2772-2773 279B 27A1 27C2 27C5-27C6 27DC 27E0 27E6-27EB 27F5-27F7
"""
LAYOUT = "\t\n"


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of a text that the paper would show wrongly, each once, in order."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return ()
    return tuple(dict.fromkeys(each for each in text if each not in printable()))


@cache
def printable() -> frozenset[str]:
    """Return all characters that papers can show, with line feed and tab."""
    return frozenset(LAYOUT).union(*(_characters(each) for each in CLAIMED.split()))


def _characters(claim: str) -> set[str]:
    first, _, last = claim.partition("-")
    return {chr(each) for each in range(int(first, 16), int(last or first, 16) + 1)}
