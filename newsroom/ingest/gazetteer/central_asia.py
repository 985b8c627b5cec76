"""Words of the Caucasus and of Central Asia. Data only; how a line is read stands in `rows`."""

ROWS = """
AM name: Armenia | Republic of Armenia | Soviet Armenia
AM folk: Armenian | Armenians
AM seat: Yerevan | Erevan
AM town: Gyumri | Leninakan | Vanadzor | Goris | Kapan | Meghri | Syunik | Etchmiadzin | Echmiadzin | Lake Sevan
  | Dilijan | Gegharkunik | Tavush | Metsamor | Ashtarak | Ijevan | Spitak | Jermuk | Shirak | Artashat | Zvartnots
  | Hrazdan | Abovyan | Matenadaran
AM sign: Nikol Pashinyan | Pashinyan | Serzh Sargsyan | Sargsyan | Robert Kocharyan | Kocharyan | Ter-Petrosyan
  | Vahagn Khachaturyan | Ararat Mirzoyan | Armenpress | Dashnak | Catholicos of All Armenians | Karekin II
  | Samvel Karapetyan | duduk | lavash?
AM coin: dram? | drams?
AM else: Հայաստան* | Երևան* | Հայ | հայ | Arménie | Armenien | Arménia | Armênia | Ermenistan | Армени* | Ереван*
  | أرمينيا | ارمنستان | يريفان | 亚美尼亚 | 亞美尼亞 | 埃里温 | アルメニア | エレバン | 아르메니아 | 예레반
  | आर्मेनिया | ארמניה | სომხეთი | Ermənistan
AM less: arménien* | armenisch* | armenio? | armenios | armeno | армянск*

AZ name: Azerbaijan | Azerbaidjan | Republic of Azerbaijan | Soviet Azerbaijan
AZ folk: Azerbaijani | Azerbaijanis | Azeri | Azeris
AZ seat: Baku
AZ town: Ganja? | Sumgait | Sumqayit | Nakhchivan | Nakhichevan | Nagorno-Karabakh | Nagorno Karabakh | Karabakh
  | Stepanakert | Khankendi | Shusha | Shushi | Agdam | Aghdam | Lachin | Lachin corridor | Lankaran | Sheki
  | Mingachevir | Gabala | Fuzuli | Zangilan | Kalbajar | Absheron | Sangachal | Quba? | Hadrut | Zangezur
AZ sign: Ilham Aliyev | Heydar Aliyev | Aliyev | Mehriban Aliyeva | SOCAR | Shah Deniz | Azerbaijan Airlines
  | Jeyhun Bayramov | Trend news agency | Qarabag FK | Qarabag | APA news | Azerneft
AZ coin: manat? | manats?
AZ else: Azərbaycan* | Bakı | Bakıda | Qarabağ | Azerbaïdjan | Aserbaidschan | Azerbaiyán | Azerbaijão | Azerbaigian
  | Azerbaycan | Азербайджан* | Баку | Карабах* | أذربيجان | آذربایجان | باكو | باکو | 阿塞拜疆 | 亞塞拜然 | 巴库
  | アゼルバイジャン | バクー | 아제르바이잔 | अज़रबैजान | אזרבייג'ן | აზერბაიჯანი | Ադրբեջան*
AZ less: azerbaïdjanais* | aserbaidschanisch* | azerbaiyano | azero | azeri | азербайджанск*

GE name: Georgia | Republic of Georgia | Soviet Georgia | former Soviet republic of Georgia | country of Georgia
GE folk: Georgian | Georgians
GE seat: Tbilisi | Tiflis
GE town: Batumi | Kutaisi | Rustavi | Gori | Zugdidi | Poti | Sukhumi | Abkhazia | Abkhaz | South Ossetia | Tskhinvali
  | Adjara | Ajara | Kakheti | Telavi | Mtskheta | Borjomi | Svaneti | Mestia | Akhaltsikhe | Samtskhe-Javakheti
  | Samegrelo | Imereti | Pankisi | Anaklia | Gudauri | Kazbegi | Signagi | Bakuriani | Guria | Lagodekhi
GE sign: Mikheil Saakashvili | Saakashvili | Eduard Shevardnadze | Shevardnadze? | Bidzina Ivanishvili | Ivanishvili
  | Salome Zourabichvili | Zourabichvili | Irakli Kobakhidze | Kobakhidze | Irakli Garibashvili | Garibashvili
  | Georgian Dream | Gamsakhurdia | Kvelashvili | Mikheil Kavelashvili | Rustaveli | khachapuri | Rose Revolution
  | Civil.ge | Khvicha Kvaratskhelia
GE coin: lari?
GE else: საქართველო* | თბილის* | ქართული | ქართველი | Géorgie | Georgien | Geórgia | Gürcistan | Грузи* | Тбилиси
  | Абхази* | Южная Осетия | Южной Осетии | جورجيا | گرجستان | تبليسي | 格鲁吉亚 | 喬治亞 | 第比利斯 | ジョージア?
  | グルジア | トビリシ | 조지아 | 트빌리시 | जॉर्जिया | גאורגיה | Վրաստան* | Gürcüstan
GE less: géorgien* | georgisch* | грузинск*

KG name: Kyrgyzstan | Kyrgyz Republic | Kirghizia | Kirgizia | Kirghizstan
KG folk: Kyrgyz | Kyrgyzstani | Kyrgyzstanis | Kirghiz
KG seat: Bishkek | Frunze?
KG town: Osh | Jalal-Abad | Jalalabad region | Karakol | Naryn | Talas | Tokmok | Issyk-Kul | Issyk Kul | Batken
  | Cholpon-Ata | Kumtor | Balykchy | Kant air base | Manas air base | Manas airport | Chui region | Uzgen | Balykchi
  | Torugart
KG sign: Sadyr Japarov | Japarov | Kurmanbek Bakiyev | Bakiyev | Askar Akayev | Akayev | Almazbek Atambayev
  | Atambayev | Sooronbay Jeenbekov | Jeenbekov | Roza Otunbayeva | Otunbayeva | Jogorku Kenesh | Kamchybek Tashiev
  | Tashiev | 24.kg | AKIpress | Kaktus Media | Kloop | Centerra? | Epic of Manas
KG coin: som? | soms?
KG else: Кыргызстан* | Бишкек* | Киргизи* | Киргизстан* | Кыргыз* | Ош | Kirghizistan | Kirgisistan | Kirgistan
  | Kirguistán | Quirguistão | Kırgızistan | قيرغيزستان | قرقیزستان | 吉尔吉斯斯坦 | 吉尔吉斯 | 吉爾吉斯 | 比什凯克
  | キルギス | ビシュケク | 키르기스스탄 | किर्गिस्तान | קירגיזסטן
KG less: kirghiz* | kirgisisch* | киргизск* | кыргызск*

KZ name: Kazakhstan | Republic of Kazakhstan | Kazakstan | Kazakh SSR | Soviet Kazakhstan
KZ folk: Kazakh | Kazakhs | Kazakhstani | Kazakhstanis
KZ seat: Astana | Nur-Sultan | Almaty | Alma-Ata
KZ town: Shymkent | Chimkent | Karaganda | Aktobe | Aktau | Atyrau | Pavlodar | Oskemen | Ust-Kamenogorsk | Semey
  | Semipalatinsk | Kostanay | Kostanai | Kyzylorda | Taraz | Petropavl | Turkistan region | Zhanaozen | Temirtau
  | Baikonur | Baikonour | Tengiz | Kashagan | Karachaganak | Ekibastuz | Khorgos | Mangystau | Taldykorgan | Baiterek
  | Kokshetau | Balkhash | Zhezkazgan | Medeu
KZ sign: Nursultan Nazarbayev | Nazarbayev | Kassym-Jomart Tokayev | Tokayev | Tokaev | KazMunayGas | Kazatomprom
  | Kaspi | Kaspi Bank | Air Astana | Nur Otan | Amanat? | Halyk Bank | Samruk-Kazyna | Tengizchevroil | Tengrinews
  | Kazinform | Gennady Golovkin | Karim Massimov | Ablyazov | Eurasian Resources Group | Kazakhmys
KZ coin: tenge
KZ else: Қазақстан* | Казахстан* | Алматы | Астана | Астане | Астаны | Қазақ | Kasachstan | Kazajistán | Kazajstán
  | Cazaquistão | Kazakistan | Kazachstan | كازاخستان | قزاقستان | أستانا | 哈萨克斯坦 | 哈薩克 | 阿斯塔纳 | 阿拉木图
  | カザフスタン | カザフ | アスタナ | 카자흐스탄 | कज़ाखस्तान | कजाकिस्तान | קזחסטן | Qazaqstan
KZ less: kazakh* ? | kasachisch* | kazajo* | казахстанск* | казахск*

TJ name: Tajikistan | Tadzhikistan | Republic of Tajikistan
TJ folk: Tajik | Tajiks | Tajikistani | Tadzhik
TJ seat: Dushanbe
TJ town: Khujand | Khorog | Khorugh | Gorno-Badakhshan | Kulob | Kulyab | Bokhtar | Qurghonteppa | Kurgan-Tyube
  | Panjakent | Isfara | Rogun | Nurek | Pamir? | Pamirs | Pamir Highway | Rasht Valley | Sughd | Khatlon | Vakhsh
  | Vahdat | Tursunzoda | Murghab | Istaravshan | Vorukh | Sarez | Ishkashim
TJ sign: Emomali Rahmon | Rahmon | Rakhmonov | Rustam Emomali | Rahmonov | Talco | Asia-Plus
  | Islamic Renaissance Party | Khovar | Somon Air | Sirojiddin Muhriddin
TJ coin: somoni
TJ else: Тоҷикистон* | Душанбе | Таджикистан* | тоҷик* | Tadjikistan | Tadschikistan | Tayikistán | Tajiquistão
  | Tagikistan | Tacikistan | طاجيكستان | تاجیکستان | دوشنبه | 塔吉克斯坦 | 塔吉克 | 杜尚别 | タジキスタン | タジク
  | 타지키스탄 | ताजिकिस्तान | טג'יקיסטן
TJ less: tadjik* | tadschikisch* | таджикск*

TM name: Turkmenistan | Turkmenia | Republic of Turkmenistan
TM folk: Turkmen | Turkmens | Turkmenistani
TM seat: Ashgabat | Ashkhabad | Asgabat
TM town: Turkmenbashi | Krasnovodsk | Turkmenabat | Dashoguz | Dasoguz | Balkanabat | Mary province | Merv | Galkynysh
  | Dowletabad | Arkadag | Awaza | Avaza | Karakum | Darvaza | Tejen | Serhetabat | Kow-Ata | Lebap
TM sign: Saparmurat Niyazov | Niyazov | Turkmenbashy | Gurbanguly Berdimuhamedov | Berdymukhamedov | Berdimuhamedov
  | Serdar Berdimuhamedov | Turkmengaz | Ruhnama | Akhal-Teke | Akhal Teke | TAPI pipeline | Neutral Turkmenistan
  | Ahal
TM coin: manat? | manats?
TM else: Türkmenistan* | Aşgabat | Türkmen | Туркмени* | Туркменистан* | Ашхабад* | Turkménistan | Turkmenistán
  | Turcomenistão | تركمانستان | ترکمنستان | عشق‌آباد | 土库曼斯坦 | 土庫曼 | 阿什哈巴德 | トルクメニスタン
  | 투르크메니스탄 | तुर्कमेनिस्तान | טורקמניסטן
TM less: turkmène | turkmènes | turkmenisch* | turcomano? | туркменск*

UZ name: Uzbekistan | Republic of Uzbekistan | Uzbek SSR | Soviet Uzbekistan
UZ folk: Uzbek | Uzbeks | Uzbekistani | Uzbekistanis
UZ seat: Tashkent
UZ town: Samarkand | Samarqand | Bukhara | Bokhara | Andijan | Andizhan | Fergana | Ferghana | Namangan | Nukus
  | Karakalpakstan | Karakalpak | Khiva | Urgench | Termez | Navoi | Qarshi | Karshi | Jizzakh | Kokand | Margilan
  | Surkhandarya | Kashkadarya | Muynak | Moynaq | Muruntau | Chirchik | Angren | Xorazm | Khorezm | Guliston
  | Registan? | Chimgan
UZ sign: Shavkat Mirziyoyev | Mirziyoyev | Islam Karimov | Karimov | Gulnara Karimova | Saida Mirziyoyeva
  | Uzbekneftegaz | UzAuto | Uzbekistan Airways | Gazeta.uz | Kun.uz | Abdukodir Khusanov | Tamerlane? | Oliy Majlis
  | mahalla | plov? | Alisher Usmanov
UZ coin: sum? | soum? | soums?
UZ else: Oʻzbekiston* | O'zbekiston* | O‘zbekiston* | Toshkent* | Ўзбекистон* | Узбекистан* | Ташкент* | Самарканд*
  | Ouzbékistan | Usbekistan | Uzbekistán | Uzbequistão | Özbekistan | Tachkent | Taschkent | أوزبكستان | ازبکستان
  | طشقند | 乌兹别克斯坦 | 烏茲別克 | 塔什干 | 撒马尔罕 | ウズベキスタン | タシケント | 우즈베키스탄 | 타슈켄트
  | उज़्बेकिस्तान | אוזבקיסטן
UZ less: ouzbek | ouzbeks | ouzbèke | usbekisch* | uzbeko | узбекск* | узбекистанск*
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
