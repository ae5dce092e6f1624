"""Rules for what is counted from another date: "last month", "two years later", "that winter", "in recent years"."""

from __future__ import annotations

from geopol.dates.duration_senses import unit_of
from geopol.dates.relative_senses import (
    DAY_WORDS,
    FUTURE,
    PAST,
    PLACEHOLDER,
    PRESENT,
    day_by_event,
    day_near,
    day_word,
    fixed,
    inside,
    mention_daypart,
    moved,
    moved_by_part,
    stepped,
    stepped_fiscal,
    stepped_name,
    unit_of_mention,
    vaguely_moved,
)
from geopol.dates.rule import Rule
from geopol.dates.sense import Sense, Shift

STEP = r"(?P<step>last|this past|this coming|this same|this|past|next|upcoming|coming|current|present|that same|that very|that|very same|same|following|ensuing|subsequent|succeeding|previous|preceding|prior)"
PART = r"(?:(?P<part>{part}|earlier|later|sometime|some time|rest of|remainder of)[ -](?:the )?)?"
DAY_WORD = "|".join(sorted(DAY_WORDS, key=lambda word: -len(word)))
UNITS = r"{units}"
RULES: tuple[Rule, ...] = (
    Rule(
        "stepped unit",
        PART + r"(?:the )?" + STEP + r" (?P<unit>{calendar_unit})(?:['’]s (?P<daypart>{daypart}))?",
        stepped,
        "last year",
    ),
    Rule(
        "stepped fiscal year", PART + STEP + r" (?:fiscal|financial|calendar|academic) year", stepped_fiscal, "last fiscal year"
    ),
    Rule(
        "month of stepped year",
        PART + r"(?P<month>{month})(?: (?P<day>{day})(?:{nth})?)?,?(?: of| in)? (?:the )?" + STEP + r" year",
        inside,
        "March of that year",
    ),
    Rule(
        "day month of stepped year",
        PART + r"(?P<day>{day})(?:{nth})?(?: of)? (?P<month>{month}),?(?: of)? (?:the )?" + STEP + r" year",
        inside,
        "3 March of the same year",
    ),
    Rule(
        "season of stepped year",
        PART + r"(?P<season>{season})(?: of)? (?:the )?" + STEP + r" year",
        inside,
        "summer of that year",
    ),
    Rule(
        "stepped name",
        PART
        + STEP
        + r" (?:(?P<weekday>{weekday})(?: (?P<daypart>{daypart}))?|(?P<month>{month})(?: (?P<day>{day}))?|(?P<season>{season}))",
        stepped_name,
        "last March",
    ),
    Rule(
        "month last",
        r"(?:(?P<day>{day})(?:{nth})? (?:day )?of )?(?P<month>{month}) (?P<step>last|next)(?! (?:\w+))",
        stepped_name,
        "July last",
    ),
    Rule(
        "moved",
        r"(?:(?P<approx>{approx}) )?(?:exactly |only |just )?(?:an? )?(?P<n>{number})(?P<half> and (?:a )?half)?[ -](?:more |full )?(?P<unit>{any_unit}) (?P<way>ago|earlier|later|from now|hence|previously|back|(?:before|afterwards?|after|prior)(?=[,.;:)]|$))",
        moved,
        "two years ago",
    ),
    Rule(
        "moved by one",
        r"(?:(?P<approx>{approx}) )?(?:exactly |only |just )?(?:an? )?(?:single )?(?P<unit>{unit}) (?P<way>ago|earlier|later|from now|hence|previously)",
        moved,
        "year ago",
    ),
    Rule(
        "moved by a part",
        r"(?:(?P<approx>{approx}) )?(?:a )?(?P<share>half|quarter)(?: of)?(?:[- ]an?)?[- ](?P<unit>decade|century|millennium) (?P<way>ago|earlier|later|from now|hence)",
        moved_by_part,
        "half a century ago",
    ),
    Rule(
        "vaguely moved",
        r"(?:(?P<approx>{approx}) )?(?:only |just )?(?:(?:an? )?{few} )?(?:short )?(?P<unit>{units}) (?P<way>ago|back|earlier|later|from now|hence|previously|on from now|(?:before|afterwards?|prior)(?=[,.;:)]|$))",
        vaguely_moved,
        "several years ago",
    ),
    Rule(
        "one vague move",
        r"(?:unit )?(?:an? )?(?P<unit>{unit}) or (?:so|two) (?P<way>ago|later|earlier)",
        vaguely_moved,
        "week or so ago",
    ),
    Rule(
        "day word",
        r"(?:(?:early|late|earlier|later|mid-?\w*) )?(?P<word>" + DAY_WORD + r")(?: (?P<daypart>{daypart}))?",
        day_word,
        "yesterday",
    ),
    Rule(
        "unit of the mention",
        r"(?P<part>{part}|rest of|remainder of|earlier in|later in|course of) (?:the )(?P<unit>day|week|month|quarter|season|year|decade|century)(?! (?:of|\d))",
        unit_of_mention,
        "end of the year",
    ),
    Rule(
        "unit's end",
        r"(?P<unit>year|month|decade|century)(?:['’]s)?[ -](?:end)",
        lambda m: Sense(
            "", mod="END", shift=Shift(unit_of(m["unit"]), 0, "mention", PLACEHOLDER.get(unit_of(m["unit"]), "XXXX"))
        ),
        "year's end",
    ),
    Rule(
        "day near",
        r"(?P<unit>day|week|month|year) (?P<way>before|after|following|prior)(?=[,.;:)]|$| {adverb}\b)",
        day_near,
        "day before",
    ),
    Rule(
        "mention's daypart",
        r"(?:(?:early|late) )?(?P<step>that same|that|same|following|next|previous) (?P<daypart>morning|afternoon|evening|night)",
        mention_daypart,
        "that morning",
    ),
    Rule(
        "day by an event",
        r"(?<=the )(?P<unit>day|night) (?P<way>before|after|following)(?= (?:the|a|an|his|her|their|its|that|[A-Z]|\w+ing\b|\w+ed\b|he|she|they|it|we|[a-z]+))",
        day_by_event,
        "day after",
    ),
    Rule(
        "one day ahead",
        r"(?:(?<=will )|(?<=would )|(?<=may )|(?<=might )|(?<=could )|(?<=can )|(?<=shall ))one day",
        fixed(FUTURE),
        "one day",
    ),
    Rule("turn of the century", r"turn of the century", fixed(PAST), "turn of the century"),
    Rule(
        "now",
        r"(?:right now|now|currently|nowadays|these days|present[- ]day|modern[- ]day|present time|present moment|present date|current moment|time being|this moment|(?<=to )this (?:day|date)|(?<=at )this time|contemporary era|current times|present era|current period|present period|(?<=to the )present|(?<=at )present|(?<=\d to )present|(?<=[-–—])present|(?<=until the )present)",
        fixed(PRESENT),
        "now",
    ),
    Rule(
        "recently",
        r"(?:(?:more|most|very|as) )?recently|(?:very )?recent (?:history|past|times|memory|period)",
        fixed(PAST),
        "recently",
    ),
    Rule(
        "recent units",
        r"(?:the )?(?:more |most )?(?:recent|past|bygone|earlier|previous|preceding) (?:few |couple of |several |some |many )?"
        + UNITS
        + r"(?: and {units})?",
        fixed(PAST),
        "recent years",
    ),
    Rule(
        "last few units",
        r"(?:last|past|previous) (?:few|several|many|some|so many) " + UNITS,
        fixed(PAST),
        "last few years",
    ),
    Rule(
        "last units",
        r"(?:last|subsequent|later|intervening|following) (?:years|decades|months|weeks|days|centuries)",
        fixed(PAST),
        "later years",
    ),
    Rule(
        "next few units",
        r"(?:next|coming|following) (?:few|several|many|some) " + UNITS,
        fixed(FUTURE),
        "next few years",
    ),
    Rule(
        "coming units",
        r"(?:coming|future|next|upcoming|forthcoming|ensuing) " + UNITS + r"(?: and {units})?",
        fixed(FUTURE),
        "coming years",
    ),
    Rule(
        "units ahead",
        r"(?:(?:{few}) )?(?:{units}|year|decade|period|century|day|month|week) (?:to come|ahead|that follow|and decades to come)",
        fixed(FUTURE),
        "years to come",
    ),
    Rule(
        "past",
        r"(?<=the )(?:distant |recent |not too distant |more recent )?past|ancient times|olden times|antiquity|(?<=in )times past",
        fixed(PAST),
        "antiquity",
    ),
    Rule(
        "future",
        r"(?:(?<=the )|(?<=in ))(?:(?:very )?(?:near|distant|foreseeable|immediate|not[- ]too[- ]distant|medium-term|predictable|indefinite|nearest) )?future(?: date)?",
        fixed(FUTURE),
        "near future",
    ),
    Rule(
        "the term",
        r"(?<=the )(?:near|short|medium|medium[- ]to[- ]long)[- ](?:to[- ](?:medium|long)[- ])?term(?=[,.;:)]|$| (?:the|and|but|to|as|by|for|with))",
        fixed(FUTURE),
        "near term",
    ),
)
