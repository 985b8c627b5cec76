"""The words by which a text names a country of our sections: name, own name, people, capital, great cities. Data only.

Words that mean other things as well (turkey, china) count only as written here, with capitals; Jordan and Georgia,
which are people and a state more often, only by their own and longer names.
"""

_ROWS = """
AF|Afghanistan|افغانستان|Afghan|Afghans|Kabul|Kandahar|Herat|Taliban
AM|Armenia|Հայաստան|Armenian|Armenians|Yerevan
AZ|Azerbaijan|Azərbaycan|Azerbaijani|Azerbaijanis|Baku|Nagorno-Karabakh
BH|Bahrain|البحرين|Bahraini|Bahrainis|Manama
BD|Bangladesh|বাংলাদেশ|Bangladeshi|Bangladeshis|Dhaka|Chittagong|Chattogram|Cox's Bazar
BT|Bhutan|འབྲུག་ཡུལ|Bhutanese|Thimphu
BN|Brunei|Brunei Darussalam|Bruneian|Bruneians|Bandar Seri Begawan
KH|Cambodia|កម្ពុជា|Cambodian|Cambodians|Phnom Penh|Siem Reap
CN|China|中国|中國|Chinese|Beijing|Shanghai|Shenzhen|Guangzhou|Xinjiang|Tibet|Hong Kong|北京|上海
CY|Cyprus|Κύπρος|Kıbrıs|Cypriot|Cypriots|Nicosia|Limassol
TL|East Timor|Timor-Leste|Timorese|Dili
GE|საქართველო|Georgian|Georgians|Tbilisi|Batumi|Republic of Georgia|South Ossetia|Abkhazia
IN|India|भारत|Indian|Indians|New Delhi|Delhi|Mumbai|Bengaluru|Bangalore|Kolkata|Chennai|Hyderabad|Kashmir|दिल्ली
ID|Indonesia|Indonesian|Indonesians|Jakarta|Surabaya|Bali|Sumatra|Nusantara
IR|Iran|ایران|Iranian|Iranians|Tehran|Isfahan|Mashhad
IQ|Iraq|العراق|Iraqi|Iraqis|Baghdad|Basra|Mosul|Erbil|بغداد
IL|Israel|ישראל|Israeli|Israelis|Jerusalem|Tel Aviv|Haifa
JP|Japan|日本|Japanese|Tokyo|Osaka|Kyoto|Okinawa|Hokkaido|東京
JO|الأردن|Jordanian|Jordanians|Amman|Kingdom of Jordan|عمّان
KZ|Kazakhstan|Қазақстан|Казахстан|Kazakh|Kazakhs|Kazakhstani|Astana|Almaty
KW|Kuwait|الكويت|Kuwaiti|Kuwaitis|Kuwait City
KG|Kyrgyzstan|Кыргызстан|Kyrgyz|Bishkek|Osh
LA|Laos|Lao PDR|ລາວ|Laotian|Laotians|Vientiane|Luang Prabang
LB|Lebanon|لبنان|Lebanese|Beirut|Hezbollah|بيروت
MY|Malaysia|Malaysian|Malaysians|Kuala Lumpur|Penang|Sabah|Sarawak|Putrajaya
MV|Maldives|ދިވެހިރާއްޖެ|Maldivian|Maldivians
MN|Mongolia|Монгол|Mongolian|Mongolians|Ulaanbaatar|Ulan Bator
MM|Myanmar|Burma|မြန်မာ|Burmese|Naypyidaw|Yangon|Mandalay|Rohingya
NP|Nepal|नेपाल|Nepali|Nepalis|Nepalese|Kathmandu|Pokhara
KP|North Korea|북한|조선민주주의인민공화국|North Korean|North Koreans|Pyongyang|DPRK|Kim Jong Un
OM|Oman|عُمان|سلطنة عمان|Omani|Omanis|Muscat|Sultanate of Oman
PK|Pakistan|پاکستان|Pakistani|Pakistanis|Islamabad|Karachi|Lahore|Peshawar|Balochistan
PH|Philippines|Pilipinas|Philippine|Filipino|Filipinos|Manila|Mindanao|Cebu|Davao
QA|Qatar|قطر|Qatari|Qataris|Doha
SA|Saudi Arabia|السعودية|Saudi|Saudis|Riyadh|Jeddah|Mecca|Medina|الرياض
SG|Singapore|新加坡|Singaporean|Singaporeans
KR|South Korea|Republic of Korea|대한민국|한국|South Korean|South Koreans|Seoul|Busan|Incheon|서울
LK|Sri Lanka|ශ්‍රී ලංකා|இலங்கை|Sri Lankan|Sri Lankans|Colombo|Kandy|Jaffna
PS|Palestine|State of Palestine|فلسطين|Palestinian|Palestinians|Gaza|West Bank|Ramallah|غزة
SY|Syria|سوريا|Syrian|Syrians|Damascus|Aleppo|Idlib|دمشق
TW|Taiwan|臺灣|台灣|台湾|Taiwanese|Taipei|Kaohsiung
TJ|Tajikistan|Тоҷикистон|Tajik|Tajiks|Tajikistani|Dushanbe
TH|Thailand|ประเทศไทย|ไทย|Thai|Thais|Bangkok|Phuket|Chiang Mai
TR|Turkey|Türkiye|Turkish|Turks|Ankara|Istanbul|İstanbul|Izmir
TM|Turkmenistan|Türkmenistan|Turkmen|Ashgabat
AE|United Arab Emirates|UAE|الإمارات|Emirati|Emiratis|Abu Dhabi|Dubai|Sharjah|دبي
UZ|Uzbekistan|Oʻzbekiston|Uzbek|Uzbeks|Uzbekistani|Tashkent|Samarkand|Bukhara
VN|Vietnam|Viet Nam|Việt Nam|Vietnamese|Hanoi|Ho Chi Minh City|Da Nang|Saigon
YE|Yemen|اليمن|Yemeni|Yemenis|Sanaa|Sana'a|Aden|Houthi|Houthis|صنعاء
"""

WORDS: dict[str, str] = {
    word: code for row in _ROWS.strip().splitlines() for code, *names in [row.split("|")] for word in names
}
"""Word as it is written → ISO 3166-1 alpha-2 code."""

MISLEADING: tuple[str, ...] = (
    "Chinese New Year", "Indian Ocean", "American Indian", "American Indians", "West Indian", "Indian River",
    "Little India", "Japanese encephalitis", "Turkish bath", "Georgia Bulldogs", "South China Sea", "East China Sea",
    "Sea of Japan", "Gulf of Oman", "Lebanon, Pennsylvania", "New Lebanon", "Persian Gulf", "Manila envelope",
    "Turkey hunting", "Thanksgiving Turkey", "Bali Ha'i", "Columbia", "China Grove", "East Indian", "Indiana",
)  # fmt: skip
"""Phrases inside which the words above name no country of ours."""
