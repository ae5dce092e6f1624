"""Sentences in which a place stands for its government, and sentences in which it does not: the place is in brackets.

Written for this project, by the author of the rules. Of each list the errors among the 1st, 3rd, 5th … sentence were read while
the rules were made; of the others only the score.
"""

from __future__ import annotations

STANDS = """
[Moscow] said on Tuesday that it would answer any new sanctions in kind.
[Beijing] has accused the island's leaders of courting disaster.
Relations between [Washington] and Ankara have soured since the arms deal.
The statement was seen as a warning to [Tehran].
[London] and Paris agreed to share the cost of the new missile.
Envoys carried the proposal back and forth, but [Islamabad] refused to budge.
[Kyiv]'s demand for long-range weapons was turned down.
The militia is armed and paid by [Tehran].
[Tokyo] lodged a protest over the patrol.
Critics say the deal hands [Baghdad] too much power over oil revenue.
A [Moscow]-backed separatist leader was sworn in.
Support from [Riyadh] kept the central bank afloat.
[New Delhi] wants a settlement before the monsoon.
The two ministers discussed how far [Pyongyang] might go.
The sanctions were meant to isolate [Damascus].
[Paris] recalled its ambassador from Niamey.
Diplomats fear that [Ankara] will veto the bid.
It was [Berlin] that insisted on fiscal discipline.
[Jakarta] denied that its troops had crossed the line.
Aid to [Cairo] was frozen for a year.
The treaty bound [Warsaw] to consult its allies first.
[Kabul] blames its neighbour for sheltering the insurgents.
Pressure on [Khartoum] grew after the massacre.
[Canberra]'s decision to cancel the submarines infuriated France.
Ties with [Havana] were restored in 2015.
[Seoul] is considering whether to send ammunition.
[Hanoi], which once fought its northern neighbour, now hedges.
The opposition says the governor takes orders from [Moscow].
Both Washington and [Beijing] lay claim to leadership in the technology.
In [Tehran]'s view the agreement is dead.
The prime minister urged [Addis Ababa] to lift the blockade.
[Algiers] severed diplomatic relations with its neighbour in 2021.
A spokesman for the rebels accused [Kinshasa] of breaking the truce.
[Brasília] abstained in the vote.
[Ottawa] expelled six diplomats.
The new law is a setback for [Budapest].
[Vienna] proclaimed its neutrality in 1955.
Talks with [Belgrade] have stalled over licence plates.
[Athens] threatened to block the talks unless the name was changed.
The rebels enjoy the quiet backing of [Kigali].
[Caracas] ordered a referendum on the disputed territory.
The loan makes the island more dependent on [Beijing].
[Prague] blamed the blast on a foreign intelligence unit.
[Amman] fears an influx of refugees.
[Nairobi] will lead the police mission.
The plan needs approval from [Washington].
[Stockholm] abandoned two centuries of neutrality when it joined the alliance.
[Manila] has given American forces access to four more bases.
The coup plotters counted on [Cairo] to look away.
[Rome] opposes the pact.
In a note to [Ankara], the ministry asked for an explanation.
[Minsk] released fourteen prisoners in exchange for relief from sanctions.
[Bogotá] suspended the ceasefire with the guerrillas.
Lawmakers want to punish [Riyadh] for cutting output.
[Madrid] rejects any talk of independence.
[Bucharest] plans to double its defence budget.
The border was closed after [Asunción] refused to sign.
Arms sales to [Taipei] have angered the mainland.
[Kuala Lumpur] summoned the ambassador.
According to [Jerusalem], the tunnel ran under the fence.
[Baku] insists on a corridor through the south.
The pipeline has made [Vilnius] less vulnerable.
[Doha] mediated between the two sides for months.
Allies worry about [Budapest]'s closeness to the Kremlin.
[Lima] and Santiago took their quarrel to the court.
The commission proposed cutting funds for [Warsaw].
[Tripoli] asked Turkey for drones.
The army chief is close to [Islamabad].
The pro-[Moscow] party lost half its seats.
[Helsinki] applied for membership in May.
A growing number of senators distrust [Riyadh].
[Dhaka] is seeking a loan from the Fund.
The general said that [Rangoon] had broken its promises.
Under the accord, [Pretoria] withdrew its troops from Angola.
[Colombo] handed the port over on a ninety-nine-year lease.
The offensive would not have begun without a green light from [Belgrade].
Since the summit, [Tashkent] has opened its borders.
[Oslo] brokered the ceasefire.
[Lisbon] granted the colonies independence within a year.
The uprising alarmed [Vienna].
The ambassador said [Bern] would represent the interests of both.
It remains unclear whether [Abuja] can contain the insurgency.
The [Kremlin] denied any role in the hack.
The [White House] announced new export rules on Friday.
[Downing Street] declined to comment.
A [Kremlin] spokesman dismissed the report.
The [Élysée] confirmed that the call had taken place.
The [Blue House] expressed regret over the launch.
[Foggy Bottom] has long favoured engagement.
[Whitehall] was slow to see the danger.
Officials at the ministry fear the [Kremlin].
The general has the ear of the [White House].
Relations with the [Quai d'Orsay] were frosty.
[Zhongnanhai] views the strait as a core interest.
The [Pentagon] said that two aircraft had been intercepted.
The oligarch fell out with the [Kremlin] in 2003.
Pressure from the [White House] forced the director to resign.
[Malacañang] said the treaty covers the reef.
The opposition accuses the [Casa Rosada] of hiding the figures.
Tehran's allies and [Moscow] both backed the resolution's defeat.
[Moscow] annexed the peninsula in 2014.
[Tokyo] and Washington signed the revised treaty in 1960.
Trade talks between Brussels and [London] resumed.
[Ankara] did not rule out a ground operation.
[Beijing] sees the drills as a provocation.
Economists expect [Buenos Aires] to default.
[Santiago] nationalised the copper mines in 1971.
[Phnom Penh] rejected the ruling.
Leverage over [Pyongyang] has shrunk.
The talks gave [Hanoi] a chance to show restraint.
[Tbilisi] hopes to join the alliance.
[Chisinau] declared a state of emergency over gas supplies.
""".strip().split("\n")

DOES_NOT = """
The two delegations met in [Moscow] on Tuesday.
He flew to [Beijing] for the closing ceremony.
Thousands marched through [Washington] against the war.
A car bomb went off near the embassy in [Kabul].
She was born in [Tehran] and grew up in Los Angeles.
The train from [Warsaw] was four hours late.
[Paris] is the capital of France and its largest city.
Heavy rain flooded much of [Jakarta] last week.
The company is based in [London].
Protesters gathered outside the parliament in [Tbilisi].
[Tokyo] hosted the Olympic Games in 1964.
The streets of [Cairo] were calm on Friday.
[Moscow]'s metro carries millions of passengers a day.
Shells landed in the suburbs of [Damascus].
The [London]-based bank paid a fine.
[Nairobi] has more than four million inhabitants.
The mayor of [Athens] opened the exhibition.
The Treaty of [Paris] ended the war in 1783.
Rebels advanced to within forty kilometres of [Addis Ababa].
The ambassador arrived in [Ottawa] on Monday.
He taught at a university in [Vienna] before the war.
The summit was moved from [Santiago] to Madrid.
[Bogotá] lies on a plateau in the Andes.
[Berlin] was divided by a wall for twenty-eight years.
The airport of [Khartoum] was closed by fighting.
Flights between [Delhi] and Kathmandu were cancelled.
A court in [The Hague] opened the hearings.
[Havana]'s old town is a tourist attraction.
In 1945 the Red Army entered [Vienna].
Missiles struck [Kyiv] overnight, killing six people.
The road between [Amman] and Damascus is open again.
Air raid sirens sounded across [Tel Aviv].
[Seoul] sits only fifty kilometres from the border.
[Manila] was badly damaged in the battle of 1945.
The clashes spread to [Baghdad] within days.
Two people were arrested at a hotel in [Minsk].
The siege of [Sarajevo] lasted almost four years.
He left [Islamabad] for Dubai.
The [Washington] Post reported the story first.
[Rome] was not built in a day.
The archbishop of [Canterbury] travelled to Rome.
She studied law in [Prague] and economics in Leeds.
Tanks rolled into [Budapest] in November 1956.
[Lagos] grew from a fishing village into a city of millions.
The Congress of [Vienna] redrew the map.
The evacuation from [Saigon] took two days.
A ceasefire was signed in [Algiers] in 2000.
Street vendors in [Lima] protested against the curfew.
[Brussels] was hit by bombs at the airport and in the metro.
The distance from [Tehran] to the border is long.
The prince was educated in [London].
A delegation from [Seoul] National University took part.
[Helsinki]'s harbour freezes in winter.
The victims were flown home to [Canberra].
Prices for flats in [Budapest] doubled.
He has lived in [Moscow] since 2013.
The march ended in central [Belgrade].
The National Museum in [Phnom Penh] reopened.
Crowds filled the main square of [Bucharest].
He died in exile in [Riyadh].
The bomb was hidden on a train to [Madrid].
An earthquake shook [Mexico City] at noon.
Greater [London] has nine million people.
[Pretoria] lies north of Johannesburg.
In downtown [Beirut] most shops were shut.
The envoy will travel to [Oslo] for a second round.
Power cuts in [Caracas] last for hours.
The conference takes place in [Doha] next month.
The river flows through [Baghdad].
The guerrillas marched on [Managua] in July 1979.
[Lisbon]'s trams are a hundred years old.
The factory outside [Minsk] makes tractors.
They met at a villa near [Rome].
The bishop of [Havana] led the prayers.
The refugees reached [Vienna] on foot.
The first stone of the church in [Kigali] was laid in 1906.
[Stockholm] is built on fourteen islands.
The treaty was named after [Tashkent], where it was signed.
The old railway links [Dakar] with Bamako.
He captured [Kabul] with fewer than two thousand men.
Smog covered [Beijing] for a week.
[Kuala Lumpur]'s twin towers dominate the skyline.
She reported from [Moscow] for ten years.
The orchestra opened its tour in [Tokyo].
Residents of [Tripoli] queued for bread.
Tourists stood in line in front of the [Kremlin].
The two presidents dined at the [White House].
Visitors walked through the rooms of the [Élysée] Palace.
Guards closed the gate of [Downing Street].
The parade passed the walls of the [Kremlin].
A man climbed the fence of the [White House].
They met in the [Kremlin] late at night.
A plane hit the western side of the [Pentagon].
The couple posed on the steps of [Downing Street].
Rioters stormed the [Casa Rosada].
He was received at the [Blue House] with full honours.
The prime minister lives in [Downing Street].
The document lay in a safe in the [Kremlin] for decades.
The helicopter landed on the lawn of the [White House].
The [Vienna] Convention protects diplomats.
[Sofia] was bombed by the Allies in 1943.
Two lanes of the bridge in [Baku] were closed.
[Bangkok] is sinking by a centimetre a year.
Eight marathon runners from Kenya competed in [Berlin].
The fire in [Dhaka] killed over a hundred garment workers.
Half of the fighters fled to [Nouakchott].
[Warsaw] was rebuilt after 1945 from old paintings.
The reporter was beaten in [Harare].
Cholera broke out in [Port-au-Prince].
The last helicopter took off from [Saigon] in April.
[Ottawa]'s winters are harsh.
The ship was built in [Copenhagen].
""".strip().split("\n")
