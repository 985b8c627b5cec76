"""Words of East Asia. Data only; how a line is read stands in `rows`."""

ROWS = """
CN name: China | People's Republic of China | PRC | Mainland China | Communist China | Red China
CN folk: Chinese | Sino-U.S | Sino-American | Sino-British | Sino-Soviet | Sino-Indian | Sino-Japanese | Sino-Russian
  | Mainland Chinese | Chinese-made
CN seat: Beijing | Peking | Peiping
CN town: Shanghai | Shenzhen | Guangzhou | Canton? | Tianjin | Tientsin | Chongqing | Chungking | Chengdu | Wuhan
  | Hangzhou | Nanjing | Nanking | Xi'an | Xian | Suzhou | Harbin | Shenyang | Dalian | Qingdao | Tsingtao | Jinan
  | Zhengzhou | Changsha | Kunming | Xiamen | Amoy | Fuzhou | Ningbo | Wuxi | Hefei | Nanchang | Guiyang | Nanning
  | Lanzhou | Urumqi | Lhasa | Yinchuan | Xining | Hohhot | Taiyuan | Shijiazhuang | Changchun | Dongguan | Foshan
  | Zhuhai | Wenzhou | Kashgar | Yiwu | Sanya | Daqing | Tangshan | Shantou | Datong | Baotou | Anshan | Wenchuan
  | Guangdong | Kwangtung | Sichuan | Szechuan? | Szechwan | Zhejiang | Jiangsu | Shandong | Henan | Hebei | Hubei
  | Hunan | Anhui | Fujian | Fukien | Jiangxi | Yunnan | Guizhou | Guangxi | Shaanxi | Shanxi | Gansu | Qinghai
  | Ningxia | Xinjiang | Sinkiang | Inner Mongolia | Tibet | Heilongjiang | Jilin | Liaoning | Hainan | Manchuria?
  | Yangtze | Pudong | Three Gorges | Tiananmen | Zhongnanhai | Great Hall of the People | Great Wall? | Wolong
CN sign: Xi Jinping | Jinping | Li Keqiang | Li Qiang | Wang Yi | Hu Jintao | Wen Jiabao | Jiang Zemin | Zhu Rongji
  | Deng Xiaoping | Zhao Ziyang | Hu Yaobang | Li Peng | Mao Zedong | Mao Tse-tung | Chairman Mao | Zhou Enlai
  | Chinese Communist Party | Communist Party of China | People's Liberation Army | PLA? | National People's Congress
  | Politburo Standing Committee | People's Bank of China | People's Daily | Xinhua | New China News Agency
  | Global Times | Huawei | Alibaba | Tencent | ByteDance | Baidu | Xiaomi | BYD | Sinopec | PetroChina | CNOOC
  | Cosco | Air China | ZTE | JD.com | CITIC | Evergrande | Belt and Road | Uyghur | Uyghurs | Uighur | Uighurs
  | Dalai Lama? | Tibetan | Tibetans | Mandarin? | Hang Lung? | Li Ning | Geely | Norinco | WeChat | Bank of China
  | Falun Gong | Caixin | Weibo | Sinochem | Lenovo | COMAC | Taobao | Shein | Temu | Country Garden
CN coin: yuan | renminbi | RMB
CN else: 中国 | 中國 | 北京 | 上海 | 广东 | 广州 | 深圳 | 中共 | 新疆 | 西藏 | 大陸 | 中华人民共和国 | Chine | Kitaj
  | Cina | Tiongkok | Çin | Kína | Pékin | Pekín | Pequim | Trung Quốc | Bắc Kinh | Китай | Китая | Китаю | Китае
  | Китаем | КНР | Пекин* | الصين | بكين | چین | चीन | চীন | จีน | ปักกิ่ง | 중국 | 베이징 | סין | Κίνα | တရုတ် | ຈີນ
  | ចិន
CN less: китайск* | chinois* | chinesisch* | cinese | cinesi | chinês | chino? | chinos? | صيني*

JP name: Japan | Nippon | Nihon
JP folk: Japanese | U.S.-Japanese | U.S.-Japan | Japan-U.S | Japanese-made | Nikkei-jin
JP seat: Tokyo
JP town: Osaka | Kyoto | Yokohama | Nagoya | Sapporo | Kobe | Fukuoka | Kawasaki? | Hiroshima | Nagasaki | Sendai
  | Okinawa | Hokkaido | Kyushu | Shikoku | Honshu | Fukushima | Nara | Niigata | Kanazawa | Kumamoto | Kagoshima
  | Chiba | Saitama | Shizuoka | Hamamatsu | Naha | Noto Peninsula | Ishikawa prefecture | Miyagi | Iwate | Aomori
  | Akita prefecture | Yamagata | Nagano | Hyogo | Okayama | Matsuyama | Aichi | Ibaraki | Tochigi | Gunma | Tsukuba
  | Narita | Haneda | Kansai | Kanto | Ginza | Shibuya | Shinjuku | Mount Fuji | Iwo Jima | Senkaku | Senkakus
  | Kashiwazaki | Tokaimura | Oita | Miyazaki prefecture | Nikko | Tottori | Shimane | Kitakyushu | Kasumigaseki
  | Chiyoda
JP sign: Shinzo Abe | Fumio Kishida | Kishida | Shigeru Ishiba | Ishiba | Yoshihide Suga | Sanae Takaichi | Takaichi
  | Taro Aso | Koizumi | Hatoyama | Naoto Kan | Yoshihiko Noda | Nakasone | Miyazawa | Takeshita | Tamura? | Sumita
  | Noboru Takeshita | Abe Shinzo | Hirohito | Akihito | Naruhito | Emperor Naruhito
  | Ministry of International Trade and Industry | MITI | METI | Liberal Democratic Party? | LDP? | Komeito | Diet?
  | Japan Self-Defense Forces | Bank of Japan | BOJ | Nikkei | Topix | Keidanren | NHK | Kyodo | Asahi Shimbun
  | Yomiuri | Mainichi | Jiji Press | Japan Times | Toyota | Nissan | Honda | Mitsubishi | Mitsui | Sumitomo | Sony
  | Toshiba | Hitachi | Fujitsu | NEC Corp | NEC | Matsushita | Panasonic | Sharp Corp | Sanyo | Mazda | Subaru
  | Suzuki | Isuzu | Daihatsu | Hino Motors | Fuji Heavy | Yamaha | Komatsu | Kubota | Canon Inc | Ricoh | Nikon
  | Olympus Corp | Kyocera | Nintendo | SoftBank | Rakuten | Nomura | Daiwa | Nikko Securities | Yamaichi
  | Dai-Ichi Kangyo | Fuji Bank | Sanwa | Tokai Bank | Mizuho | Nippon Steel | NKK | Kawasaki Steel | Kawasaki Heavy
  | Kobe Steel | Ishikawajima | Itochu | C. Itoh | Marubeni | Nissho Iwai | Nichimen | Tomen | Kanematsu
  | Japan Air Lines | Japan Airlines | JAL | All Nippon | Bridgestone | Asahi Chemical | Asahi Glass | Asahi Kasei
  | Teijin | Toray | Kirin | Suntory | Shiseido | Kao Corp | Takeda | Otsuka | NTT | KDDI | Kokusai Denshin Denwa
  | KDD | Idemitsu | Tepco | Seiko | Casio | Minolta | Fanuc | Yasuda | Nippon Life | Tokio Marine | Dentsu
  | Shinkansen | bullet train? | Yakuza | keiretsu | zaibatsu | Yasukuni | Sumo? | Shohei Ohtani? | kanji? | manga?
  | Kamikaze? | Burakumin
JP coin: yen
JP else: 日本 | 東京 | 大阪 | 京都 | 日銀 | 日经 | ジャパン | Japon | Japón | Japão | Giappone | Japonya | Jepang
  | Nhật Bản | Tokio | Tóquio | Япония | Японии | Японию | Японией | Токио | اليابان | طوكيو | ژاپن | जापान | জাপান
  | ญี่ปุ่น | โตเกียว | 일본 | 도쿄 | 东京 | יפן | Ιαπωνία
JP less: японск* | японц* | japonais* | japonés | japonesa | japonês | japanisch* | giapponese | giapponesi | ياباني*

KP name: North Korea | Democratic People's Republic of Korea | DPRK | D.P.R.K | N. Korea | N.Korea | N Korea | NKorea
KP folk: North Korean | North Koreans | N. Korean | N. Koreans | N.Korean | inter-Korean
KP seat: Pyongyang
KP town: Kaesong | Wonsan | Hamhung | Chongjin | Sinuiju | Yongbyon | Punggye-ri | Rason | Nampo | Kumgang | Sohae
  | Tongchang-ri | Panmunjom | Paektu | Hyesan | Haeju
KP sign: Kim Jong Un | Kim Jong-un | Kim Jong Il | Kim Jong-il | Kim Il Sung | Kim Il-sung | Kim Yo Jong | Kim Yo-jong
  | Workers' Party of Korea | KCNA | Korean Central News Agency | Hwasong | Rodong Sinmun | juche
  | Korean People's Army | Choe Son Hui | Hwasong-15 | Taepodong
KP else: 북한 | 평양 | 조선민주주의인민공화국 | 김정은 | 朝鲜 | 朝鮮 | 北朝鮮 | 北韓 | 北韩 | 平壤 | 平壌 | 金正恩
  | Corée du Nord | Nordkorea | Corea del Norte | Coreia do Norte | Corea del Nord | Kuzey Kore | Корея Северная
  | Северная Корея | Северной Кореи | Северной Корее | КНДР | Пхеньян* | كوريا الشمالية | کره شمالی | Korea Utara
  | Triều Tiên | เกาหลีเหนือ | उत्तर कोरिया | צפון קוריאה
KP less: nordkoreanisch* | nord-coréen* | norcoreano* | северокорейск*

KR name: South Korea | Republic of Korea | ROK | R.O.K | S. Korea | S.Korea | S Korea | SKorea | Korea
KR folk: South Korean | South Koreans | S. Korean | S. Koreans | S.Korean | Korean | Koreans | inter-Korean
KR seat: Seoul
KR town: Busan | Pusan | Incheon | Inchon | Daegu | Taegu | Daejeon | Taejon | Gwangju | Kwangju | Ulsan | Suwon
  | Sejong City | Jeju | Cheju | Pyeongchang | Gyeongju | Jeonju | Pohang | Changwon | Gyeonggi | Gangnam | Itaewon
  | Dokdo | Goyang | Gimpo | Geoje | Gangneung | Cheongju | Mokpo | Yeosu | Gyeongsang | Jeolla | Pyeongtaek
KR sign: Yoon Suk Yeol | Yoon Suk-yeol | Lee Jae-myung | Lee Jae Myung | Moon Jae-in | Park Geun-hye | Lee Myung-bak
  | Roh Moo-hyun | Kim Dae-jung | Kim Dae Jung | Kim Young-sam | Kim Young Sam | Roh Tae Woo | Chun Doo Hwan
  | Park Chung-hee | Syngman Rhee | Blue House | Samsung | Hyundai | Daewoo | LG Electronics | LG Chem | LG Energy
  | Lucky-Goldstar | Goldstar | SK Hynix | SK Telecom | SK Group | Kia | Kia Motors | POSCO | Pohang Iron | Lotte
  | Hanwha | Ssangyong | Kakao | Naver | Korean Air | Asiana | Coupang | Kospi | Kosdaq | Bank of Korea | Yonhap
  | chaebol | chaebols | K-pop | BTS? | Hangul? | Hallyu | Chosun Ilbo | Korea Herald | JoongAng | People Power Party?
  | kimchi?
KR coin: billion won | trillion won | mln won | bln won
KR else: 한국 | 대한민국 | 서울 | 부산 | 韩国 | 韓国 | 韓國 | 南韓 | 南韩 | 首尔 | 首爾 | 汉城 | ソウル | 大韓民国
  | Corée du Sud | Südkorea | Corea del Sur | Coreia do Sul | Corea del Sud | Güney Kore | Южная Корея | Южной Кореи
  | Южной Корее | Южную Корею | Сеул* | كوريا الجنوبية | سيول | سئول | کره جنوبی | Korea Selatan | Hàn Quốc
  | เกาหลีใต้ | दक्षिण कोरिया | דרום קוריאה | Séoul | Seúl | Seul
KR less: südkoreanisch* | sud-coréen* | surcoreano* | южнокорейск*

MN name: Mongolia | Outer Mongolia | Mongolian People's Republic
MN folk: Mongolian | Mongolians | Mongol? | Mongols?
MN seat: Ulaanbaatar | Ulan Bator
MN town: Erdenet | Darkhan | Choibalsan | Khovd | Oyu Tolgoi | Tavan Tolgoi | Ulgii | Bayan-Ulgii | Dornogovi
  | Zamyn-Uud | Zamyn Uud | Umnugovi | Khuvsgul | Selenge? | Gobi? | Dalanzadgad | Kharkhorin | Arkhangai | Sukhbaatar
  | Tosontsengel
MN sign: Khurelsukh | Oyun-Erdene | Elbegdorj | Battulga | Great Khural | State Great Khural
  | Mongolian People's Party | MIAT | Naadam | Genghis Khan? | Chinggis | Oyunerdene | ger district | dzud
MN coin: tugrik | tugriks | togrog
MN else: Монгол | Улаанбаатар | Монгол Улс | Mongolie | Mongolei | Mongólia | Moğolistan | Монголия | Монголии
  | Монголию | منغوليا | مغولستان | 蒙古 | 蒙古国 | 蒙古國 | 乌兰巴托 | モンゴル | ウランバートル | 몽골 | मंगोलिया
  | มองโกเลีย | Mông Cổ
MN less: mongolisch* | монгольск* | mongol* ?

TW name: Taiwan | Republic of China | Chinese Taipei | Formosa? | Nationalist China
TW folk: Taiwanese | Taiwan-made
TW seat: Taipei
TW town: Kaohsiung | Taichung | Tainan | Hsinchu | Keelung | Hualien | Taoyuan | Chiayi | Pingtung | Yilan | Taitung
  | Kinmen | Quemoy | Matsu Islands | Penghu | Pescadores | Changhua | Miaoli | Nantou | Yunlin | Taiwan Strait
TW sign: Tsai Ing-wen | Lai Ching-te | William Lai | Ma Ying-jeou | Chen Shui-bian | Chiang Kai-shek
  | Chiang Ching-kuo | Lee Teng-hui | Kuomintang | KMT | Democratic Progressive Party? | DPP | Han Kuo-yu | Ko Wen-je
  | Legislative Yuan | TSMC | Foxconn | Hon Hai | MediaTek | Acer | Asus | Asustek | Pegatron | Quanta Computer
  | Formosa Plastics | China Airlines | EVA Air | Evergreen Marine | Taiex | HTC | Advantech | United Microelectronics
  | Central News Agency? | Delta Electronics | Nvidia? | Tatung
TW coin: New Taiwan dollar | NT$* | NT dollar | NT dollars | Taiwan dollar | Taiwan dlr | NT dlr
TW else: 臺灣 | 台灣 | 台湾 | 台北 | 臺北 | 高雄 | 台中 | 中華民國 | 台積電 | 台积电 | Taïwan | Taiwán | Tayvan
  | Đài Loan | Тайван* | Тайбэй | Тайбэе | تايوان | تایوان | ताइवान | ไต้หวัน | 대만 | 타이베이 | טאיוואן
TW less: taïwanais* | taiwanais* | taiwanés | taiwanesisch* | тайваньск*
"""
"""One line for each kind of word of a country; a line that starts with two spaces goes on with the one before."""
