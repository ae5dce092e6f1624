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
        ["H Please", "F Jane", "F Senior", "F -----", "F From", "F Date", "F Subject", "B Ministers", "B Trade"],
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
    # Nothing, or nearly.
    "empty": ("", []),
    "white space": (" \n\t\n\u200b\n", []),
    "a mark alone": ("...\n", []),
}
