"""Names and the states they mean by themselves: ``code: names``, separated by commas."""

from __future__ import annotations

MEANING = {
    "AFG": "Afghanistan, Afghan, Kabul, Taliban, Islamic Republic of Afghanistan, Kandahar",
    "ARE": "United Arab Emirates, UAE, U.A.E., Emirati, Dubai, Abu Dhabi",
    "ARG": "Argentina, Argentine, Argentinian, Buenos Aires, Argentine Republic",
    "ARM": "Armenia, Armenians, Yerevan, Syunik",
    "SJM": "Svalbard",
    "AUS": "Australia, Australians, Canberra, Sydney, New South Wales",
    "AZE": "Azerbaijan, Azerbaijani, Baku, Nagorno-Karabakh",
    "BFA": "Burkina Faso, Burkinabe, Ouagadougou",
    "BGD": "Bangladesh, Bangladeshis, Dhaka, Dacca, Chittagong, East Pakistan",
    "BIH": "Bosnia and Herzegovina, Bosnia & Herzegovina, Bosnia, Bosnian, Sarajevo",
    "BLR": "Belarus, Belarusian, Minsk",
    "BRA": "Brazil, Brazilians, Brasília, Brasilia, São Paulo, Sao Paulo",
    "CAN": "Canada, Canadian, Ottawa, Quebec, Québec",
    "CHE": "Switzerland, Swiss, Bern, Geneva",
    "CHL": "Chile, Chilean, Santiago, Valparaíso",
    "CHN": (
        "China, Chinese, Beijing, Peking, PRC, P.R.C., People's Republic of China, People’s Republic of China, "
        "Shanghai, Xinjiang, Tibet, Tibetan, Huawei, PLA, Zhongnanhai, Xi Jinping"
    ),
    "CIV": "Ivory Coast, Côte d'Ivoire, Cote d’Ivoire, Ivorian, Abidjan",
    "COD": "Democratic Republic of the Congo, DRC, D.R.C., Kinshasa, Congo-Kinshasa",
    "COG": "Republic of the Congo, Congo-Brazzaville, Brazzaville",
    "CPV": "Cabo Verde, Cape Verde",
    "CSK": "Czechoslovakia, Czechoslovak, Prague Spring",
    "CUB": "Cuba, Cubans, Havana, Guantánamo",
    "CZE": "Czechia, Czech Republic, Czechs, Prague",
    "DDR": "East Germany, East German, GDR, German Democratic Republic, East Berlin, Stasi",
    "DEU": (
        "Germany, Germans, Berlin, West Germany, Federal Republic of Germany, Bavaria, Bavarian, Bundestag, Angela Merkel, Merkel"
    ),
    "DNK": "Denmark, Danish, Danes, Copenhagen",
    "EGY": "Egypt, Egyptians, Cairo, Sinai",
    "ESP": "Spain, Spanish, Spaniards, Madrid, Catalonia, Catalan",
    "ETH": "Ethiopia, Ethiopian, Addis Ababa, Tigray",
    "FIN": "Finland, Finnish, Finns, Helsinki",
    "FRA": "France, French, Paris, Quai d'Orsay, Élysée, Emmanuel Macron",
    "GBR": (
        "United Kingdom, UK, U.K., Great Britain, Britain, British, Britons, London, Downing Street, Whitehall, "
        "Scotland, Scottish, England, Welsh"
    ),
    "GRC": "Greece, Greeks, Athens, Hellenic Republic, Crete",
    "HKG": "Hong Kong, Hongkonger",
    "HUN": "Hungary, Hungarian, Budapest, Viktor Orbán",
    "IDN": "Indonesia, Indonesian, Jakarta, Aceh",
    "IND": "India, Indian, Indians, New Delhi, Delhi, Mumbai, Bombay, Narendra Modi, Lok Sabha",
    "IRL": "Ireland, Irish, Dublin, Republic of Ireland",
    "IRN": "Iran, Iranians, Tehran, Teheran, Persia, Persian, IRGC, Islamic Republic of Iran",
    "IRQ": "Iraq, Iraqis, Baghdad, Mosul, Basra, Saddam Hussein",
    "ISL": "Iceland, Icelanders, Icelandic, Reykjavík, Reykjavik",
    "ISR": "Israel, Israelis, Tel Aviv, Knesset, Mossad, Netanyahu, IDF",
    "ITA": "Italy, Italians, Rome, Sicily",
    "JOR": "Jordan, Jordanian, Amman, Hashemite Kingdom of Jordan",
    "JPN": "Japan, Japanese, Tokyo, Okinawa, Shinzo Abe",
    "KAZ": "Kazakhstan, Kazakh, Kazakhs, Astana, Almaty",
    "KGZ": "Kyrgyzstan, Kyrgyz Republic, Bishkek",
    "KHM": "Cambodia, Cambodian, Phnom Penh, Khmer Rouge",
    "KOR": "South Korea, South Koreans, Republic of Korea, ROK, Seoul, Busan, Blue House, Samsung",
    "LAO": "Laos, Laotian, Vientiane, Lao People's Democratic Republic",
    "LBN": "Lebanon, Lebanese, Beirut, Hezbollah",
    "LBY": "Libya, Libyans, Benghazi, Tripoli",
    "LKA": "Sri Lanka, Sri Lankan, Ceylon, Colombo",
    "MAR": "Morocco, Moroccan, Rabat, Casablanca",
    "MDA": "Moldova, Moldovan, Chișinău, Chisinau, Transnistria",
    "MKD": "North Macedonia, Macedonia, FYROM, Skopje",
    "MMR": "Myanmar, Burma, Burmese, Naypyidaw, Rangoon, Tatmadaw",
    "NLD": "Netherlands, The Netherlands, Dutch, The Hague, Amsterdam, Holland",
    "NOR": "Norway, Norwegians, Oslo",
    "NZL": "New Zealand, New Zealander, Wellington, Auckland",
    "PAK": "Pakistan, Pakistanis, Islamabad, Karachi, ISI",
    "PHL": "Philippines, the Philippines, Filipino, Filipinos, Manila",
    "POL": "Poland, Polish, Poles, Warsaw, Sejm, Gdańsk",
    "PRK": (
        "North Korea, North Koreans, DPRK, D.P.R.K., Democratic People's Republic of Korea, Pyongyang, Yongbyon, "
        "Kim Jong-un, Kim Il-sung"
    ),
    "PSE": "Palestine, Palestinians, Gaza, West Bank, Ramallah, Hamas, State of Palestine",
    "ROU": "Romania, Romanians, Bucharest",
    "RUS": ("Russia, Russians, Russian Federation, Moscow, Kremlin, Vladivostok, Chechnya, Gazprom, FSB, Vladimir Putin, Putin"),
    "SAU": "Saudi Arabia, Saudi, Saudis, KSA, Riyadh, Aramco",
    "SDN": "Sudan, Sudanese, Khartoum, Darfur",
    "SSD": "South Sudan, South Sudanese, Juba",
    "SRB": "Serbia, Serbs, Serbian, Belgrade",
    "SUN": "Soviet Union, USSR, U.S.S.R., Soviet, Soviets, Red Army, KGB, Stalin, Nikita Khrushchev",
    "SWZ": "Eswatini, Swaziland",
    "SYR": "Syria, Syrians, Damascus, Aleppo, Idlib",
    "TLS": "Timor-Leste, East Timor, Timorese",
    "TUR": "Turkey, Türkiye, Turkiye, Turkish, Turks, Ankara, Istanbul, Erdogan",
    "TWN": "Taiwan, Taiwanese, Taipei, Formosa, Republic of China, Kinmen",
    "UKR": "Ukraine, Ukrainians, Kyiv, Kiev, Crimea, Donbas, Kharkiv, Verkhovna Rada, Volodymyr Zelensky",
    "USA": (
        "United States, the United States, United States of America, U.S., US, USA, U.S.A., American, Americans, "
        "Washington, White House, Pentagon, State Department, Congress, CIA, Texas, California, New York, Barack "
        "Obama"
    ),
    "VAT": "Holy See, Vatican, Vatican City",
    "VDR": "North Vietnam, North Vietnamese, Democratic Republic of Vietnam",
    "VEN": "Venezuela, Venezuelan, Caracas, PDVSA",
    "VNM": "Vietnam, Viet Nam, Vietnamese, Hanoi, Saigon, South Vietnam",
    "XKX": "Kosovo, Kosovar, Pristina",
    "YEM": "Yemen, Yemenis, Sanaa, Sana'a, Houthis",
    "YMD": "South Yemen, South Yemeni",
    "YUG": "Yugoslavia, Yugoslav, Socialist Federal Republic of Yugoslavia",
    "ZAF": "South Africa, South Africans, Pretoria, Johannesburg, Nelson Mandela",
    "ZWE": "Zimbabwe, Zimbabwean, Harare",
}

# Known to belong to no one state, or to mean several, or nothing.
NO_STATE = (
    "NATO, EU, European Union, United Nations, UN, ASEAN, OPEC, BRICS, African Union, Arab League, World Bank, IMF, IAEA, "
    "G7, G20, SCO, CSTO, Europe, European, Asia, Africa, Latin America, Middle East, Western, the West, Global South, "
    "Kurdish, Kurds, Arab, Arabs, Kashmir, Kurdistan, Holy Roman Empire, Georgia, Korea, Virgin Islands, Islamic State, "
    "al-Qaeda, Security Council, World War II, Cold War, Indian Ocean, South China Sea, Baltic, Balkans, turkey, china, "
    "jordan, march, Smith, Kim, chad, polish, georgia, Sino-Russian, Franco-German, Anglo-Saxon, Brothers, Tuesday, Persian "
    "Gulf, Black Sea"
)

# Every state and some territories: code, name, people, capital. Written from general knowledge, not from the table.
WORLD = """
AFG Afghanistan, Afghans, Kabul; ALB Albania, Albanians, Tirana; DZA Algeria, Algerians, Algiers; AND Andorra, Andorran,
Andorra la Vella; AGO Angola, Angolans, Luanda; ATG Antigua and Barbuda, Antiguan, St. John's; ARG Argentina, Argentines,
Buenos Aires; ARM Armenia, Armenian, Yerevan; AUS Australia, Australian, Canberra; AUT Austria, Austrians, Vienna; AZE
Azerbaijan, Azerbaijanis, Baku; BHS The Bahamas, Bahamian, Nassau; BHR Bahrain, Bahrainis, Manama; BGD Bangladesh,
Bangladeshi, Dhaka; BRB Barbados, Barbadian, Bridgetown; BLR Belarus, Belarusians, Minsk; BEL Belgium, Belgians, Brussels; BLZ
Belize, Belizean, Belmopan; BEN Benin, Beninese, Porto-Novo; BTN Bhutan, Bhutanese, Thimphu; BOL Bolivia, Bolivians, Sucre;
BIH Bosnia and Herzegovina, Bosnians, Sarajevo; BWA Botswana, Botswanan, Gaborone; BRA Brazil, Brazilian, Brasília; BRN
Brunei, Bruneian, Bandar Seri Begawan; BGR Bulgaria, Bulgarians, Sofia; BFA Burkina Faso, Burkinabé, Ouagadougou; BDI Burundi,
Burundian, Gitega; KHM Cambodia, Cambodians, Phnom Penh; CMR Cameroon, Cameroonians, Yaoundé; CAN Canada, Canadians, Ottawa;
CPV Cape Verde, Cape Verdean, Praia; CAF Central African Republic, Central African Republic, Bangui; TCD Chad, Chadians,
N'Djamena; CHL Chile, Chileans, Santiago; CHN China, Chinese, Beijing; COL Colombia, Colombians, Bogotá; COM Comoros,
Comorian, Moroni; CRI Costa Rica, Costa Ricans, Costa Rican; CIV Côte d'Ivoire, Ivorians, Yamoussoukro; HRV Croatia,
Croatians, Zagreb; CUB Cuba, Cuban, Havana; CYP Cyprus, Cypriots, Nicosia; CZE Czechia, Czech, Prague; DNK Denmark, Danish,
Copenhagen; DJI Djibouti, Djiboutian, Djibouti City; DMA Dominica, Commonwealth of Dominica, Roseau; DOM Dominican Republic,
Dominicans, Santo Domingo; ECU Ecuador, Ecuadorians, Quito; EGY Egypt, Egyptian, Cairo; SLV El Salvador, Salvadorans, San
Salvador; GNQ Equatorial Guinea, Equatorial Guinean, Malabo; ERI Eritrea, Eritreans, Asmara; EST Estonia, Estonians, Tallinn;
SWZ Eswatini, Swazi, Mbabane; ETH Ethiopia, Ethiopians, Addis Ababa; FJI Fiji, Fijians, Suva; FIN Finland, Finns, Helsinki;
FRA France, French, Paris; GAB Gabon, Gabonese, Libreville; GMB Gambia, Gambians, Banjul; GEO Republic of Georgia, Georgians,
Tbilisi; DEU Germany, Germans, Berlin; GHA Ghana, Ghanaians, Accra; GRC Greece, Greeks, Athens; GRD Grenada, Grenadian, St.
George's; GTM Guatemala, Guatemalans, Guatemala City; GIN Guinea, Guineans, Conakry; GNB Guinea-Bissau, Bissau-Guinean,
Bissau; GUY Guyana, Guyanese, Guyanese; HTI Haiti, Haitians, Port-au-Prince; HND Honduras, Hondurans, Tegucigalpa; HUN
Hungary, Hungarians, Budapest; ISL Iceland, Icelandic, Reykjavik; IND India, Indians, New Delhi; IDN Indonesia, Indonesians,
Jakarta; IRN Iran, Iranians, Tehran; IRQ Iraq, Iraqis, Baghdad; IRL Ireland, Irish, Dublin; ISR Israel, Israelis, Jerusalem;
ITA Italy, Italians, Rome; JAM Jamaica, Jamaicans, Jamaican; JPN Japan, Japanese, Tokyo; JOR Jordan, Jordanians, Amman; KAZ
Kazakhstan, Kazakhs, Astana; KEN Kenya, Kenyans, Nairobi; KIR Kiribati, I-Kiribati, South Tarawa; KWT Kuwait, Kuwaitis, Kuwait
City; KGZ Kyrgyzstan, Kyrgyz, Bishkek; LAO Laos, Lao, Vientiane; LVA Latvia, Latvians, Riga; LBN Lebanon, Lebanese, Beirut;
LSO Lesotho, Basotho, Maseru; LBR Liberia, Liberians, Monrovia; LBY Libya, Libyan, Tripoli; LIE Liechtenstein,
Liechtensteiner, Vaduz; LTU Lithuania, Lithuanians, Vilnius; LUX Luxembourg, Luxembourger, Luxembourg City; MDG Madagascar,
Malagasy, Antananarivo; MWI Malawi, Malawians, Lilongwe; MYS Malaysia, Malaysians, Kuala Lumpur; MDV Maldives, Maldivian,
Malé; MLI Mali, Malians, Bamako; MLT Malta, Maltese, Valletta; MHL Marshall Islands, Marshallese, Majuro; MRT Mauritania,
Mauritanians, Nouakchott; MUS Mauritius, Mauritian, Port Louis; MEX Mexico, Mexicans, Mexico City; FSM Micronesia,
Micronesian, Palikir; MDA Moldova, Moldovans, Chisinau; MCO Monaco, Monégasque, Principality of Monaco; MNG Mongolia,
Mongolians, Ulaanbaatar; MNE Montenegro, Montenegrins, Podgorica; MAR Morocco, Moroccans, Rabat; MOZ Mozambique, Mozambicans,
Maputo; MMR Myanmar, Burmese, Naypyidaw; NAM Namibia, Namibians, Windhoek; NRU Nauru, Nauruan, Yaren; NPL Nepal, Nepalese,
Kathmandu; NLD Netherlands, Dutch, Amsterdam; NZL New Zealand, New Zealanders, Wellington; NIC Nicaragua, Nicaraguans,
Managua; NER Niger, Nigeriens, Niamey; NGA Nigeria, Nigerians, Abuja; PRK North Korea, North Koreans, Pyongyang; MKD North
Macedonia, Macedonians, Skopje; NOR Norway, Norwegians, Oslo; OMN Oman, Omanis, Muscat; PAK Pakistan, Pakistanis, Islamabad;
PLW Palau, Palauan, Ngerulmud; PSE Palestine, Palestinians, Ramallah; PAN Panama, Panamanians, Panama City; PNG Papua New
Guinea, Papua New Guinean, Port Moresby; PRY Paraguay, Paraguayans, Asunción; PER Peru, Peruvians, Lima; PHL Philippines,
Filipinos, Manila; POL Poland, Poles, Warsaw; PRT Portugal, Portuguese, Lisbon; QAT Qatar, Qataris, Doha; ROU Romania,
Romanians, Bucharest; RUS Russia, Russians, Moscow; RWA Rwanda, Rwandans, Kigali; KNA Saint Kitts and Nevis, Kittitian,
Basseterre; LCA Saint Lucia, Saint Lucian, Castries; VCT Saint Vincent and the Grenadines, Vincentian, Kingstown; WSM Samoa,
Samoans, Apia; SMR San Marino, Sammarinese, City of San Marino; STP São Tomé and Príncipe, São Toméan, São Tomé; SAU Saudi
Arabia, Saudis, Riyadh; SEN Senegal, Senegalese, Dakar; SRB Serbia, Serbs, Belgrade; SYC Seychelles, Seychellois, Republic of
Seychelles; SLE Sierra Leone, Sierra Leoneans, Freetown; SGP Singapore, Singaporeans, Republic of Singapore; SVK Slovakia,
Slovaks, Bratislava; SVN Slovenia, Slovenes, Ljubljana; SLB Solomon Islands, Solomon Islander, Honiara; SOM Somalia, Somalis,
Mogadishu; ZAF South Africa, South Africans, Pretoria; KOR South Korea, South Koreans, Seoul; SSD South Sudan, South Sudanese,
Juba; ESP Spain, Spaniards, Madrid; LKA Sri Lanka, Sri Lankans, Colombo; SDN Sudan, Sudanese, Khartoum; SUR Suriname,
Surinamese, Paramaribo; SWE Sweden, Swedes, Stockholm; CHE Switzerland, Swiss, Bern; SYR Syria, Syrians, Damascus; TWN Taiwan,
Taiwanese, Taipei; TJK Tajikistan, Tajiks, Dushanbe; TZA Tanzania, Tanzanians, Dodoma; THA Thailand, Thais, Bangkok; TLS
Timor-Leste, Timorese, Dili; TGO Togo, Togolese, Lomé; TON Tonga, Tongans, Nuku'alofa; TTO Trinidad and Tobago, Trinidadian,
Port of Spain; TUN Tunisia, Tunisians, Tunis; TUR Turkey, Turks, Ankara; TKM Turkmenistan, Turkmens, Ashgabat; TUV Tuvalu,
Tuvaluan, Funafuti; UGA Uganda, Ugandans, Kampala; UKR Ukraine, Ukrainians, Kyiv; ARE United Arab Emirates, Emiratis, Abu
Dhabi; GBR United Kingdom, Britons, London; USA United States, Americans, Washington; URY Uruguay, Uruguayans, Montevideo; UZB
Uzbekistan, Uzbeks, Tashkent; VUT Vanuatu, ni-Vanuatu, Port Vila; VAT Vatican City, Vatican, Holy See; VEN Venezuela,
Venezuelans, Caracas; VNM Vietnam, Vietnamese, Hanoi; YEM Yemen, Yemenis, Sanaa; ZMB Zambia, Zambians, Lusaka; ZWE Zimbabwe,
Zimbabweans, Harare; XKX Kosovo, Kosovars, Pristina; ESH Western Sahara, Sahrawi, Laayoune; HKG Hong Kong, Hong Konger, HKSAR;
MAC Macau, Macanese, Macao; PRI Puerto Rico, Puerto Ricans, San Juan; GRL Greenland, Greenlandic, Nuuk; FRO Faroe Islands,
Faroese, Tórshavn; BMU Bermuda, Bermudian, Bermudas; GIB Gibraltar, Gibraltarian, Rock of Gibraltar; GUM Guam, Guamanian,
Hagåtña; NCL New Caledonia, New Caledonian, Nouméa; PYF French Polynesia, French Polynesian, Papeete; CUW Curaçao, Curaçaoan,
Willemstad
"""

# States that are no more: with a code of their own, or none.
FORMER = {
    "SUN": "Soviet Union, USSR, Soviets",
    "YUG": "Yugoslavia, Yugoslavs, Jugoslavia",
    "DDR": "East Germany, East Germans, GDR",
    "CSK": "Czechoslovakia, Czechoslovaks",
    "SCG": "Serbia and Montenegro",
    "VDR": "North Vietnam, North Vietnamese",
    "YMD": "South Yemen, PDRY",
    "RHO": "Rhodesia, Southern Rhodesia, Rhodesian",
    "ZAR": "Zaire, Zaïre, Zairian",
    "HVO": "Upper Volta",
    "DHY": "Dahomey",
    "ANT": "Netherlands Antilles",
    "SKM": "Sikkim",
}
ENDED = (
    "Ottoman Empire, Ottoman, Prussia, Prussian, Austria-Hungary, Austro-Hungarian, Habsburg Empire, United Arab Republic, "
    "UAR, Manchukuo, Confederacy, Confederate States of America, Byzantine Empire, Papal States, Polish-Lithuanian "
    "Commonwealth, French Indochina, Kingdom of Hawaii, Republic of Texas, Free City of Danzig, Korean Empire, "
    "Ruanda-Urundi, Senegambia, New Spain"
)

# Bodies, people, groups and places that belong to one state.
OF_ONE_STATE = {
    "USA": (
        "Pentagon, Foggy Bottom, White House, CIA, FBI, Boeing, Henry Kissinger, Richard Nixon, Hillary Clinton, Antony Blinken, "
        "Silicon Valley, Alaska, Hawaii"
    ),
    "RUS": "Kremlin, Rosneft, Wagner Group, Sergei Lavrov, Boris Yeltsin, Saint Petersburg, Siberia, Chechnya, Kaliningrad",
    "SUN": "Red Army, KGB, Leonid Brezhnev, Andrei Gromyko, Mikhail Gorbachev, Leningrad",
    "CHN": "Zhongnanhai, Huawei, Mao Zedong, Deng Xiaoping, Wang Yi, Xinjiang, Inner Mongolia, Guangdong, Uyghurs",
    "GBR": "Downing Street, Whitehall, MI6, BBC, Winston Churchill, Boris Johnson, Ernest Bevin, Belfast, Northern Ireland",
    "FRA": "Élysée, Quai d'Orsay, Charles de Gaulle, Hubert Védrine, Corsica, Marseille, Total",
    "DEU": "Bundeswehr, Konrad Adenauer, Joschka Fischer, Bavaria, Hamburg, Volkswagen, Bonn",
    "KOR": "Blue House, Park Chung Hee, Moon Jae-in, Hyundai, Busan, Jeju Island",
    "PRK": "Kim Il Sung, Choe Son Hui, Yongbyon, Wonsan, Rodong Sinmun",
    "JPN": "Toyota, Junichiro Koizumi, Hiroshima, Hokkaido, Self-Defense Forces",
    "IND": "Lok Sabha, Indira Gandhi, Subrahmanyam Jaishankar, Kolkata, Gujarat, Jammu and Kashmir",
    "PAK": "Benazir Bhutto, Lashkar-e-Taiba, Lahore, Balochistan, Waziristan",
    "LBN": "Hezbollah, Hizbullah, Rafik Hariri, Sidon",
    "PSE": "Hamas, Fatah, PLO, Mahmoud Abbas, Gaza Strip, Nablus, Rafah",
    "YEM": "Houthis, Ansar Allah, Hodeidah, Aden",
    "AFG": "Taliban, Northern Alliance, Hamid Karzai, Helmand, Bagram",
    "COL": "FARC, ELN, Gustavo Petro, Medellín",
    "LKA": "Tamil Tigers, LTTE, Mahinda Rajapaksa",
    "SOM": "al-Shabaab, Siad Barre, Puntland, Somaliland",
    "NGA": "Boko Haram, Olusegun Obasanjo, Lagos, Biafra",
    "TUR": "PKK, Recep Tayyip Erdoğan, Istanbul, Anatolia",
    "ESP": "ETA, Moncloa, Felipe González, Basque Country, Andalusia",
    "UKR": "Volodymyr Zelenskyy, Dmytro Kuleba, Donbas, Luhansk, Mariupol, Zaporizhzhia",
    "IRQ": "Peshmerga, Nouri al-Maliki, Kirkuk, Anbar, Iraqi Kurdistan",
    "SYR": "Free Syrian Army, Hafez al-Assad, Raqqa, Latakia",
    "IRN": "Hassan Rouhani, Abbas Araghchi, IRGC, Isfahan, Natanz",
    "ISR": "Mossad, Golda Meir, Haifa, Negev, Haganah",
    "EGY": "Gamal Abdel Nasser, Sameh Shoukry, Suez Canal, Alexandria",
    "ZAF": "African National Congress, F. W. de Klerk, Soweto, Durban",
    "COD": "M23, Patrice Lumumba, Joseph Kabila, North Kivu, Katanga",
    "ETH": "Tigray People's Liberation Front, Meles Zenawi, Ogaden",
    "VNM": "Viet Cong, Nguyen Van Thieu, Da Nang, Mekong Delta, Saigon",
    "CUB": "Fidel Castro, Guantánamo Bay, Santiago de Cuba",
    "VEN": "Hugo Chávez, PDVSA, Maracaibo",
    "GEO": "Mikheil Saakashvili, Batumi, Adjara, Gori",
    "CHE": "Geneva, Zurich, Davos",
    "ESH": "Polisario Front, Polisario",
}
