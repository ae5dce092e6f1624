"""Small documents in every shape that real files come in, and how each splits.

An expectation is a line a block: ``H`` heading, ``B`` body, ``F`` furniture (boilerplate), and how the block as read begins.
"""

from __future__ import annotations

import textwrap

A = (
    "Ministers from both governments met in the capital on Tuesday to discuss the reopening of the border, which has "
    "been closed to lorries since the spring, and agreed that customs officers would return to the two main crossings "
    "before the end of the month."
)
B = (
    "Trade between the neighbours fell by almost a third last year, according to the central bank, and exporters of "
    "cement, fruit and timber say that they have begun to look for buyers across the sea instead of waiting for the "
    "gates to be lifted again."
)
C = (
    "Nobody in the room expected the older quarrel over the river to be settled in an afternoon. Its origins go back to "
    "a treaty that a vanished empire imposed on a kingdom that no longer exists, and neither side can find the map that "
    "was once attached to it."
)
D = "The talks continue in June."
# Wrapped text of which many lines end with a sentence, as happens.
STOPS = """The North has also delivered KN-23 ballistic missiles, 170mm Koksan guns
and, by one South Korean count, more than 20,000 containers of shells.
In return it is thought to have received Pantsir air-defence systems,
oil above the ceiling set by Resolution 2397, and help with satellites.
Its most recent launch, on 27 May 2024, failed."""
NARROW = """I have the honour to join previous speakers in
congratulating you, Sir, on your election to the high
post of President, and I wish you every success. It is
a pleasure to see a son of our region in the chair, and
the resolution of the conflict remains far away."""


def wrapped(text: str, width: int = 72, indent: str = "", first: str | None = None) -> str:
    """A paragraph over several lines."""
    return textwrap.fill(text, width, initial_indent=indent if first is None else first, subsequent_indent=indent)


def justified(text: str, width: int = 66) -> str:
    """A paragraph set as in print: words of more than six letters are broken at line ends."""
    lines = [""]
    for word in text.split():
        room = width - len(lines[-1]) - 1
        if len(word) + 1 <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(word) > 6 and word.isalpha() and room > 4:
            lines[-1] += f" {word[:3]}-"
            lines.append(word[3:])
        else:
            lines.append(word)
    return "\n".join(lines)


SHAPES: dict[str, tuple[str, list[str]]] = {
    # One paragraph a line, bare headings between, no blank line anywhere.
    "a paragraph a line": (f"{A}\n{B}\n{C}", ["B Ministers", "B Trade", "B Nobody"]),
    "bare headings, no blank line": (
        f"Introduction\n{A}\nEconomic relations\n{B}\nThe river\n{C}\n",
        ["H Introduction", "B Ministers", "H Economic relations", "B Trade", "H The river", "B Nobody"],
    ),
    "two headings in a row": (
        f"Two neighbours\nIntroduction\n{A}\n{B}",
        ["H Two neighbours", "H Introduction", "B Ministers", "B Trade"],
    ),
    "a short last paragraph": (f"{A}\n{B}\n{D}", ["B Ministers", "B Trade", "B The talks"]),
    "a heading that asks": (f"What is at stake?\n{A}\n{B}", ["H What is at stake?", "B Ministers", "B Trade"]),
    "a heading with a colon": (f"The border: one year on\n{A}\n{B}", ["H The border: one year on", "B Ministers", "B Trade"]),
    "capitals": (f"ECONOMIC RELATIONS\n{A}\n{B}", ["H ECONOMIC RELATIONS", "B Ministers", "B Trade"]),
    # Blank lines.
    "blank lines": (f"{A}\n\n{B}\n\n{C}", ["B Ministers", "B Trade", "B Nobody"]),
    "many blank lines with spaces": (f"{A}\n \n\t\n\n{B}\n\n\n\n{C}\n\n", ["B Ministers", "B Trade", "B Nobody"]),
    "blank lines and headings": (f"Introduction\n\n{A}\n\nTrade\n\n{B}", ["H Introduction", "B Ministers", "H Trade", "B Trade"]),
    "Windows line ends": (f"Introduction\r\n\r\n{A}\r\n\r\n{B}\r\n", ["H Introduction", "B Ministers", "B Trade"]),
    "old Macintosh line ends": (f"{A}\r\r{B}\r", ["B Ministers", "B Trade"]),
    "a paragraph separator": (f"{A}\u2029{B}", ["B Ministers", "B Trade"]),
    "indented first lines": (f"    {A}\n    {B}", ["B Ministers", "B Trade"]),
    "one line": (A, ["B Ministers"]),
    "one short line": (D, ["B The talks"]),
    # Hard-wrapped.
    "wrapped at 60": (f"{wrapped(A, 60)}\n\n{wrapped(B, 60)}", ["B Ministers", "B Trade"]),
    "wrapped at 72": (f"{wrapped(A)}\n\n{wrapped(B)}\n\n{wrapped(C)}", ["B Ministers", "B Trade", "B Nobody"]),
    "wrapped at 100": (f"{wrapped(A, 100)}\n\n{wrapped(B, 100)}", ["B Ministers", "B Trade"]),
    "wrapped, with headings": (
        f"Introduction\n\n{wrapped(A)}\n\nTrade\n\n{wrapped(B)}",
        ["H Introduction", "B Ministers", "H Trade", "B Trade"],
    ),
    "wrapped, headings on top of paragraphs": (
        f"Introduction\n{wrapped(A)}\n\nRecent trade\n{wrapped(B)}",
        ["H Introduction", "B Ministers", "H Recent trade", "B Trade"],
    ),
    "wrapped, first lines indented, no blank line": (
        "\n".join(wrapped(part, 72, "", "    ") for part in (A, B, C)),
        ["B Ministers", "B Trade", "B Nobody"],
    ),
    "wrapped, all indented": (f"{wrapped(A, 72, '  ')}\n\n{wrapped(B, 72, '  ')}", ["B Ministers", "B Trade"]),
    # Markdown.
    "Markdown headings": (
        f"# Two neighbours\n\n{A}\n\n## Trade\n\n{B}",
        ["H Two neighbours", "B Ministers", "H Trade", "B Trade"],
    ),
    "closed Markdown headings": (
        f"## Trade ##\n{A}\n### The river ###\n{C}",
        ["H Trade", "B Ministers", "H The river", "B Nobody"],
    ),
    "setext headings": (
        f"Two neighbours\n==============\n\n{A}\n\nTrade\n-----\n\n{B}",
        ["H Two neighbours", "B Ministers", "H Trade", "B Trade"],
    ),
    "bold headings": (f"**Trade**\n\n{A}\n\n**The river**\n\n{C}", ["H Trade", "B Ministers", "H The river", "B Nobody"]),
    "block quotation": (f"{A}\n\n> {wrapped(C).replace(chr(10), chr(10) + '> ')}\n\n{B}", ["B Ministers", "B Nobody", "B Trade"]),
    "a rule between": (f"{A}\n\n---\n\n{B}\n\n***\n\n{C}", ["B Ministers", "B Trade", "B Nobody"]),
    "a link and emphasis": (f"**Ministers** from [both](https://example.org) {A[20:]}", ["B Ministers from both governments"]),
    # Numbered headings.
    "1. numbered": (
        f"1. Introduction\n{A}\n2. Economic relations\n{B}",
        ["H Introduction", "B Ministers", "H Economic relations", "B Trade"],
    ),
    "1.2 numbered": (f"1.1 Origins\n\n{C}\n\n1.2 Trade\n\n{B}", ["H 1.1 Origins", "B Nobody", "H 1.2 Trade", "B Trade"]),
    "Roman numbers": (f"I. Origins\n\n{C}\n\nII. Trade\n\n{B}", ["H I. Origins", "B Nobody", "H II. Trade", "B Trade"]),
    "chapters": (f"Chapter 1\n\n{A}\n\nChapter 2\n\n{B}", ["H Chapter 1", "B Ministers", "H Chapter 2", "B Trade"]),
    # PDF text.
    "hyphenated line ends": (f"{justified(A)}\n\n{justified(C)}", [f"B {A}", f"B {C}"]),
    "one hyphenated line end": (A.replace("governments", "govern-\nments"), [f"B {A}"]),
    "a page break in a sentence": (f"{wrapped(A).replace(chr(10), chr(10) + chr(12), 1)}\n\n{wrapped(B)}", [f"B {A}", "B Trade"]),
    "page numbers": (f"{wrapped(A)}\n\n12\n\n{wrapped(B)}\n\nPage 13 of 40\n", ["B Ministers", "F 12", "B Trade", "F Page 13"]),
    # Lists.
    "a bullet list": (f"{A}\n\n- {B}\n- {C}\n", ["B Ministers", "B Trade", "B Nobody"]),
    "a wrapped bullet list": (
        f"{A}\n\n- {wrapped(B, 70, '  ', '')}\n- {wrapped(C, 70, '  ', '')}",
        ["B Ministers", "B Trade", "B Nobody"],
    ),
    "a numbered list": (f"{A}\n\n1. {B}\n2. {C}", ["B Ministers", "B Trade", "B Nobody"]),
    "typographic bullets": (f"{A}\n• {B}\n• {C}", ["B Ministers", "B Trade", "B Nobody"]),
    "short bullets are one block": (f"{A}\n\n- cement\n- fruit\n- timber\n", ["B Ministers", "B cement"]),
    # Furniture.
    "comments and sharing": (
        f"{A}\n{B}\nShare this\nWrite a comment ...\n.png)",
        ["B Ministers", "B Trade", "F Share this", "F Write a comment", "F .png)"],
    ),
    "a cookie notice": (
        f"We use cookies to improve your experience. Accept all.\n\n{A}\n\n{B}",
        ["F We use cookies", "B Ministers", "B Trade"],
    ),
    "by-line and date line": (
        f"Border to reopen\nBy Jane Doe\n15 March 2024\n{A}\n{B}",
        ["H Border to reopen", "F By Jane Doe", "F 15 March 2024", "B Ministers", "B Trade"],
    ),
    "a name and a date": (
        f"Border to reopen\n\nJane Doe, 15 March 2024\n\n{A}\n\n{B}",
        ["H Border to reopen", "F Jane Doe, 15", "B Ministers", "B Trade"],
    ),
    "a name over a date": (
        f"# Border to reopen\n\nJ. Doe\n\n15 March 2024\n\n{A}\n\n{B}",
        ["H Border to reopen", "F J. Doe", "F 15 March", "B Ministers", "B Trade"],
    ),
    "a short title over a date": (f"Two Neighbours\n\n15 March 2024\n\n{A}", ["H Two Neighbours", "F 15 March", "B Ministers"]),
    "a title with its date": (
        f"Press Briefing – July 28, 2022\n\n{A}\n\n{B}",
        ["H Press Briefing", "B Ministers", "B Trade"],
    ),
    "a title over a date in figures": (
        f"The border and the river and the sea\n2024-03-15\n\n{wrapped(A)}",
        ["H The border and the river and the sea", "F 2024-03-15", "B Ministers"],
    ),
    "an institute and a season": (
        f"Border to reopen\n\nInstitute for the River · Spring 2024\n\n{A}\n\nThe River\n\n{C}",
        ["H Border to reopen", "F Institute for", "B Ministers", "H The River", "B Nobody"],
    ),
    "dates further down head what stands under them": (
        f"{A}\n\n{B}\n\n{C}\n\nGeneva, 15 March 2024\n\n{A}",
        ["B Ministers", "B Trade", "B Nobody", "H Geneva", "B Ministers"],
    ),
    "a forwarded mail": (
        "Please read this, it is for your table today\n\n-- \nJane Doe\nSenior Fellow | Tel. +49 30 1234567\n\n"
        f"---------- Forwarded message ---------\nFrom: Wire <wire@agency.example>\n"
        f"Date: Wed, 14 Jan 2026 at 07:00\nSubject: Digest\n\n{A}\n\n{B}",
        ["H Please", "F Jane", "F Senior", "F -----", "B Ministers", "B Trade"],
    ),
    "share bar, caption, table": (
        f"Border to reopen\n\nShare on Facebook · X · WhatsApp\n\nLorries wait at the gate. Photo: J. Doe/Wire\n\n{A}"
        "\n\nTable 1. Lorries by port\n\n"
        f"Port 2022 2023 2024\nOdesa 4.1 8.9 31.2\n\nSource: Ministry of Roads\n\n{B}",
        ["H Border", "F Share", "F Lorries", "B Ministers", "F Table 1", "F Port", "F Odesa", "F Source", "B Trade"],
    ),
    "a news database": (
        f"Border to reopen\n\nThe Courier\n\nMarch 15, 2024 Friday\n\nSection: NEWS; Pg. 12\n\nLength: 312 words\n\n"
        f"Byline: Jane Doe\n\nBody\n\n{A}"
        f"\n\n{B}\n\nLoad-Date: March 15, 2024\n\nEnd of Document",
        [
            "H Border",
            "F The Courier",
            "F March 15",
            "F Section",
            "F Length",
            "F Byline",
            "F Body",
            "B Ministers",
            "B Trade",
            "F Load-Date",
            "F End of",
        ],
    ),
    "rights": (f"{A}\n\n{B}\n\n© 2024 The Courier. All rights reserved.", ["B Ministers", "B Trade", "F © 2024"]),
    "a running header": (
        "\n\n".join(f"Annual Review 2023 {n}\n\n{part}" for n, part in enumerate((A, B, C), 7)),
        ["F Annual Review 2023 7", "B Ministers", "F Annual Review 2023 8", "B Trade", "F Annual Review 2023 9", "B Nobody"],
    ),
    "references": (
        f"{A}\n\n## References\n\n1. Doe, J. (2019). Borders. Geneva.\n2. Roe, R. (2020). Rivers.\n",
        ["B Ministers", "H References", "F Doe"],
    ),
    # Where blank lines divide paragraphs, a full stop at a line end divides nothing.
    "full stops at line ends": (
        f"Missiles\n\n{STOPS}\n\n{wrapped(B)}",
        ["H Missiles", f"B {' '.join(STOPS.split())}", "B Trade"],
    ),
    "full stops at line ends, quoted": (
        "\n".join(f"> {line}" for line in f"{STOPS}\n\n{wrapped(B)}".split("\n")),
        [f"B {' '.join(STOPS.split())}", "B Trade"],
    ),
    "two full lines": (
        f"{wrapped(A)}\n\nThe ministry firmly opposed what it called smears, and it summoned an envoy.\n"
        f"The Union said nothing.\n\n{D}",
        [
            "B Ministers",
            "B The ministry firmly opposed what it called smears, and it summoned an envoy. The Union",
            "B The talks",
        ],
    ),
    "a short last line divides all the same": (
        f"{wrapped(A)}\n{wrapped(B)}\n\n{wrapped(C)}",
        ["B Ministers", "B Trade", "B Nobody"],
    ),
    "an address in wrapped text": (
        f"{wrapped(A)}\n\nPermanent Mission\n221 River Street\nThe Capital\n\n{wrapped(B)}",
        ["B Ministers", "H Permanent Mission", "H 221 River Street", "H The Capital", "B Trade"],
    ),
    "sentences one a line": (
        f"{D}\nNobody came.\nThe gate stayed shut.\n\n{D}\nThe river rose.",
        ["B The talks", "B Nobody came", "B The gate", "B The talks", "B The river"],
    ),
    "an interview, line by line": (
        f"Q: What keeps you awake?\nA: {A}\nQ: And the river?\nA: {C}",
        ["B Q: What", "B A: Ministers", "B Q: And", "B A: Nobody"],
    ),
    "an interview, wrapped": (
        "\n".join(
            wrapped(part)
            for part in (f"Q: {A}", f"A: {B}", "Q: And the river, which neither side has ever spoken of in public?", f"A: {C}")
        ),
        ["B Q: Ministers", "B A: Trade", "B Q: And", "B A: Nobody"],
    ),
    "a poem": (
        "The gate is closed, the lorries wait,\nThe river runs below.\n"
        "A clerk is standing at the gate,\nHe does not let them go.\n\n"
        "The spring is gone, the summer comes,\nThe fruit is turning brown.\n"
        "We hear the beat of distant drums\nThat echoes through the town.",
        ["B The gate is closed", "B A clerk", "B The spring is gone"],
    ),
    "a wrapped list of short items": (
        f"{wrapped(A)}\n\n- cement\n- fruit\n\n{wrapped(B)}",
        ["B Ministers", "B cement", "B Trade"],
    ),
    "a dash at the beginning of a line": (
        "Trade between the neighbours fell by a third last year\n"
        "– so says the central bank, which is seldom wrong – and\nexporters look for others.",
        ["B Trade between the neighbours fell by a third last year – so says"],
    ),
    "a list with dashes": (f"{A}\n– {B}\n– {C}", ["B Ministers", "B Trade", "B Nobody"]),
    # Page breaks.
    "a page number inside a sentence": (
        f"{NARROW}\n12\nfor as long as the occupation lasts.\n{NARROW}".replace("far away.\n12", "far away\n12"),
        ["B I have the honour to join previous speakers in congratulating you", "B I have"],
    ),
    "a page mark inside a sentence is not read": (
        "They serve the status quo and consolidate the results of ethnic\n19 10-54833\n"
        "cleansing and colonization of the territories.",
        ["B They serve the status quo and consolidate the results of ethnic cleansing and colonization of the territories."],
    ),
    "a page mark inside a word": (
        "They serve the status quo and consolidate the results of ethnic clean-\n19 10-54833\nsing and colonization.",
        ["B They serve the status quo and consolidate the results of ethnic cleansing and colonization."],
    ),
    "a page mark between paragraphs": (f"{NARROW}\n10-54833 20\n{NARROW}", ["B I have", "F 10-54833 20", "B I have"]),
    "the marks of a page": (
        f"{NARROW}\n15/32\nA/70/PV.15\n28/09/2015\n{NARROW}",
        ["B I have", "F 15/32", "F A/70", "F 28/09", "B I have"],
    ),
    "a number that ends a page": (
        "Any ceasefire text must name the ports, which have been shut since February\n\f2022, "
        "or they will stay shut for a generation.",
        ["B Any ceasefire text must name the ports, which have been shut since February 2022, or they will stay shut"],
    ),
    "a page break between paragraphs": (f"{wrapped(A)}\n\f{wrapped(B)}", ["B Ministers", "B Trade"]),
    "a page break before a heading": (
        f"{wrapped(A)}\n\f2 Economic relations\n\n{wrapped(B)}",
        ["B Ministers", "H 2 Economic", "B Trade"],
    ),
    "a year in a table of numbers": ("Tonnes\n1990\n1991\n", ["B Tonnes", "F 1990", "F 1991"]),
    # Letters.
    "a forwarded message": (
        f"Hi, see below, it is for your table.\n\n---------- Forwarded message ---------\nFrom: Wire <wire@example.org>\n"
        f"Date: Wed, 14 Jan 2026\nSubject: Digest\n\n{wrapped(A)}",
        ["B Hi", "F ----------", "B Ministers"],
    ),
    "the head of an answered message": (
        f"{A}\n\nFrom: Jane Doe\nSent: Tuesday, 3 March 2026\nTo: John Roe\nSubject: The gate\n\n{B}",
        ["B Ministers", "F From: Jane", "B Trade"],
    ),
    "no head of a message": (f"From: a farm to a port\n{A}\n{B}", ["H From: a farm", "B Ministers", "B Trade"]),
    "a signature": (f"{A}\n{B}\n-- \nJane Doe\nSenior Fellow\n", ["B Ministers", "B Trade", "F Jane Doe", "F Senior Fellow"]),
    "a date under a title": (
        f"Panama, the company and the Canal\n2025-02-07\n\n{wrapped(A)}",
        ["H Panama", "F 2025", "B Ministers"],
    ),
    # The foot of a page.
    "comments and related stories": (
        f"{A}\n{B}\nRelated stories\nThe gate reopens\nIt took a year.\n"
        "Comments (2)\npierre75\nThey should have left in 1960!!!\n",
        ["B Ministers", "B Trade", *(f"F {line}" for line in ("Related", "The gate", "It took", "Comments", "pierre75", "They"))],
    ),
    "related stories in the middle": (
        f"{A}\n{B}\nRelated stories\nThe gate reopens\n{C}",
        ["B Ministers", "B Trade", "F Related", "H The gate", "B Nobody"],
    ),
    "a notice over several lines": (
        f"We value your privacy. We and our 842 partners store information on a device,\n"
        f"such as cookies, to provide personalised ads.\n\n{A}\n\n{B}",
        ["F We value", "B Ministers", "B Trade"],
    ),
    "furniture in italics": (
        f"{A}\n\n{B}\n\n*Reporting by A. Smith; Editing by B. Jones*",
        ["B Ministers", "B Trade", "F Reporting"],
    ),
    "link definitions": (f"{A}\n\n{B}\n\n[1]: https://example.org", ["B Ministers", "B Trade", "F [1]"]),
    "notes that cite and notes that tell": (
        f"{A}\n\n## Notes\n\n1 Doe, Borders (2019), p. 3.\n\n"
        "2 The figure leaves out the lorries that crossed by night, of which no count was kept.",
        ["B Ministers", "H Notes", "F 1 Doe", "B 2 The figure"],
    ),
    # Nothing, or nearly.
    "empty": ("", []),
    "white space": (" \n\t\n\u200b\n", []),
    "a mark alone": ("...\n", []),
}
