"""Rules for lengths of time and for what comes again: durations and sets."""

from __future__ import annotations

from geopol.dates.duration_senses import between, counted, every, fraction, pair, vague
from geopol.dates.rule import Rule

APPROX = "(?:(?P<approx>{approx}) )?"
WINDOW = r"(?:(?P<window>)(?:at least |about |around |some )?(?:the )?(?:first|next|past|previous|following|coming|preceding|ensuing|final|last|initial|opening|latest|subsequent|other|another|additional|these|those) )"
FULL = r"(?:(?:more|full|consecutive|successive|long|straight|whole|entire|short|brief|further|additional|trading|working|calendar|business) )"
RULES: tuple[Rule, ...] = (
    Rule(
        "so many units",
        APPROX
        + r"(?P<n>{number})(?P<half>(?:[ -]and[ -]|[ -]and )(?:a[ -])?half|[ -]?½| 1/2)?(?: |{hyphen})"
        + FULL
        + r"?(?P<unit>{any_unit})(?:[- ]long\b|(?<!s) period)?(?!(?:[- ]|s[- ])olds?\b|s of age\b| of age\b)",
        counted,
        "more than two years",
    ),
    Rule(
        "window of so many units",
        WINDOW
        + APPROX
        + r"(?P<n>{number})(?P<half>[ -]and[ -](?:a[ -])?half|½)?(?: |{hyphen})"
        + FULL
        + r"?(?P<unit>{any_unit})",
        counted,
        "past ten years",
    ),
    Rule(
        "stretch of a date",
        r"(?:first|last|final|opening|closing) (?:(?P<n>{number}) )?(?P<unit>days?|weeks?|months?|quarters?) of (?:the year )?(?P<window>)(?:(?:{month},? )?(?:of )?{year}|{month})",
        counted,
        "first ten months of 1915",
    ),
    Rule(
        "one unit",
        APPROX + r"(?:an?|another|a single|a whole|a full) " + FULL + r"?(?P<unit>{unit})(?P<half> and a half)?(?!(?:-| )long\b)",
        counted,
        "over a year",
    ),
    Rule("unit and a half", r"(?P<unit>{unit})(?P<half> and a half)", counted, "year and a half"),
    Rule("window of a unit and a half", WINDOW + r"(?P<unit>{unit})(?P<half> and a half)", counted, "past year and a half"),
    Rule(
        "half a unit",
        r"(?:(?:past|last|next|first|coming|following) )?"
        + APPROX
        + r"(?:a )?(?P<share>half)(?:[- ]a[- ]| an |[- ])(?P<unit>{unit})(?P<n>)",
        fraction,
        "half a century",
    ),
    Rule(
        "quarter of a unit",
        APPROX + r"(?:a )?(?:(?P<n>three|one) )?(?P<share>quarters?)[- ]of[- ]a[- ](?P<unit>century)",
        fraction,
        "quarter of a century",
    ),
    Rule("quarter-century", APPROX + r"(?:a )?(?P<n>)(?P<share>quarter)[- ](?P<unit>century)", fraction, "quarter-century"),
    Rule(
        "units or units",
        r"(?:(?:next|first|last|past|following|coming) )?"
        + APPROX
        + r"(?P<n>{number})(?: to | or |{dash})(?P<n2>{number})(?: |{hyphen})(?P<unit>{any_unit})",
        between,
        "two to three years",
    ),
    Rule(
        "few units", APPROX + r"{few} (?:more )?(?:short |brief |long |critical |full )?(?P<unit>{units})", vague, "several years"
    ),
    Rule(
        "couple of units",
        r"(?:(?:last|past|next|first|coming|following|previous) )?(?:couple of|couple) (?:more )?(?P<unit>{units})",
        pair,
        "couple of days",
    ),
    Rule("bare units", r"(?P<unit>hours|days|nights|weeks|months|years|decades|centuries)", vague, "decades"),
    Rule("units-long", r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)[- ]long", vague, "decades-long"),
    Rule("unit-long", r"(?P<unit>hour|day|week|month|year|decade|century)[- ]?long", counted, "month-long"),
    Rule("adverb of set", r"(?P<adverb>{set})", every, "annually"),
    Rule(
        "every unit",
        r"(?:every|each) (?:single |and every )?(?:(?:(?P<nth>other|{nth_day})|(?P<n>{number})) )?(?P<unit>{any_unit})",
        every,
        "every two weeks",
    ),
    Rule(
        "every named day",
        r"(?:every|each) (?:(?:(?:other|{nth_day}) )?(?P<weekday>{weekday})|(?:(?P<day>{day})(?:{nth})? )?(?P<month>{month})(?: (?P<day2>{day})(?:{nth})?)?|(?P<season>{season}))",
        every,
        "every Friday",
    ),
    Rule("named days", r"(?P<weekday>(?-i:{weekday_name}))s", every, "Fridays"),
    Rule(
        "once a unit",
        r"(?:once|twice|(?:{number}|several|many) times) (?:an?|per|every|each) (?P<unit>{unit})",
        every,
        "once a month",
    ),
)
