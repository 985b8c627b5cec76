"""Words of the countries around the Gulf, Iraq and Yemen. Data only; how a line is read stands in `rows`."""

ROWS = """
AE name: United Arab Emirates | UAE | U.A.E | Emirates | Trucial States
AE folk: Emirati | Emiratis
AE seat: Abu Dhabi
AE town: Dubai | Sharjah | Ajman | Fujairah | Ras Al Khaimah | Ras al-Khaimah | Umm Al Quwain | Al Ain | Jebel Ali
  | Ruwais | Barakah | Palm Jumeirah | Burj Khalifa | Khor Fakkan | Yas Marina | Das Island
AE sign: Sheikh Zayed | Khalifa bin Zayed | Mohammed bin Zayed | Mohamed bin Zayed | Mohammed bin Rashid | Al Nahyan
  | al-Nahyan | Al Maktoum | al-Maktoum | Mana Said Otaiba | Oteiba | Otaiba | ADNOC | Emaar | DP World | Etihad
  | Emirates NBD | Mubadala | Masdar | Gulf News | Khaleej Times | ADIA | flydubai | Air Arabia | Emirates Airline
  | FNC?
AE coin: dirham | dirhams
AE else: الإمارات | الامارات | أبوظبي | أبو ظبي | دبي | الشارقة | امارات متحده | دبئی | متحدہ عرب امارات
  | Émirats arabes unis | Emirats arabes unis | Émirats | Vereinigte Arabische Emirate | Emiratos Árabes Unidos
  | Emirati Arabi Uniti | Birleşik Arap Emirlikleri | ОАЭ | Дубай | Дубае | Абу-Даби | Объединенные Арабские Эмираты
  | 阿联酋 | 阿聯酋 | 迪拜 | 杜拜 | 阿布扎比 | アラブ首長国連邦 | ドバイ | 아랍에미리트 | 두바이 | संयुक्त अरब अमीरात
  | दुबई | איחוד האמירויות | Uni Emirat Arab
AE less: émirati | émiratis | emiratisch* | эмиратск*

BH name: Bahrain | Kingdom of Bahrain | Bahrein
BH folk: Bahraini | Bahrainis
BH seat: Manama
BH town: Muharraq | Riffa | Isa Town | Hamad Town | Sitra | Sakhir | Hawar Islands | Budaiya
BH sign: Hamad bin Isa | Salman bin Hamad | Al Khalifa | al-Khalifa | Bapco | Gulf Air | Alba? | Al Wefaq | Wefaq
  | Investcorp | Gulf Daily News | Bahrain Monetary Agency | Arab Banking Corp | Fifth Fleet?
  | Gulf International Bank
BH coin: dinar? | dinars?
BH else: البحرين | المنامة | بحرین | Bahreïn | Baréin | Bahréin | Barém | Bahreyn | Бахрейн* | 巴林 | 麦纳麦
  | バーレーン | 바레인 | बहरीन | בחריין
BH less: bahreïni* | бахрейнск* | bahrainisch*

IR name: Iran | Islamic Republic of Iran | Persia | Islamic Republic?
IR folk: Iranian | Iranians | Persian? | Persians? | Irano-Iraqi
IR seat: Tehran | Teheran
IR town: Isfahan | Esfahan | Mashhad | Tabriz | Shiraz | Qom | Qum | Ahvaz | Ahwaz | Kermanshah | Kerman | Yazd
  | Bandar Abbas | Bushehr | Abadan | Khorramshahr | Natanz | Fordow | Fordo | Arak? | Kharg Island | Kharg | Qeshm
  | Kish Island | Sistan | Sistan-Baluchestan | Zahedan | Khuzestan | Hormozgan | Sanandaj | Urmia | Hamadan | Rasht
  | Gilan | Mazandaran | Ardabil | Zanjan | Karaj | Evin prison | Saqqez | Chabahar | Bam? | Larak | Sirri
  | Farsi Island | Persepolis | Lavan | Parchin | Dezful | Hormuz
IR sign: Khomeini | Khamenei | Rafsanjani | Khatami | Ahmadinejad | Rouhani | Raisi | Ebrahim Raisi | Pezeshkian
  | Zarif | Araghchi | Mousavi | Mahsa Amini | Soleimani | Revolutionary Guard | Revolutionary Guards
  | Revolutionary Guard Corps | IRGC | Basij | Quds Force | Majlis? | Irna | IRNA | Tasnim | Fars News | Press TV
  | Shah? | Pahlavi | Mossadegh | Iran-contra | contra affair | Irangate | JCPOA | Ayatollah | Ayatollahs | Aqazadeh
  | Velayati | Bani-Sadr | Mojahedin-e Khalq | Farsi | Nowruz? | Mahan Air | Shahed drones? | Quds Day? | Ghalibaf
  | Khatam al-Anbiya | Silkworm?
IR coin: toman | tomans | rial? | rials?
IR else: ایران | ايران | إيران | تهران | طهران | Irán | Irão | İran | Иран | Ирана | Ирану | Иране | Ираном | Тегеран*
  | 伊朗 | 德黑兰 | 德黑蘭 | イラン | テヘラン | 이란? | 테헤란 | ईरान | ইরান | อิหร่าน | איראן | טהרן
IR less: iranien | iraniens | iranienne | iraniennes | iranisch* | iraní | iraníes | iraniano | iraniani | иранск*
  | إيراني*

IQ name: Iraq | Republic of Iraq | Mesopotamia?
IQ folk: Iraqi | Iraqis | Irano-Iraqi
IQ seat: Baghdad
IQ town: Basra | Basrah | Mosul | Erbil | Irbil | Arbil | Kirkuk | Najaf | Karbala | Kerbala | Sulaymaniyah
  | Sulaimaniya | Fallujah | Falluja | Ramadi | Tikrit | Samarra | Nineveh | Anbar | Diyala | Dohuk | Duhok | Sinjar
  | Nasiriyah | Nassiriya | Hilla | Umm Qasr | Faw | Fao? | Halabja | Sadr City | Baqubah | Baquba | Abu Ghraib
  | Iraqi Kurdistan | Kurdistan? | Shatt al-Arab | Rumaila | Hawija | Babylon? | Haditha | Zakho | Kut? | Wasit
IQ sign: Saddam Hussein | Saddam | Nouri al-Maliki | al-Maliki | Maliki | Haider al-Abadi | al-Abadi | Muqtada al-Sadr
  | Moqtada al-Sadr | al-Sadr | Sistani | Barzani | Talabani | Mustafa al-Kadhimi | Kadhimi | al-Sudani | Tariq Aziz
  | Baath Party? | Hashd al-Shaabi | Popular Mobilization Forces | Popular Mobilisation | Kataib Hezbollah | Peshmerga
  | Yazidi | Yazidis | Exocet? | Iraqi Airways
IQ coin: dinar? | dinars?
IQ else: العراق | بغداد | البصرة | الموصل | أربيل | عراق | Irak | Irake | Ірак | Ирак | Ирака | Ираке | Ираку
  | Багдад* | 伊拉克 | 巴格达 | 巴格達 | イラク | バグダッド | 이라크 | 바그다드 | इराक | ইরাক | อิรัก | I-rắc | עיראק
  | بەغدا | عێراق
IQ less: irakien | irakiens | irakienne | irakisch* | iraquí | iraquíes | iracheno | iracheni | иракск*

KW name: Kuwait | State of Kuwait | Kuweit
KW folk: Kuwaiti | Kuwaitis
KW seat: Kuwait City
KW town: Hawalli | Salmiya | Ahmadi | Mina al-Ahmadi | Mina Al Ahmadi | Shuaiba | Jahra | Farwaniya | Bubiyan
  | Failaka | Burgan | Shuwaikh
KW sign: Sheikh Jaber | Al Sabah | al-Sabah | al-Khalifa al-Sabah | Sheikh Ali al-Khalifa | Meshal al-Ahmad
  | Nawaf al-Ahmad | Souk al-Manakh | Kuwait Petroleum | Kuna | KUNA | KIA? | Zain Group | Kuwait Investment Office
  | KIO? | Agility?
KW coin: dinar? | dinars?
KW else: الكويت | کویت | Koweït | Koweit | Küveyt | Кувейт* | 科威特 | クウェート | 쿠웨이트 | कुवैत | คูเวต | כווית
  | Cô-oét
KW less: koweïtien* | kuwaitisch* | kuwaití | kuwaitíes | кувейтск*

OM name: Oman | Sultanate of Oman
OM folk: Omani | Omanis
OM seat: Muscat
OM town: Salalah | Sohar | Nizwa | Duqm | Dhofar | Musandam | Sur? | Masirah | Khasab | Ibri | Barka | Rustaq | Seeb
  | Mutrah | Buraimi | Jebel Akhdar | Mina al Fahal
OM sign: Sultan Qaboos | Qaboos | Haitham bin Tariq | Sultan Haitham | Petroleum Development Oman | Oman Air | Ibadi
  | Royal Opera House Muscat | Times of Oman | Badr al-Busaidi
OM coin: rial? | rials? | riyal? | riyals?
OM else: عُمان | سلطنة عمان | سلطنة عُمان | مسقط | عمان? | Omán | Omã | Umman | Оман | Омана | Омане | Маскат | 阿曼
  | 马斯喀特 | オマーン | 오만? | ओमान | โอมาน | עומאן | Ô-man
OM less: omanais* | omanisch* | omaní | оманск*

QA name: Qatar | State of Qatar
QA folk: Qatari | Qataris
QA seat: Doha
QA town: Al Wakrah | Ras Laffan | Lusail | Al Khor | Umm Said | Mesaieed | Al Rayyan | Dukhan | Al Udeid
  | Education City
QA sign: Tamim bin Hamad | Hamad bin Khalifa | Al Thani | al-Thani | Al Jazeera? | QatarEnergy | QatarGas
  | Qatar Airways | Qatar Petroleum | beIN? | Gulf Times | Sheikha Moza | Aspire Academy
QA coin: riyal? | riyals?
QA else: قطر | الدوحة | Catar | Katar | Катар | Катара | Катаре | Доха | Дохе | 卡塔尔 | 卡達 | 多哈 | カタール
  | ドーハ | 카타르 | 도하? | क़तर | कतर | กาตาร์ | קטאר | Ca-ta
QA less: qatarien | qataris | qatarienne | katarisch* | catarí | катарск*

SA name: Saudi Arabia | Kingdom of Saudi Arabia | KSA | Saudi
SA folk: Saudi | Saudis | Saudi Arabian
SA seat: Riyadh
SA town: Jeddah | Jidda | Mecca? | Makkah | Medina? | Madinah | Dammam | Dhahran | Jubail | Yanbu | Tabuk | Abha
  | Jizan | Jazan | Najran | Taif | Khobar | Qassim | Buraidah | Hail province | NEOM | AlUla | Ras Tanura | Abqaiq
  | Ghawar | Qatif | Hejaz | Asir | Al-Ahsa | Khurais | Diriyah | Arafat? | Mina?
SA sign: King Fahd | King Salman | King Abdullah? | King Faisal | Mohammed bin Salman | Crown Prince Mohammed
  | bin Salman | MBS | Khashoggi | House of Saud | Al Saud | al-Saud | Yamani | Hisham Nazer | Nazer | Aramco | SABIC
  | ACWA | Saudia | Tadawul | Public Investment Fund | Samarec | Petromin | Al Arabiya | Arab News | Asharq Al-Awsat
  | SAMA | Al-Hilal | Al-Nassr | Al Rajhi | Wahhabi | Hajj | Kaaba | Grand Mosque? | Two Holy Mosques | Vision 2030
  | Adnan Khashoggi | Faisal bin Farhan | Vela? | LIV Golf?
SA coin: riyal? | riyals?
SA else: السعودية | المملكة العربية السعودية | الرياض | جدة | مكة | سعودی عرب | سعودی | عربستان | Arabie saoudite
  | Arabie Saoudite | Saudi-Arabien | Arabia Saudí | Arabia Saudita | Arábia Saudita | Suudi Arabistan
  | Саудовская Аравия | Саудовской Аравии | Саудовскую Аравию | Эр-Рияд* | 沙特 | 沙特阿拉伯 | 沙烏地 | 利雅得
  | サウジ | サウジアラビア | リヤド | 사우디 | 사우디아라비아 | सऊदी | सऊदी अरब | সৌদি | সৌদি আরব | ซาอุดีอาระเบีย
  | ซาอุ | סעודיה | ערב הסעודית | Ả Rập Xê Út | Arab Saudi
SA less: saoudien* | saudisch* | saudí | saudíes | saudita | sauditas | саудовск*

YE name: Yemen | North Yemen | South Yemen | Yemen Arab Republic | Republic of Yemen
YE folk: Yemeni | Yemenis | Yemenite | South Yemeni | North Yemeni
YE seat: Sanaa | Sana'a | Sana | San'a
YE town: Aden | Taiz | Taizz | Hodeidah | Hudaydah | Hodeida | Marib | Ma'rib | Mukalla | Hadramawt | Hadhramaut
  | Hadramaut | Saada | Sa'dah | Socotra | Shabwa | Abyan | Ibb | Dhamar | Mocha port | Al-Mahra | Al Mahrah | Ras Isa
  | Shibam | Lahj | Seiyun | Zabid | Amran
YE sign: Houthi | Houthis | Huthi | Huthis | Ansar Allah | Ansarullah | Ali Abdullah Saleh | Abdullah Saleh
  | Abd-Rabbu Mansour Hadi | Mansour Hadi | Rashad al-Alimi | Southern Transitional Council | Al-Islah | al-Houthi
  | Bab el-Mandeb? | Presidential Leadership Council | AQAP
YE coin: rial? | rials? | riyal? | riyals?
YE else: اليمن | صنعاء | عدن | الحوثي* | يمن | یمن | Yémen | Jemen | Iémen | Iêmen | Йемен* | Сана? | Хусит* | 也门
  | 葉門 | 胡塞 | 萨那 | イエメン | フーシ派 | サヌア | 예멘 | 후티 | यमन | เยเมน | תימן | Y-ê-men
YE less: yéménite | yéménites | jemenitisch* | yemení | yemeníes | yemenita | йеменск* | хусит*
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
