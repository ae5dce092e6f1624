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
    "NATO, EU, European Union, United Nations, UN, ASEAN, OPEC, BRICS, African Union, Arab League, World Bank, IMF, "
    "IAEA, G7, G20, SCO, CSTO, Europe, European, Asia, Africa, Latin America, Middle East, Western, the West, Global "
    "South, Kurdish, Kurds, Arab, Arabs, Kashmir, Kurdistan, Prussia, Ottoman Empire, Austria-Hungary, Holy Roman "
    "Empire, Georgia, Korea, Virgin Islands, Islamic State, al-Qaeda, Security Council, World War II, Cold War, Indian "
    "Ocean, South China Sea, Baltic, Balkans, turkey, china, jordan, march, Smith, Kim"
)
