"""Words of the Levant, Cyprus and Turkey. Data only; how a line is read stands in `rows`."""

ROWS = """
CY name: Cyprus | Republic of Cyprus | Northern Cyprus | Turkish Republic of Northern Cyprus | TRNC
CY folk: Cypriot | Cypriots | Greek Cypriot | Greek Cypriots | Turkish Cypriot | Turkish Cypriots | Greek-Cypriot
  | Turkish-Cypriot
CY seat: Nicosia | Lefkosia | Lefkosa
CY town: Limassol | Larnaca | Paphos | Famagusta | Kyrenia | Ayia Napa | Akrotiri | Dhekelia | Varosha | Troodos
  | Protaras | Morphou | Pyla
CY sign: Makarios | Rauf Denktash | Denktash | Kyprianou | Clerides | Anastasiades | Christodoulides | Ersin Tatar
  | AKEL | EOKA | UNFICYP | Cyprus Mail | Cyta | Mustafa Akinci
CY coin: Cyprus pound | Cyprus pounds
CY else: Κύπρος | Κύπρο | Κύπρου | Κυπριακή | Κύπριοι | Λευκωσία | Λεμεσός | Κερύνεια | Kıbrıs | KKTC | Lefkoşa
  | Chypre | Zypern | Chipre | Cipro | Кипр | Кипра | Кипре | Никоси* | قبرص | نيقوسيا | 塞浦路斯 | 賽普勒斯
  | キプロス | 키프로스 | साइप्रस | קפריסין | Síp
CY less: chypriote | chypriotes | zyprisch* | zypriotisch* | chipriota | chipriotas | cipriota | кипрск*

IL name: Israel | State of Israel | Jewish state
IL folk: Israeli | Israelis | Arab-Israeli? | Israeli-Arab
IL seat: Jerusalem | West Jerusalem
IL town: Tel Aviv | Haifa | Beersheba | Beer Sheva | Ashdod | Ashkelon | Netanya | Eilat | Elat | Nazareth? | Tiberias
  | Herzliya | Rehovot | Petah Tikva | Rishon LeZion | Bnei Brak | Ramat Gan | Holon | Galilee? | Negev | Dimona
  | Sderot | Kiryat Shmona | Lod? | Acre, Israel | Ben Gurion | Jaffa? | Metula | Kfar Saba | Golan? | Holot | Re'im
  | Nir Oz | Be'eri
IL sign: Benjamin Netanyahu | Netanyahu | Yitzhak Rabin | Rabin | Yitzhak Shamir | Shamir | Shimon Peres | Peres
  | Menachem Begin | Ariel Sharon | Ehud Barak | Ehud Olmert | Golda Meir | Moshe Dayan | Ben-Gurion | Naftali Bennett
  | Yair Lapid | Benny Gantz | Gantz | Isaac Herzog | Yoav Gallant | Smotrich | Itamar Ben-Gvir | Ben-Gvir | Likud
  | Knesset | Mossad | Shin Bet | Israel Defense Forces | IDF | Haaretz | Jerusalem Post | Yedioth | Iron Dome | El Al
  | Teva | Bank of Israel | Bank Leumi | Bank Hapoalim | Mobileye | Elbit | Rafael Advanced | Zionist? | Zionists?
  | kibbutz | kibbutzim | Haredi | Yad Vashem | Hadassah | Magen David Adom
IL coin: shekel | shekels
IL else: ישראל | ישראלי | תל אביב | חיפה | ירושלים | إسرائيل | اسرائيل | تل أبيب | اسرائیل | الاحتلال الإسرائيلي
  | Israël | İsrail | Израил* | Тель-Авив* | Иерусалим* | 以色列 | 特拉维夫 | イスラエル | テルアビブ | 이스라엘
  | 텔아비브 | इजराइल | इज़राइल | ইসরায়েল | ইসরাইল | อิสราเอล | I-xra-en | Ισραήλ
IL less: israélien* | israelisch* | israelí | israelíes | israeliano | israeliani | israelense | израильск*
  | إسرائيلي* | الإسرائيلي*

JO name: Jordan | Hashemite Kingdom of Jordan | Hashemite Kingdom | Kingdom of Jordan | Transjordan
JO folk: Jordanian | Jordanians
JO seat: Amman
JO town: Irbid | Zarqa | Aqaba | Petra? | Wadi Rum | Jerash | Madaba | Karak | Mafraq | Zaatari | Ma'an | Ajloun
  | Azraq | Jordan Valley | King Hussein Bridge | Wadi Musa
JO sign: King Hussein | King Abdullah II | Queen Rania | Ayman Safadi | Zaid al-Rifai | Royal Jordanian
  | Petra news agency | Jordan Times | Arab Legion | Hashemite | Hashemites | Arab Bank | Queen Noor | Prince Hassan?
  | Alia? | Royal Hashemite Court
JO coin: dinar? | dinars?
JO else: الأردن | الاردن | عمّان | الأردني* | اردن | Jordanie | Jordanien | Jordania | Jordânia | Giordania | Ürdün
  | Иордани* | Амман* | 约旦 | 約旦 | 安曼 | ヨルダン | アンマン | 요르단 | 암만 | जॉर्डन | จอร์แดน | ירדן | Yordania
JO less: jordanien* | jordanisch* | jordano? | jordanos | giordano? | иорданск*

LB name: Lebanon | Lebanese Republic
LB folk: Lebanese
LB seat: Beirut
LB town: Sidon | Saida | Tyre? | Baalbek | Bekaa | Beqaa | Zahle | Jounieh | Byblos | Nabatieh | Dahiyeh
  | Ein el-Hilweh | Chouf | Naqoura | Marjayoun | Shatila | Sabra | Ain al-Hilweh | Mount Lebanon | Keserwan
  | Bint Jbeil | Jbeil | Khiam | Batroun | Litani
LB sign: Hezbollah | Hizbollah | Hizballah | Hizbullah | Hassan Nasrallah | Nasrallah | Rafik Hariri | Hariri
  | Saad Hariri | Nabih Berri | Najib Mikati | Mikati | Michel Aoun | Joseph Aoun | Amin Gemayel | Gemayel
  | Walid Jumblatt | Jumblatt | Samir Geagea | Phalange | Phalangist | Karami | Amal militia | Amal Movement | UNIFIL
  | Maronite | Maronites | Middle East Airlines | Electricite du Liban | Banque du Liban | Riad Salameh | Terry Waite
  | Druze? | Islamic Jihad? | Nawaf Salam | L'Orient | Naim Qassem
LB coin: Lebanese pound | Lebanese lira
LB else: لبنان | بيروت | اللبناني* | حزب الله | حزب‌الله | Liban | Libano | Líbano | Libanon | Lübnan | Beyrouth
  | Beyrut | Ливан* | Бейрут* | 黎巴嫩 | 贝鲁特 | 真主党 | レバノン | ベイルート | ヒズボラ | 레바논 | 베이루트
  | लेबनान | เลบานอน | לבנון | ביירות | חיזבאללה | Li-băng
LB less: libanais* | libanesisch* | libanés | libaneses | libanese | libanesi | ливанск*

PS name: Palestine | State of Palestine | Palestinian Authority | Palestinian territories | Occupied Territories
  | Palestinian Territory
PS folk: Palestinian | Palestinians | Gazan | Gazans
PS seat: Ramallah | East Jerusalem | Gaza City
PS town: Gaza | Gaza Strip | West Bank | Nablus | Hebron | Jenin | Bethlehem? | Jericho? | Tulkarm | Tulkarem
  | Qalqilya | Khan Younis | Khan Yunis | Rafah | Jabalia | Jabaliya | Deir al-Balah | Beit Lahiya | Beit Hanoun
  | Nuseirat | al-Shifa Hospital | Shifa Hospital | Masafer Yatta | Al-Aqsa | Al Aqsa | al-Aqsa | Sheikh Jarrah
  | Huwara | Silwan | Birzeit | Salfit | Beit Jala
PS sign: Hamas | Fatah | Yasser Arafat | Yasir Arafat | Arafat | Mahmoud Abbas | Ismail Haniyeh | Haniyeh
  | Yahya Sinwar | Sinwar | Palestine Liberation Organization | Palestine Liberation Organisation | PLO
  | Palestinian Islamic Jihad | UNRWA | Intifada | intifada | Marwan Barghouti | Barghouti | Mohammad Shtayyeh
  | Al-Qassam | Qassam | Wafa | Nakba | Popular Front for the Liberation of Palestine | PFLP
PS else: فلسطين | فلسطيني* | الفلسطيني* | غزة | رام الله | الضفة الغربية | رفح | القدس الشرقية | حماس | فلسطین | غزه
  | Palästina | Palestina | Filistin | Gazze | Палестин* | Сектор Газа | секторе Газа | Газы | Газе | Рамалл* | ХАМАС*
  | 巴勒斯坦 | 加沙 | 加薩 | 哈马斯 | パレスチナ | ガザ | ハマス | 팔레스타인 | 가자? | 하마스 | फिलिस्तीन
  | फ़िलिस्तीन | गाजा | ফিলিস্তিন | গাজা | ปาเลสไตน์ | กาซา | פלסטין | עזה | רמאללה | חמאס | Pa-le-xtin | Cisjordanie
  | Cisjordania | Westjordanland
PS less: palestinien* | palästinensisch* | palestino | palestinos | palestinesi | palestinese | палестинск*

SY name: Syria | Syrian Arab Republic
SY folk: Syrian | Syrians
SY seat: Damascus
SY town: Aleppo | Homs | Hama | Idlib | Latakia | Raqqa | Deir ez-Zor | Deir Ezzor | Deir al-Zor | Palmyra | Tartus
  | Tartous | Daraa | Deraa | Sweida | Suwayda | Hasakah | Hasakeh | Qamishli | Kobani | Kobane | Afrin | Douma
  | Eastern Ghouta | Ghouta | Rojava | Manbij | Khan Sheikhoun | Quneitra | Al-Hol | al-Hol | Saydnaya | Sednaya
  | Baniyas | Tadmor | Golan?
SY sign: Bashar al-Assad | Hafez al-Assad | Assad | al-Assad | Ahmed al-Sharaa | al-Sharaa | Sharaa | al-Golani
  | al-Jolani | Jolani | Hayat Tahrir al-Sham | HTS? | White Helmets | Free Syrian Army | Syrian Democratic Forces
  | SANA | Alawite | Alawites | Ba'ath? | Nusra Front | al-Nusra | Farouk al-Shara
SY coin: Syrian pound | Syrian pounds
SY else: سوريا | سورية | دمشق | حلب | إدلب | حمص | السوري* | سوریه | شام? | Syrie | Syrien | Siria | Síria | Suriye
  | Damas | Damaskus | Damasco | Şam | Alep | Сири* | Дамаск* | Алеппо | 叙利亚 | 敘利亞 | 大马士革 | シリア
  | ダマスカス | 시리아 | 다마스쿠스 | सीरिया | ซีเรีย | סוריה | דמשק | Xi-ri
SY less: syrien | syriens | syrienne | syriennes | syrisch* | sirio? | sirios | siriano | siriani | сирийск*

TR name: Turkey | Türkiye | Turkiye | Republic of Turkey | Republic of Türkiye | Ottoman?
TR folk: Turkish | Turk | Turks
TR seat: Ankara
TR town: Istanbul | Constantinople? | Izmir | Antalya | Bursa | Adana | Gaziantep | Konya | Diyarbakir | Kayseri
  | Mersin | Trabzon | Samsun | Erzurum | Malatya | Kahramanmaras | Hatay | Antakya | Iskenderun | Bodrum | Marmaris
  | Cappadocia | Anatolia | Anatolian | Bosphorus | Bosporus | Dardanelles | Gallipoli? | Canakkale | Edirne
  | Eskisehir | Sanliurfa | Incirlik | Ceyhan | Izmit | Kocaeli | Tekirdag | Zonguldak | Hakkari | Sirnak | Mardin
  | Imrali | Gezi Park | Hagia Sophia | Dalaman | Fethiye | Denizli | Manisa | Aydin | Erzincan | Alanya | Pergamon
  | Ephesus | Taksim | Yalova | Akkuyu | Thrace? | Soma mine | Dalyan
TR sign: Recep Tayyip Erdogan | Tayyip Erdogan | Erdogan | Erdoğan | Ataturk | Atatürk | Kemal Ataturk
  | Kemal Kilicdaroglu | Kilicdaroglu | Ekrem Imamoglu | Imamoglu | Hakan Fidan | Davutoglu | Abdullah Gul
  | Turgut Ozal | Ozal | Ecevit | Demirel | Tansu Ciller | Evren | AKP | AK Party | Republican People's Party
  | Kurdistan Workers' Party | PKK | Ocalan | Gulen | Fethullah Gulen | Turkish Airlines | Pegasus Airlines | Anadolu
  | Baykar | Bayraktar | Hurriyet | Galatasaray | Fenerbahce | Besiktas | Koc Holding | Sabanci | Turkcell
  | Borsa Istanbul | Halkbank | Ziraat | Orhan Pamuk | Selahattin Demirtas | Sultan Abdulhamid | Daily Sabah
TR coin: lira? | liras? | Turkish lira
TR else: İstanbul | İzmir | Türk* | Türkiye'* | Diyarbakır | Şanlıurfa | Kahramanmaraş | Eskişehir | Turquie | Türkei
  | Turquía | Turquia | Turchia | Turkije | Турци* | Анкар* | Стамбул* | Эрдоган* | تركيا | أنقرة | إسطنبول | ترکیه
  | ترکی | ترکیہ | 土耳其 | 安卡拉 | 伊斯坦布尔 | トルコ | イスタンブール | アンカラ | 튀르키예 | 터키 | 앙카라
  | 이스탄불 | तुर्की | তুরস্ক | ตุรกี | טורקיה | אנקרה | איסטנבול | Thổ Nhĩ Kỳ | Τουρκία | Turki | Turcia
TR less: turc | turcs | turque | turques | türkisch* | turco? | turcos? | turcas? | turchi | турецк*
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
